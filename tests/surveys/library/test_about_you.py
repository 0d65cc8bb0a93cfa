from typing import Any

import pytest

from surveys.document import parse
from surveys.encoding import encode
from surveys.library import load
from surveys.routing import route

ABOUT_YOU = parse(load("about-you"))
STRATA = [stratum.name for stratum in ABOUT_YOU.strata]


def stratum_of(**answers: Any) -> dict[str, str]:
    return dict(zip(STRATA, encode(ABOUT_YOU, answers).stratum, strict=True))


def test_everything_is_kept_apart_and_nothing_is_required() -> None:
    assert all(section.monitoring for section in ABOUT_YOU.sections)
    assert not any(question.required for question in ABOUT_YOU.questions)
    assert ABOUT_YOU.counted == ()


@pytest.mark.parametrize("variable", ABOUT_YOU.variables, ids=lambda variable: variable.name)
def test_one_may_prefer_not_to_say(variable: Any) -> None:
    assert variable.values[-1].label == "Prefer not to say"
    assert variable.outside == {variable.values[-1].code}


def test_ethnic_group_has_the_19_harmonised_categories_in_five_groups() -> None:
    (variable,) = ABOUT_YOU.questions_by_name["ethnic_group"].variables()
    assert len(variable.values) - len(variable.outside) == 19
    assert ABOUT_YOU.strata[STRATA.index("ethnicity")].categories == (
        "white",
        "mixed",
        "asian",
        "black",
        "other",
        "unknown",
    )


@pytest.mark.parametrize(
    ("age", "category"),
    [
        ("under_16", "under16"),
        ("16-17", "16-24"),
        ("18-24", "16-24"),
        ("85+", "75+"),
        ("not_said", "unknown"),
    ],
)
def test_age_falls_in_the_bands_of_the_population_figures(age: str, category: str) -> None:
    assert stratum_of(age=age)["age"] == category


@pytest.mark.parametrize(
    ("condition", "restriction", "category"),
    [
        ("yes", "a_lot", "yes"),
        ("yes", "a_little", "yes"),
        ("yes", "not_at_all", "no"),
        ("yes", "not_said", "unknown"),
        ("no", None, "no"),
        ("no", "a_lot", "no"),
        ("not_said", None, "unknown"),
    ],
)
def test_disability_follows_from_both_questions(
    condition: str, restriction: str | None, category: str
) -> None:
    answers = {"long_lasting_condition": condition, "activity_restriction": restriction}
    assert stratum_of(**answers)["disability"] == category


def test_children_are_not_asked_about_sexual_orientation() -> None:
    assert "sexual_orientation" in route(ABOUT_YOU, {"age": "16-17"}).names
    assert "sexual_orientation" not in route(ABOUT_YOU, {"age": "under_16"}).names
