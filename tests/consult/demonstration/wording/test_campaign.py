import numpy as np

from consult.demonstration.replies import Plan, Reply
from consult.demonstration.respondents import Respondent
from consult.demonstration.turnout import OPEN_LINK
from consult.demonstration.wording.campaign import write_letter
from consult.demonstration.wording.phrases import phrases
from surveys.questions.agreement import OPPOSE
from tests.consult.demonstration.comparing import words_running


def likeness(one: str, other: str) -> float:
    ours, theirs = words_running(one), words_running(other)
    return len(ours & theirs) / len(ours | theirs)


def test_letters_are_nearly_the_same() -> None:
    original = " ".join(phrases().campaign.sentences)
    letters = [write_letter(np.random.default_rng(seed)) for seed in range(200)]
    assert min(likeness(original, letter) for letter in letters) > 0.5
    assert len(set(letters)) > 100


def test_changes_are_other_wordings_of_sentences_of_the_letter() -> None:
    letter = phrases().campaign
    assert {int(number) for number in letter.changes} <= set(range(len(letter.sentences)))


def test_the_campaign_is_of_opponents_by_the_open_link(
    replies: list[Reply], respondents: list[Respondent]
) -> None:
    letters = [
        reply for reply, respondent in zip(replies, respondents, strict=True) if respondent.in_campaign
    ]
    assert len(letters) == 180
    assert {reply.arm for reply in letters} == {OPEN_LINK}
    opposed = sum(reply.answers["support"] in {*OPPOSE, None} for reply in letters)
    assert opposed > 0.9 * len(letters)


def test_the_campaign_writes_its_letter_and_nothing_else(
    replies: list[Reply], respondents: list[Respondent]
) -> None:
    sentences = phrases().campaign.sentences
    for reply, respondent in zip(replies, respondents, strict=True):
        if respondent.in_campaign and reply.answers["why"]:
            assert sentences[0] in reply.answers["why"]
            assert not any(reply.answers.get(name) for name in ("effect", "change_mind", "missed"))


def test_the_campaign_comes_all_at_once(respondents: list[Respondent]) -> None:
    places = [number for number, respondent in enumerate(respondents) if respondent.in_campaign]
    assert places[-1] - places[0] < Plan().replies * 0.2
