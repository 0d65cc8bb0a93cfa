"""The alert calculator: how many alerts a crowd would set off, how many right, how many wrong."""

from dataclasses import dataclass
from math import expm1, floor, fsum, log1p

_NEGLIGIBLE = 1e-18


@dataclass(frozen=True, slots=True)
class Chance:
    """A rate and how low or high it may truly be."""

    rate: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.rate <= self.high <= 1:
            raise ValueError("a rate lies within its range, from 0 to 1")


@dataclass(frozen=True, slots=True)
class Crowd:
    """`size` people walk past, a `share` of them on the watchlist. Raises ValueError for other shares."""

    size: int
    share: float

    def __post_init__(self) -> None:
        if self.size < 0 or not 0 <= self.share <= 1:
            raise ValueError("a crowd has people, and a share of it from 0 to 1 is on the list")

    @property
    def listed(self) -> int:
        """People on the list in the crowd, to the nearest whole one."""
        return floor(self.size * self.share + 0.5)


@dataclass(frozen=True, slots=True)
class Expected:
    """A number to expect, and the range in which it would lie in about 19 of 20 such crowds."""

    number: float
    low: int
    high: int

    def __str__(self) -> str:
        """In words: "about 8.9", "fewer than 1", "none"."""
        if self.number < 1:
            return "fewer than 1" if self.number or self.high else "none"
        return (
            f"about {self.number:,.1f}".removesuffix(".0")
            if self.number < 10
            else f"about {self.number:,.0f}"
        )


@dataclass(frozen=True, slots=True)
class Alerts:
    """What a crowd sets off: alerts, right and wrong ones, and listed people who walk past unseen.

    `wrong_share` is the part of the alerts that is wrong, None when none is expected.
    """

    listed: int
    right: Expected
    wrong: Expected
    missed: Expected
    alerts: Expected
    wrong_share: float | None


def expect_alerts(crowd: Crowd, found: Chance, false: Chance, level: float = 0.95) -> Alerts:
    """Expected numbers and ranges for a crowd; `found` is the true and `false` the false positive rate.

    listed = size x share, right = listed x found, wrong = (size - listed) x false, missed = listed - right.
    Ranges: the binomial a/2 quantile at the lowest rate and the 1 - a/2 quantile at the highest one, a = 1 -
    level, so they allow for chance and for not knowing the rates, and are wide. That of all alerts adds the
    ends of its parts, which is wider still.
    """
    others = crowd.size - crowd.listed
    right = _expected(crowd.listed, found, level)
    wrong = _expected(others, false, level)
    alerts = Expected(right.number + wrong.number, right.low + wrong.low, right.high + wrong.high)
    missed = Expected(crowd.listed - right.number, crowd.listed - right.high, crowd.listed - right.low)
    share = wrong.number / alerts.number if alerts.number else None
    return Alerts(crowd.listed, right, wrong, missed, alerts, share)


def rate_for_list(rate: float, tested: int, size: int) -> float:
    """The false positive rate per face with `size` people on the list, from that with `tested` people.

    1 - (1 - rate)^(size / tested): each comparison goes wrong alike and by itself, so the rate grows about in
    proportion to the list. Raises ValueError unless 0 <= rate < 1 and both lists have somebody on them.
    """
    if not 0 <= rate < 1 or tested < 1 or size < 1:
        raise ValueError("a rate under 1 and lists with at least one person are needed")
    return -expm1(size / tested * log1p(-rate))


def describe_alerts(crowd: Crowd, alerts: Alerts) -> str:
    """The numbers of a crowd in one sentence."""
    return (
        f"In a crowd of {crowd.size:,} with {_people(alerts.listed)} on the list, expect: right alerts, "
        f"{with_range(alerts.right)}; wrong alerts, {with_range(alerts.wrong)}; people on the list who walk past "
        f"without an alert, {with_range(alerts.missed)}."
    )


def with_range(expected: Expected) -> str:
    """A number to expect with its range, where there is one: "about 8.9 (5 to 10)"."""
    if expected.low == expected.high:
        return str(expected)
    return f"{expected} ({expected.low:,} to {expected.high:,})"


def _expected(of: int, chance: Chance, level: float) -> Expected:
    tail = (1 - level) / 2
    return Expected(of * chance.rate, _quantile(tail, of, chance.low), _quantile(1 - tail, of, chance.high))


def _quantile(probability: float, n: int, rate: float) -> int:
    """The least k of which at least this probability lies at or below it, of a binomial."""
    if n == 0 or rate <= 0:
        return 0
    if rate >= 1:
        return n
    first, weights = _binomial(n, rate)
    wanted, reached = probability * fsum(weights), 0.0
    for k, weight in enumerate(weights, start=first):
        reached += weight
        if reached >= wanted:
            return k
    return first + len(weights) - 1


def _binomial(n: int, rate: float) -> tuple[int, list[float]]:
    """The first k of any weight, and the weights of it and all that follow, as parts of that of the mode.

    From the mode outwards by w(k + 1) / w(k) = (n - k) / (k + 1) x rate / (1 - rate): exact, and no numbers
    library is needed where residents' pages are made. Its length grows with the square root of n.
    """
    mode, odds = min(n, floor((n + 1) * rate)), rate / (1 - rate)
    below, weight, k = [], 1.0, mode
    while k > 0 and (weight := weight * k / ((n - k + 1) * odds)) > _NEGLIGIBLE:
        below.append(weight)
        k -= 1
    above, weight, k = [], 1.0, mode
    while k < n and (weight := weight * (n - k) / (k + 1) * odds) > _NEGLIGIBLE:
        above.append(weight)
        k += 1
    return mode - len(below), [*reversed(below), 1.0, *above]


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
