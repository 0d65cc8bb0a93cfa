"""A closing that was moved while shares could be seen: ranges that hold at whatever moment it had been closed.

Whoever may look and then decide when to close can wait for a moment at which chance favours a side. A likely range
that holds at one moment fixed beforehand is then too narrow; one that holds at all moments at once is not.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from math import erf, log, sqrt

from analysis.cells import CellTable
from analysis.finding.facts import Facts
from analysis.finding.samples.candidates import gather, prefer
from analysis.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Moved:
    """That the closing was not when the plan said; `why` is the public reason, `watched`: shares could be seen."""

    planned: datetime
    closed: datetime
    why: str
    watched: bool


def note_moved(plan: Plan, facts: Facts) -> Moved | None:
    """The moved closing, None where it closed as planned."""
    if facts.closes is None or facts.closes == plan.closes:
        return None
    return Moved(plan.closes, facts.closes, facts.why, facts.watched)


def allow_for_watching(plan: Plan, table: CellTable, facts: Facts) -> Plan:
    """The plan with the level that ranges need where the closing was moved while shares could be seen.

    It is that of the smaller of the sample and the smallest group that is aimed at, so it holds for all of them.
    """
    moved = note_moved(plan, facts)
    best = prefer(gather(plan, table, facts)) if moved and moved.watched else None
    if best is None or not best.result.n_eff:
        return plan
    sizes = [best.result.n_eff, *(float(member.target) for member in plan.family.members)]
    expected = next(gates.n_eff for gates in plan.gates if gates.kind == best.sample.kind)
    level = max(anytime_level(n, plan.rule.level, expected) for n in sizes)
    return replace(plan, rule=replace(plan.rule, level=level))


def anytime_level(n: float, level: float, expected: float) -> float:
    """The level at which a range for one moment is as wide as one that holds at all moments, at n random replies.

    z^2 = (1 + r / n) (ln(1 + n / r) + 2 ln(1 / a)), a = 1 - level, is the boundary of a normal mixture, and the
    result 2 Phi(z) - 1. r = m / (2 ln(1 / a) + ln(1 + 2 ln(1 / a))) makes it about the narrowest at m = `expected`
    replies. Needs n > 0. Sources: Robbins 1970, Annals of Mathematical Statistics 41:1397; Howard, Ramdas,
    McAuliffe and Sekhon 2021, Annals of Statistics 49:1055 (the choice of r).
    """
    surprise = 2 * log(1 / (1 - level))
    spread = expected / (surprise + log(1 + surprise))
    z = sqrt((1 + spread / n) * (log(1 + n / spread) + surprise))
    return erf(z / sqrt(2))
