"""The registered checks with only what may be printed, and the reasons that follow from them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.disclosure.rules import RULES, Rules
from analysis.disclosure.withheld import WITHHELD, Shown, derive, is_shown
from analysis.finding.doubts.checks import Check
from analysis.finding.doubts.specifications import BY_ORDER, ORDERED, reached_by
from analysis.finding.rounding import number, to_percent, to_step
from analysis.finding.samples.figures import Estimate, Result
from analysis.finding.samples.ways import Way
from analysis.vocabulary import STATES

Shares = list[Shown[Estimate] | None]
NOTHING: Shares = [WITHHELD] * len(STATES)


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed beside the checks: the sample as it is (`exact`) and as it is shown, and each way as shown.

    `side` leads in the sample; a majority is more than `theta`. `held` are the ways that print what they showed
    before, because so few of their replies have changed.
    """

    exact: Result | None
    sample: Result | None
    ways: tuple[Way, ...]
    side: str
    theta: float
    held: frozenset[str] = frozenset()
    rules: Rules = RULES

    def check(self, check: Check) -> Check:
        """Withheld, too, where it leaves out so few replies that the difference would tell of them."""
        way = next((way for way in self.ways if reached_by(way.label) == check.label), None)
        if way is not None:
            return self._of_way(check, way)
        if check.n is None:
            return check
        if self.exact is None or self.sample is None or not is_shown(check.n):
            return _with_shares(check, WITHHELD, NOTHING)
        if check.n == self.exact.n:
            return _of_everybody(check, self.exact, self.sample)
        return _of_some(check, check.n, abs(self.exact.size - check.n), self.rules)  # left out, or put back

    def _of_way(self, check: Check, way: Way) -> Check:
        """A way that decides nothing is on the side that its printed share is on, not on one that tells more."""
        shares: Shares = [way.result.best(state) or WITHHELD for state in STATES]
        shown = _with_shares(check, way.result.n, shares)
        if way.name in self.held:
            return replace(shown, agrees=WITHHELD)
        share, own = shown.share(self.side), self.exact.best(self.side) if self.exact else None
        if check.binds or share is None or own is None:
            return shown
        above = own.p > self.theta
        return replace(shown, agrees=derive(lambda printed: (printed > self.theta) == above, share))


def both_orders(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Halves that saw a scale in one order and the other are told together, or neither: one tells of the other."""
    found = tuple(checks)
    halves = [check for check in found if check.code == BY_ORDER and check.n is not None]
    if all(is_shown(check.support) for check in halves):
        return found
    gone = {id(check) for check in halves}
    return tuple(
        replace(_with_shares(check, WITHHELD, NOTHING), note=ORDERED) if id(check) in gone else check
        for check in found
    )


def _of_everybody(check: Check, exact: Result, sample: Result) -> Check:
    """The printed shares, moved by what the other way of computing changes."""
    moved: Shares = [None] * len(STATES)
    for at, share in enumerate((check.support, check.oppose, check.neither)):
        own, shown = exact.best(STATES[at]), sample.best(STATES[at])
        if share is None:
            continue
        moved[at] = WITHHELD
        if is_shown(share) and own is not None and shown is not None:
            moved[at] = _point(shown.p + share - own.p)
    return _with_shares(check, sample.n, moved)


def _of_some(check: Check, n: int, left_out: int, rules: Rules) -> Check:
    """Shares as of rounded numbers of replies; nothing where the replies left out are too few."""
    shares = [share for share in (check.support, check.oppose, check.neither) if share is not None]
    counts = [share * n for share in shares if is_shown(share)]
    few = not counts or n < rules.base or left_out < rules.base or min(counts) < rules.minimum
    if few or len(counts) < len(shares):
        return _with_shares(check, number(n, rules) if left_out >= rules.base else WITHHELD, NOTHING)
    rounded: Shares = [_point(to_step(count, rules.rounding) / n) for count in counts]
    return _with_shares(check, number(n, rules), [*rounded, *[None] * (len(STATES) - len(rounded))])


def _point(share: float) -> Estimate:
    return Estimate(share, share, share)


def _with_shares(check: Check, n: Shown[int], shares: Shares) -> Check:
    """The check with these shares; on which side it is follows from them, and is withheld with them."""
    told = [to_percent(each.p) if is_shown(each) else each for each in shares]
    support, oppose, neither = (each if not isinstance(each, Estimate) else None for each in told)
    agrees = check.agrees
    if agrees is not None:
        agrees = derive(lambda *_: check.agrees is True, *[each for each in told if each is not None])
    return replace(check, n=n, support=support, oppose=oppose, neither=neither, agrees=agrees)
