"""Declared outcomes say what is missing before anybody can tell whether they were achieved."""

import json
from dataclasses import replace
from datetime import date

import pytest

from analysis.documents import DocumentRefused, to_document
from analysis.evidence.outcomes import Outcome, Outcomes, describe_outcome, parse_outcomes

FULL = Outcome(
    code="violence",
    label="Less violence",
    indicator="recorded knife offences",
    unit="a year",
    baseline=1_234_567.0,
    measured=date(2026, 4, 1),
    target=0.0,
    due=date(2028, 4, 1),
    source="Police recorded crime",
)


def test_a_full_outcome_has_no_gaps_even_at_zero() -> None:
    assert FULL.gaps == ()
    assert replace(FULL, baseline=0.0).gaps == ()
    assert describe_outcome(FULL) == (
        "Less violence: recorded knife offences, from 1,234,567 to 0 a year by 2028-04-01."
    )
    assert "from 0.125 to 12.5 a year" in describe_outcome(replace(FULL, baseline=0.125, target=12.5))


def test_what_is_missing_is_said() -> None:
    bare = Outcome("x", "Safer streets")
    assert len(bare.gaps) == 5
    assert describe_outcome(bare) == (
        "Safer streets: no indicator. Not said yet: what is measured, where it stands today, where it is to go, by "
        "when, where the figures come from."
    )


def test_outcomes_survive_being_stored_and_wrong_ones_are_refused() -> None:
    document = json.loads(json.dumps(to_document(Outcomes((FULL,)))))
    assert parse_outcomes(document) == Outcomes((FULL,))
    document["outcomes"][0]["baseline"] = "many"
    with pytest.raises(DocumentRefused, match="outcomes, 1, baseline: This must be a number"):
        parse_outcomes(document)
