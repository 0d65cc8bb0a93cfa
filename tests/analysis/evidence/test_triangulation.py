"""Surveys of others: what can be read, and when a difference is more than chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.documents import DocumentRefused, to_document
from analysis.evidence.triangulation import (
    Figure,
    differs,
    figure_of,
    parse_survey,
    surveys_of_others,
    warn,
    wilson,
)

SURVEY = {
    "code": "a",
    "title": "A survey",
    "organisation": "An institute",
    "population": "Adults",
    "when": "2025",
    "wording": "Support or oppose",
    "source": "A report",
    "support": 0.6,
    "n": 1000,
}


def problems(**changes: object) -> list[str]:
    with pytest.raises(DocumentRefused) as refused:
        parse_survey(SURVEY | changes)
    return [each.place for each in refused.value.problems]


def test_published_surveys_have_source_date_and_figures() -> None:
    surveys = surveys_of_others().surveys
    assert len(surveys) >= 2
    assert all(each.source and each.url and each.when and each.support for each in surveys)
    assert all(parse_survey(to_document(each)) == each for each in surveys)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"support": 1.2}, "support"),
        ({"oppose": 0.3, "neither": 0.3}, "support"),
        ({"n": 0}, "n"),
        ({"variable": "trust"}, "answers"),
        ({"official": True}, "share"),
        ({"official": True, "variable": "trust", "answers": ["7"], "share": 1.0}, "share"),
    ],
)
def test_a_survey_that_contradicts_itself_is_refused_at_its_field(
    changes: dict[str, object], place: str
) -> None:
    assert problems(**changes) == [place]


def test_the_range_of_half_of_a_hundred() -> None:
    low, high = wilson(0.5, 100)
    assert (round(low, 4), round(high, 4)) == (0.4038, 0.5962)


@given(st.floats(0, 1), st.integers(1, 10**7))
def test_a_share_lies_in_its_range(p: float, n: int) -> None:
    low, high = wilson(p, n)
    assert 0 <= low <= p + 1e-12
    assert p - 1e-12 <= high <= 1


def test_without_a_number_of_people_there_is_no_range_and_no_warning() -> None:
    survey = parse_survey(SURVEY | {"n": None})
    theirs = figure_of(survey, "support")
    assert theirs == Figure(0.6)
    assert differs(Figure(0.1, 0.08, 0.12), theirs) is None
    assert not warn("support", Figure(0.1, 0.08, 0.12), theirs, survey.title)
    assert figure_of(survey, "oppose") is None


def test_a_difference_that_chance_explains_is_no_warning() -> None:
    theirs = figure_of(parse_survey(SURVEY), "support")
    assert theirs is not None
    assert not differs(Figure(0.57, 0.53, 0.61), theirs)
    assert differs(Figure(0.5, 0.47, 0.53), theirs)
    assert differs(Figure(0.7, 0.67, 0.73), theirs)
    assert warn("support", Figure(0.5, 0.47, 0.53), theirs, "A survey").startswith(
        "50 % support here and 60 % in “A survey”"
    )


@given(st.floats(0.05, 0.95), st.integers(10, 10_000))
def test_a_share_never_differs_from_itself(p: float, n: int) -> None:
    figure = Figure(p, *wilson(p, n))
    assert differs(figure, figure) is False
