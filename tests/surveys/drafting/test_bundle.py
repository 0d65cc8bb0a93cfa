"""Bundles: every problem with its part, and no file, however broken, that cannot be looked at."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.drafting.bundle import days_of, find_problems, is_bundle
from surveys.library import load
from surveys.library.templates import load_template

GOOD = load_template("body-worn-video").bundle | {"opens_on": "2027-01-04", "closes_on": "2027-03-01"}
GOOD["proposal"] |= {"decision_due": "2027-06-30"}
BROKEN: list[Any] = [None, "", "x", "{y}", 0, -1, 1e308, True, [], {}, [None], {"a": {"b": []}}, "not a date"]


def problems(**changes: Any) -> list[tuple[str, str]]:
    return [(each.part, each.sentence) for each in find_problems(GOOD | changes)]


def test_a_good_one_has_none() -> None:
    assert problems() == []
    assert [day and day.isoformat() for day in days_of(GOOD)] == ["2027-01-04", "2027-03-01"]


def test_problems_of_all_parts_are_told_at_once() -> None:
    found = problems(opens_on="soon", proposal={}, questionnaire={}, colour="red")
    assert {part for part, _ in found} == {"whole", "proposal", "questionnaire"}
    assert ("whole", "“colour” is not a known field here.") in found


def test_it_closes_after_it_opens() -> None:
    assert problems(opens_on="2027-04-01") == [("whole", "“closes_on” must be on or after “opens_on”.")]


def test_names_of_columns_are_told() -> None:
    changed = copy.deepcopy(GOOD)
    changed["questionnaire"]["sections"][1]["questions"][1]["name"] = "state"
    changed["questionnaire"]["sections"][1]["questions"][2].pop("show_if")
    (found,) = find_problems(changed)
    assert "is what a column of every export is called" in found.sentence


@pytest.mark.parametrize("other", [None, 3, "text", []])
def test_what_is_no_object_is_told(other: object) -> None:
    assert [each.sentence for each in find_problems(other)] == ["This must be an object with named fields."]


def test_it_is_told_from_a_questionnaire_and_a_proposal() -> None:
    assert is_bundle(GOOD)
    assert not is_bundle(load("facial-recognition"))
    assert not is_bundle(load("consultation-facial-recognition"))
    assert not is_bundle([])


def places_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, each in inner for place in places_of(each, (*path, key)))]


PLACES = [place for place in places_of(GOOD) if place]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(BROKEN)), min_size=1, max_size=4))
def test_whatever_is_broken_is_told_and_never_fails(breaks: list[tuple[tuple[Any, ...], Any]]) -> None:
    changed: Any = copy.deepcopy(GOOD)
    for (*outer, last), value in breaks:
        inner = changed
        for step in outer:
            try:
                inner = inner[step]
            except (KeyError, IndexError, TypeError):
                break
        else:
            if isinstance(inner, dict) or (
                isinstance(inner, list) and isinstance(last, int) and last < len(inner)
            ):
                inner[last] = value
    assert isinstance(find_problems(changed), list)
