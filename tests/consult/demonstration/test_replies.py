from itertools import islice

import pytest

from consult.demonstration.replies import Plan, Reply, gather_respondents, make_replies
from consult.demonstration.respondents import Respondent
from consult.demonstration.turnout import OPEN_LINK, RANDOM_INVITATION
from surveys.questionnaire import Questionnaire


def test_the_same_seed_gives_the_same_replies(questionnaire: Questionnaire, replies: list[Reply]) -> None:
    assert list(islice(make_replies(questionnaire, Plan()), 300)) == replies[:300]


def test_another_seed_gives_other_people_and_other_answers(questionnaire: Questionnaire) -> None:
    one, other = (gather_respondents(Plan(20, seed)) for seed in (1, 2))
    assert all(first.view != second.view for first, second in zip(one, other, strict=True))
    one_says, other_says = (list(make_replies(questionnaire, Plan(20, seed))) for seed in (1, 2))
    assert all(first.answers != second.answers for first, second in zip(one_says, other_says, strict=True))


@pytest.mark.parametrize(("replies", "invited"), [(4_000, 420), (10_000, 420), (60, 15), (1, 0)])
def test_as_many_reply_by_invitation_as_are_likely_to(replies: int, invited: int) -> None:
    assert Plan(replies).invited == invited


def test_both_ways_of_being_reached_are_mixed(respondents: list[Respondent]) -> None:
    arms = [respondent.arm for respondent in respondents]
    assert (arms.count(OPEN_LINK), arms.count(RANDOM_INVITATION)) == (3_580, 420)
    assert 60 < arms[:1_000].count(RANDOM_INVITATION) < 150


def test_about_45_in_100_say_why(replies: list[Reply]) -> None:
    said = sum(reply.answers["why"] is not None for reply in replies) / len(replies)
    assert said == pytest.approx(0.45, abs=0.04)


def test_about_60_in_100_of_those_who_wrote_allow_publishing(replies: list[Reply]) -> None:
    asked = [reply.answers["publish"] for reply in replies if "publish" in reply.answers]
    assert asked.count("yes") / len(asked) == pytest.approx(0.60, abs=0.04)


def test_a_handful_of_replies_can_be_made(questionnaire: Questionnaire) -> None:
    assert [len(gather_respondents(Plan(count))) for count in (1, 2, 5)] == [1, 2, 5]
    assert next(make_replies(questionnaire, Plan(1))).arm == OPEN_LINK
