"""What would overturn a finding, checked by doing it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.finding.doubts.selection import bound, odds, p_value
from analysis.finding.doubts.tipping import Grounds, Tipping, more_needed, tip
from analysis.finding.samples.figures import Estimate
from analysis.plan.defaults import RULE
from analysis.support.intervals import clopper_pearson

GAMMA = 1.25


def sampled(share: float, n: int, deff: float = 1.0, invited: int | None = None) -> Grounds:
    low, high = clopper_pearson(np.array([share]), np.array([n / deff]), 0.95)
    return Grounds(Estimate(share, float(low[0]), float(high[0])), n, n / deff, invited)


def holds(share: float, n: float) -> bool:
    return p_value(share, n, 0.5, GAMMA) < 0.05


strong = st.builds(sampled, st.floats(0.6, 1), st.integers(400, 5000), st.floats(1, 2)).filter(
    lambda grounds: bound(grounds.estimate, GAMMA)[0] > 0.5
)


@given(strong)
def test_one_reply_fewer_on_the_other_side_would_not_undo_it(grounds: Grounds) -> None:
    found, each = tip(grounds, RULE, GAMMA), grounds.n_random / grounds.n
    assert found.opposing
    assert found.false
    yes = grounds.estimate.p * grounds.n
    for k, ends in ((found.opposing, True), (found.opposing - 1, False)):
        assert holds(yes / (grounds.n + k), (grounds.n + k) * each) != ends
    for k, ends in ((found.false, True), (found.false - 1, False)):
        assert holds((yes - k) / (grounds.n - k), (grounds.n - k) * each) != ends


@given(strong)
def test_the_finding_stands_up_to_the_odds_and_not_beyond(grounds: Grounds) -> None:
    stands = tip(grounds, RULE, GAMMA).odds
    assert stands > GAMMA
    assert bound(grounds.estimate, 0.999 * stands)[0] > 0.5 >= bound(grounds.estimate, 1.001 * stands)[0]
    assert stands == pytest.approx(odds(grounds.estimate.low))


def test_the_silent_and_the_correlation_bring_everybody_invited_to_the_line() -> None:
    found = tip(sampled(0.66, 900, invited=6000), RULE, GAMMA)
    f = 0.15
    assert found.silent
    assert found.correlation
    assert f * 0.66 + (1 - f) * found.silent == pytest.approx(0.5)
    error = found.correlation * np.sqrt((1 - f) / f) * 0.5
    assert 0.66 - error == pytest.approx(0.5)


@pytest.mark.parametrize("invited", [None, 900])
def test_without_silent_people_there_is_nothing_to_say_of_them(invited: int | None) -> None:
    found: Tipping = tip(sampled(0.66, 900, invited=invited), RULE, GAMMA)
    assert (found.silent, found.correlation) == (None, None)


@given(st.floats(0.565, 0.7), st.integers(50, 2000), st.floats(1, 2))
def test_as_many_more_replies_as_it_says_would_settle_it(share: float, n: int, deff: float) -> None:
    grounds = sampled(share, n, deff)
    more = more_needed(grounds, RULE, GAMMA)
    assert more is not None
    assert holds(share, (n + more) / deff)
    rounded_up = 1 + deff
    assert more == 0 or not holds(share, (0.99 * (n + more) - rounded_up) / deff)


def test_no_number_of_replies_would_settle_what_selection_alone_can_turn() -> None:
    assert more_needed(sampled(0.55, 1000), RULE, GAMMA) is None
