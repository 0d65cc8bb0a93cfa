import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.document import parse
from surveys.library import load
from surveys.progress import progress
from surveys.questionnaire import Questionnaire
from surveys.routing import route
from tests.surveys.examples import ask, sentences_of, wrap
from tests.surveys.strategies import answers_to, questionnaires, unhurried

FR = parse(load("facial-recognition"))
WORDS = re.compile(r"(.+), page (\d+) of (?:(\d+) to )?(\d+)")
SHORTEST = {"replying_as": "lives", "more": "no", "long_lasting_condition": "no"}
LONGEST = {"replying_as": "lives", "more": "yes", "long_lasting_condition": "yes", "why": "Words."}


def walk(questionnaire: Questionnaire, answers: dict[str, Any]) -> list[str]:
    """What each page says to somebody who answers one after the other."""
    given_so_far: dict[str, Any] = {}
    said = []
    for name in route(questionnaire, answers).names:
        way = route(questionnaire, given_so_far)
        said.append(progress(questionnaire, way, questionnaire.questions_by_name[name]))
        given_so_far |= {name: answers.get(name)}
    return said


@pytest.mark.parametrize("answers", [SHORTEST, LONGEST])
def test_to_choose_more_questions_does_not_lengthen_the_short_survey(answers: dict[str, Any]) -> None:
    said = walk(FR, answers)
    assert said[:12] == [f"Short survey, page {page} of 12" for page in range(1, 13)]
    assert ("More questions, page 18 of 18" in said) == (answers["more"] == "yes")


def test_pages_that_depend_on_an_answer_still_to_come_are_only_possible() -> None:
    said = [words for words in walk(FR, SHORTEST) if words.startswith("About you")]
    assert said == [
        "About you, page 1 of 5 to 7",
        "About you, page 2 of 5 to 7",
        "About you, page 3 of 5 to 7",
        "About you, page 4 of 5 to 7",
        "About you, page 5 of 5 to 6",
    ]
    assert walk(FR, LONGEST)[-4:] == [
        "About you, page 6 of 6",
        "More about you, page 1 of 2 to 4",
        "More about you, page 2 of 2 to 3",
        "Before you finish, page 1 of 1",
    ]


@pytest.mark.parametrize("section", FR.sections, ids=lambda section: section.name)
def test_no_part_of_the_template_needs_a_second_line_on_a_small_phone(section: Any) -> None:
    assert len(f"{section.part or section.title}, page 10 of 10") <= 32


def test_the_name_of_a_part_is_short() -> None:
    document = wrap(ask("text"))
    document["sections"][0]["part"] = "a" * 17
    assert sentences_of(document) == ["“part” must have at most 16 characters."]


@unhurried
@given(data=st.data())
def test_what_is_promised_is_kept(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(answers_to(questionnaire))
    said = [WORDS.fullmatch(words) for words in walk(questionnaire, answers)]
    pages: dict[str, int] = {}
    for words in said:
        assert words
        part = words[1]
        pages[part] = pages.get(part, 0) + 1
        assert int(words[2]) == pages[part]
    for words in said:
        assert words
        least, most = int(words[3] or words[4]), int(words[4])
        assert int(words[2]) <= least <= pages[words[1]] <= most
