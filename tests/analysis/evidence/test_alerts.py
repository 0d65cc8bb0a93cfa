"""The alert calculator, compared with adding up every possible number of alerts."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evidence.alerts import (
    Alerts,
    Chance,
    Crowd,
    Expected,
    describe_alerts,
    expect_alerts,
    rate_for_list,
)

FOUND = Chance(0.89, 0.80, 0.95)
FALSE = Chance(0.00017, 0.0001, 0.0003)
NEVER, ALWAYS = Chance(0, 0, 0), Chance(1, 1, 1)


@st.composite
def chances(draw: st.DrawFn) -> Chance:
    low, rate, high = sorted(draw(st.tuples(*[st.floats(0, 1)] * 3)))
    return Chance(rate, low, high)


def quantile(probability: float, n: int, rate: float) -> int:
    """The least k with P(at most k of n) >= probability, adding up the binomial term by term."""
    total = 0.0
    for k in range(n + 1):
        total += comb(n, k) * rate**k * (1 - rate) ** (n - k)
        if total >= probability - 1e-12:
            return k
    return n


@given(st.integers(0, 60), st.floats(0, 1), chances(), chances())
def test_ranges_are_those_of_an_exact_enumeration(
    size: int, share: float, found: Chance, false: Chance
) -> None:
    crowd = Crowd(size, share)
    alerts = expect_alerts(crowd, found, false)
    for told, of, chance in (
        (alerts.right, crowd.listed, found),
        (alerts.wrong, size - crowd.listed, false),
    ):
        assert told.low == pytest.approx(quantile(0.025, of, chance.low), abs=1e-9)
        assert told.high == pytest.approx(quantile(0.975, of, chance.high), abs=1e-9)


@given(st.integers(0, 100_000), st.floats(0, 1), chances(), chances())
def test_the_parts_of_a_crowd_add_up(size: int, share: float, found: Chance, false: Chance) -> None:
    crowd = Crowd(size, share)
    alerts: Alerts = expect_alerts(crowd, found, false)
    assert alerts.right.number + alerts.missed.number == pytest.approx(crowd.listed)
    assert (alerts.missed.low, alerts.missed.high) == (
        crowd.listed - alerts.right.high,
        crowd.listed - alerts.right.low,
    )
    assert 0 <= alerts.alerts.low <= alerts.alerts.high <= size
    if alerts.wrong_share is not None:
        assert alerts.wrong_share == pytest.approx(alerts.wrong.number / alerts.alerts.number)


def test_nobody_on_the_list_means_that_every_alert_is_wrong() -> None:
    alerts = expect_alerts(Crowd(1_000_000, 0), FOUND, FALSE)
    assert (alerts.listed, alerts.right.number, alerts.wrong_share) == (0, 0, 1)
    assert alerts.wrong.number == pytest.approx(170)
    assert expect_alerts(Crowd(100, 0.1), NEVER, NEVER).wrong_share is None
    assert expect_alerts(Crowd(100, 1), ALWAYS, NEVER).right.low == 100


@given(st.floats(0, 0.5), st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_longer_list_has_more_wrong_alerts_in_proportion_at_most(
    rate: float, tested: int, size: int
) -> None:
    scaled = rate_for_list(rate, tested, size)
    assert 0 <= scaled <= 1
    assert scaled == pytest.approx(1 - (1 - rate) ** (size / tested), abs=1e-12)
    assert scaled <= rate * max(size / tested, 1) + 1e-12


@pytest.mark.parametrize(
    ("number", "high", "told"),
    [
        (0, 0, "none"),
        (0, 3, "fewer than 1"),
        (0.04, 0, "fewer than 1"),
        (0.99, 3, "fewer than 1"),
        (5, 9, "about 5"),
        (1234.5, 2000, "about 1,234"),
    ],
)
def test_what_may_still_happen_is_not_told_as_about_none(number: float, high: int, told: str) -> None:
    assert str(Expected(number, 0, high)) == told


def test_a_crowd_in_one_sentence() -> None:
    crowd = Crowd(20_000, 0.0005)
    assert describe_alerts(crowd, expect_alerts(crowd, FOUND, FALSE)) == (
        "In a crowd of 20,000 with 10 people on the list, expect: right alerts, about 8.9 (5 to 10); wrong alerts, "
        "about 3.4 (0 to 11); people on the list who walk past without an alert, about 1.1 (0 to 5)."
    )
    one = Crowd(1000, 0.001)
    assert "with 1 person on the list" in describe_alerts(one, expect_alerts(one, FOUND, FALSE))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Chance(0.5, 0.6, 0.7),
        lambda: Chance(0.5, 0.4, 1.1),
        lambda: Chance(float("nan"), 0, 1),
        lambda: Crowd(-1, 0.5),
        lambda: Crowd(10, 1.5),
        lambda: rate_for_list(1.0, 10, 10),
        lambda: rate_for_list(0.1, 0, 10),
    ],
)
def test_what_cannot_be_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"rate|crowd"):
        wrong()
