"""Before closing: which group is missing most, measured without a look at opinions."""

import pytest

from analysis.finding.participation import most_missing
from tests.analysis.finding.worlds import Said, make_plan, make_replies

FAMILY = make_plan().family
ETHNICITIES = ("black", "asian", "mixed", "other")


def test_the_group_with_the_smallest_part_of_its_share_is_named() -> None:
    older = [Said(98, 0.5, 0.5, groups={"age": age}) for age in ("25-34", "35-44", "45-54", "55-64", "65-74")]
    young = Said(10, 0.5, 0.5, groups={"age": "16-24"})
    boost = [Said(60, 0.5, 0.5, groups={"age": "45-54", "ethnicity": group}) for group in ETHNICITIES]
    found = most_missing(make_replies(*older, young, *boost), FAMILY)
    assert found
    assert found.label == "Residents aged 16 to 24"
    assert found.n == 10
    assert found.replies == pytest.approx(10 / 740)
    assert found.residents == pytest.approx(0.12, abs=0.01)


def test_those_who_did_not_say_are_not_counted_against_a_group() -> None:
    said = [Said(50, 0.5, 0.5, groups={"ethnicity": group}) for group in ETHNICITIES]
    known = make_replies(
        *said, Said(2000, 0.5, 0.5, groups={"ethnicity": "unknown", "disability": "unknown"})
    )
    found = most_missing(known, FAMILY)
    assert found is None or "aged" in found.label or "Disabled" in found.label


def test_nobody_is_missing_from_replies_like_the_residents() -> None:
    assert most_missing(make_replies(Said(60_000, 0.5, 0.5)), FAMILY) is None


def test_nobody_is_missing_when_nobody_has_replied() -> None:
    assert most_missing(make_replies(), FAMILY) is None
