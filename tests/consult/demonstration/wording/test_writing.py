import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest

from consult.demonstration.replies import Reply
from consult.demonstration.respondents import Respondent
from consult.demonstration.wording.phrases import Theme, phrases
from consult.demonstration.wording.writing import SLOT, WRITES_ABOUT, write
from surveys.questionnaire import Questionnaire
from tests.consult.demonstration.comparing import words_running

PRIVATE = {
    "e-mail": re.compile(r"\S@\S"),
    "web address or handle": re.compile(r"https?:|www\.|(^|\s)@\w"),
    "postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE),
    "telephone number": re.compile(r"\d(\W?\d){5,}"),
    "name": re.compile(r"\b(my name is|I am called|Mr|Mrs|Ms|Miss|Dr|PC)\b\.? [A-Z]"),
}
# Capitals within pieces, which begin with small letters unless with one of these: none is a person's name.
CAPITALS = {"I", "X", "Black", "Asian", "Gypsies", "Traveller", "Travellers", "English", "Friday", "Saturday"}
CAPITALS |= {"Kent", "London", "Welsh", "Europe", "Police", "Parliament", "Commissioner"}
CAPITALISED = re.compile(r"\b[A-Z]\w*")


def everything() -> Iterator[tuple[str, Theme]]:
    return ((question, theme) for question, themes in phrases().themes.items() for theme in themes)


def parts(theme: Theme) -> list[str]:
    return [*theme.openings, *theme.middles, *theme.endings]


@pytest.fixture(scope="module")
def written(
    questionnaire: Questionnaire, replies: list[Reply], respondents: list[Respondent]
) -> list[tuple[str, str]]:
    """Every question and text but those of the campaign."""
    return [
        (name, text)
        for reply, respondent in zip(replies, respondents, strict=True)
        for name, text in reply.answers.items()
        if text and not respondent.in_campaign and questionnaire.questions_by_name[name].is_text
    ]


def test_there_are_phrases_for_every_question_that_asks_for_a_view(questionnaire: Questionnaire) -> None:
    views = {question.name for question in questionnaire.texts} - {"organisation_name"}
    assert views == phrases().themes.keys()


def test_reasons_have_many_themes_with_many_pieces() -> None:
    themes = phrases().themes["why"]
    sides = Counter(theme.side for theme in themes)
    assert sides.total() >= 14
    assert min(sides.values()) >= 4
    for theme in themes:
        assert len(theme.openings) >= 10
        assert len(theme.middles) >= 10
        assert len(theme.endings) >= 8


def test_no_piece_stands_twice_on_one_side() -> None:
    for question, themes in phrases().themes.items():
        said = Counter((theme.side, piece) for theme in themes for piece in theme.openings + theme.middles)
        assert [piece for piece, times in said.items() if times > 1] == [], question


def test_every_side_has_something_to_say_on_every_question() -> None:
    sides = {side for about in WRITES_ABOUT.values() for side in about}
    for question, themes in phrases().themes.items():
        assert {theme.side for theme in themes} == sides, question


def test_pieces_are_whole_sentences() -> None:
    for question, theme in everything():
        for piece in parts(theme):
            assert re.fullmatch(r"[a-zA-Z{].*[.?!]", piece), (question, piece)


def test_slots_have_choices_and_every_list_of_words_is_used() -> None:
    slots = {slot for _, theme in everything() for piece in parts(theme) for slot in SLOT.findall(piece)}
    for slot in slots:
        assert len(set(phrases().choices(slot))) >= 2, slot
    assert phrases().words.keys() - slots == {"lead"}


def test_other_words_are_other_and_do_not_lead_back() -> None:
    same = phrases().same
    assert not same.keys() & {*same.values()}


def test_nobody_is_named() -> None:
    texts = [piece for _, theme in everything() for piece in parts(theme)]
    texts += [word for words in phrases().words.values() for word in words]
    assert {word for text in texts for word in CAPITALISED.findall(text)} <= CAPITALS


def test_there_are_thousands_of_different_texts(written: list[tuple[str, str]]) -> None:
    assert len(written) > 2_500
    assert 1 - len(set(written)) / len(written) < 0.02


def test_texts_hold_no_personal_data(written: list[tuple[str, str]]) -> None:
    letter = phrases().campaign
    texts = [text for _, text in written] + letter.sentences + letter.endings
    for what, pattern in PRIVATE.items():
        assert [text for text in texts if pattern.search(text)] == [], what


def test_texts_are_of_many_lengths(written: list[tuple[str, str]]) -> None:
    lengths = sorted(len(text.split()) for name, text in written if name == "why")
    assert lengths[0] <= 6
    assert 15 <= lengths[len(lengths) // 2] <= 30
    assert 70 <= lengths[-1] <= 120


def test_slots_are_filled_and_sentences_begin_with_capitals() -> None:
    texts = [write("why", 0.9, np.random.default_rng(seed)) for seed in range(300)]
    assert not any("{" in text for text in texts)
    assert sum(text[0].isupper() for text in texts) > 250


@pytest.mark.parametrize(("view", "own", "other"), [(0.95, "for", "against"), (0.05, "against", "for")])
def test_people_write_what_goes_with_their_view(view: float, own: str, other: str) -> None:
    texts = [write("why", view, np.random.default_rng(seed)) for seed in range(200)]
    assert sum(ends_on_side(text, own) for text in texts) > 60
    assert sum(ends_on_side(text, other) for text in texts) == 0


def ends_on_side(text: str, side: str) -> bool:
    """Whether the last sentence is an ending of that side, as far as it was left in the original words."""
    themes = [theme for theme in phrases().themes["why"] if theme.side == side]
    return text.rstrip(".!?").endswith(tuple(ending[1:-1] for theme in themes for ending in theme.endings))


@pytest.mark.parametrize("words", ["do not", "it is", "I would"])
def test_some_shorten_what_others_spell_out(written: list[tuple[str, str]], words: str) -> None:
    short = phrases().same[words]
    spelt_out, shortened = (sum(f"{said} " in text for _, text in written) for said in (words, short))
    assert min(spelt_out, shortened) > 0.2 * max(spelt_out, shortened) > 0


def test_some_stress_what_they_say(written: list[tuple[str, str]]) -> None:
    stressed = sum(any(f"is {word} " in text for word in phrases().emphasis) for _, text in written)
    assert 0.01 < stressed / len(written) < 0.1


def test_texts_of_different_people_seldom_share_many_words(written: list[tuple[str, str]]) -> None:
    """Otherwise they would look like campaigns."""
    texts = [text for name, text in written if name == "why"][:600]
    pieces = [words_running(text) for text in texts]
    alike = sum(
        len(one & other) > 0.4 * len(one | other) for one, other in combinations(pieces, 2) if len(one) > 6
    )
    assert alike < 40
