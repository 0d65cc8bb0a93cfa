"""Right answers corrected for guessing: 0 by chance, 1 when everybody knew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evidence.comprehension import correct_for_guessing
from analysis.finding.samples.figures import Estimate


@given(st.floats(0, 1), st.integers(2, 10))
def test_what_people_know_is_got_back(known: float, choices: int) -> None:
    right = known + (1 - known) / choices
    found = correct_for_guessing(Estimate(right, right - 0.1, right + 0.1, 0.02), choices)
    assert found.p == pytest.approx(known)
    assert found.low == pytest.approx(known - 0.1 * choices / (choices - 1))
    assert found.se == pytest.approx(0.02 * choices / (choices - 1))
    assert found.se_raked is None


def test_fewer_right_than_by_guessing_is_negative() -> None:
    assert correct_for_guessing(Estimate(0.1, 0.05, 0.2), 4).p == pytest.approx(-0.2)


def test_one_choice_leaves_nothing_to_guess() -> None:
    with pytest.raises(ValueError, match="two choices"):
        correct_for_guessing(Estimate(1, 1, 1), 1)
