from typing import Any

import pytest

from surveys.questionnaire import Questionnaire
from tests.surveys.examples import UNSURE, ask, options, problems_of, read, wrap

SINGLE = ask("single", options=[*options("red", "pink", "blue"), UNSURE])
WARM = {"code": "warm", "label": "Warm", "of": ["red", "pink"]}
COLD = {"code": "cold", "label": "Cold", "of": ["blue"]}


def stratum(**more: Any) -> dict[str, Any]:
    return {"name": "tone", "label": "Tone", "variable": "colour"} | more


def category(questionnaire: Questionnaire, **values: Any) -> str:
    return questionnaire.strata[0].category(values)


def test_values_are_categories_by_themselves() -> None:
    questionnaire = read(SINGLE, strata=[stratum()])
    assert questionnaire.strata[0].categories == ("red", "pink", "blue", "unknown")
    assert [category(questionnaire, colour=code) for code in ("pink", "unsure")] == ["pink", "unknown"]


def test_values_can_be_grouped() -> None:
    questionnaire = read(SINGLE, strata=[stratum(categories=[WARM, COLD])])
    assert questionnaire.strata[0].categories == ("warm", "cold", "unknown")
    assert [category(questionnaire, colour=code) for code in ("pink", "blue")] == ["warm", "cold"]
    assert category(questionnaire) == "unknown"


def test_rules_can_make_categories_and_the_first_that_holds_wins() -> None:
    rule = {"variable": "colour", "in": ["red", "pink"]}
    first = {"code": "red", "label": "Red", "when": {"variable": "colour", "is": "red"}}
    second = {"code": "warm", "label": "Warm", "when": rule}
    questionnaire = read(SINGLE, strata=[{"name": "tone", "label": "Tone", "categories": [first, second]}])
    assert [category(questionnaire, colour=code) for code in ("red", "pink", "blue")] == [
        "red",
        "warm",
        "unknown",
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (stratum(variable="shade"), "There is no variable “shade”."),
        (stratum(categories=[WARM]), "The value “blue” of “colour” is in no category."),
        (
            stratum(categories=[WARM, COLD | {"of": ["blue", "red"]}]),
            "The grouped value “red” is used more than once.",
        ),
        (
            stratum(categories=[WARM, COLD | {"of": ["blue", "grey"]}]),
            "“grey” is not one of the values of “colour”.",
        ),
        (stratum(categories=[WARM, COLD | {"code": "warm"}]), "The category “warm” is used more than once."),
        (
            stratum(categories=[WARM, COLD | {"code": "unknown"}]),
            "The category “unknown” is used more than once.",
        ),
        (stratum(variable=None), "“categories” must have at least one entry."),
    ],
)
def test_problems_are_told(wrong: dict[str, Any], sentence: str) -> None:
    (problem,) = problems_of(wrap(SINGLE, strata=[wrong]))
    assert (problem.place, problem.sentence) == ("stratum “tone”", sentence)


def test_two_strata_need_two_names() -> None:
    (problem,) = problems_of(wrap(SINGLE, strata=[stratum(), stratum()]))
    assert problem.sentence == "The stratum “tone” is used more than once."
