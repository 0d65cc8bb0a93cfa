"""What safeguards would change: three shares that add up, and a net share whose range is honest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evidence.safeguards import Answers, Safeguard, measure_safeguard, rank_safeguards

counts = st.tuples(*[st.integers(0, 300)] * 3).filter(any)


def measured(
    *said: float, weighted: tuple[float, ...] | None = None, n_eff: float | None = None
) -> Safeguard:
    other = None if weighted is None else np.array(weighted)
    return measure_safeguard(Answers("s", "S", np.array(said, dtype=np.float64), other, n_eff))


@given(counts)
def test_shares_add_up_and_ranges_hold_them(said: tuple[int, int, int]) -> None:
    found = measured(*said)
    parts = [found.more, found.same, found.less]
    assert sum(part.p for part in parts if part) == pytest.approx(1)
    assert found.net
    assert -1 <= found.net.low <= found.net.p <= found.net.high <= 1
    assert found.net.high > found.net.low


@given(counts)
def test_more_and_less_are_treated_alike(said: tuple[int, int, int]) -> None:
    one, other = measured(*said).net, measured(*said[::-1]).net
    assert one
    assert other
    assert (one.p, one.low, one.high) == pytest.approx((-other.p, -other.high, -other.low))


def test_ranges_of_the_net_share_hold_it_often_enough() -> None:
    rng = np.random.default_rng(11)
    for truth in ([0.5, 0.3, 0.2], [0.9, 0.08, 0.02], [0.1, 0.1, 0.8]):
        held = 0
        for said in rng.multinomial(150, truth, size=1000):
            net = measured(*said).net
            assert net
            held += net.low <= truth[0] - truth[2] <= net.high
        assert 0.94 <= held / 1000 <= 0.995


def test_weights_move_the_shares_and_widen_the_ranges() -> None:
    plain = measured(40, 30, 30)
    weighted = measured(40, 30, 30, weighted=(70, 15, 15), n_eff=50)
    assert weighted.n == plain.n == 100
    assert weighted.more
    assert plain.more
    assert weighted.more.p == pytest.approx(0.7)
    assert weighted.more.high - weighted.more.low > plain.more.high - plain.more.low


def test_safeguards_are_ranked_by_what_they_win_and_silent_ones_come_last() -> None:
    given_up, loved, silent, hated = (
        measured(30, 40, 30),
        measured(80, 10, 10),
        measured(0, 0, 0),
        measured(0, 0, 9),
    )
    assert silent.net is None
    assert rank_safeguards([given_up, silent, loved, hated]) == (loved, given_up, hated, silent)
