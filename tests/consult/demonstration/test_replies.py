from collections import Counter
from itertools import islice

import numpy as np
import pytest

from analysis.board.weighing import weigh
from analysis.categories import Dimension
from analysis.cells import CellTable
from analysis.plan.defaults import census_weighting
from consult.demonstration.replies import Plan, Reply, gather_respondents, make_replies
from consult.demonstration.respondents import Respondent
from consult.demonstration.turnout import OPEN_LINK, PAPER, PARTNER_LINK, RANDOM_INVITATION
from surveys.encoding import encode
from surveys.questionnaire import Questionnaire


def test_the_same_seed_gives_the_same_replies(questionnaire: Questionnaire, replies: list[Reply]) -> None:
    assert list(islice(make_replies(questionnaire, Plan()), 300)) == replies[:300]


def test_another_seed_gives_other_people_and_other_answers(questionnaire: Questionnaire) -> None:
    one, other = (gather_respondents(Plan(20, seed)) for seed in (1, 2))
    assert all(first.view != second.view for first, second in zip(one, other, strict=True))
    one_says, other_says = (list(make_replies(questionnaire, Plan(20, seed))) for seed in (1, 2))
    assert all(first.answers != second.answers for first, second in zip(one_says, other_says, strict=True))


@pytest.mark.parametrize(("replies", "invited"), [(4_000, 1_000), (10_000, 1_000), (60, 15), (1, 0)])
def test_as_many_reply_by_invitation_as_are_likely_to(replies: int, invited: int) -> None:
    assert Plan(replies).invited == invited


def test_ways_of_being_reached_are_mixed(respondents: list[Respondent]) -> None:
    arms = [respondent.arm for respondent in respondents]
    assert (arms.count(OPEN_LINK), arms.count(RANDOM_INVITATION)) == (2_868, 1_000)
    assert (arms.count(PARTNER_LINK), arms.count(PAPER)) == (120, 12)
    assert 200 < arms[:1_000].count(RANDOM_INVITATION) < 300


def test_about_45_in_100_say_why(replies: list[Reply]) -> None:
    said = sum(reply.answers["why"] is not None for reply in replies) / len(replies)
    assert said == pytest.approx(0.45, abs=0.04)


def test_about_60_in_100_of_those_who_wrote_allow_publishing(replies: list[Reply]) -> None:
    asked = [reply.answers["publish"] for reply in replies if "publish" in reply.answers]
    assert asked.count("yes") / len(asked) == pytest.approx(0.60, abs=0.04)


def test_a_handful_of_replies_can_be_made(questionnaire: Questionnaire) -> None:
    assert [len(gather_respondents(Plan(count))) for count in (1, 2, 5)] == [1, 2, 5]
    assert next(make_replies(questionnaire, Plan(1))).arm == OPEN_LINK


def test_the_invited_are_worth_enough_to_be_concluded_from(
    questionnaire: Questionnaire, replies: list[Reply]
) -> None:
    found = [encode(questionnaire, reply.answers) for reply in replies if reply.arm == RANDOM_INVITATION]
    strata = Counter(encoded.stratum for encoded in found if encoded.eligible)
    dimensions = tuple(Dimension(each.name, each.categories) for each in questionnaire.strata)
    codes = [[dimensions[at].categories.index(code) for at, code in enumerate(key)] for key in strata]
    counts = np.array([*strata.values()], dtype=float)[:, None]
    weighing = weigh(
        RANDOM_INVITATION,
        (),
        CellTable(dimensions, np.array(codes), counts, {"n": slice(0, 1)}),
        census_weighting(),
    )
    assert weighing.weights is not None, weighing.refusal
    assert counts.sum() / weighing.weights.deff > 400
