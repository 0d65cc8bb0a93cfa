"""The rule: which of the findings applies to a sample that passed its gates, and why it is not settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.finding.doubts.checks import Check, stopping
from analysis.finding.doubts.putting_back import Back
from analysis.finding.doubts.selection import bound, tilt
from analysis.finding.samples.figures import Estimate, Result
from analysis.finding.states import MAJORITY, NOT_SETTLED, State
from analysis.finding.words.phrases import listed, part
from analysis.plan.plan import Rule


@dataclass(frozen=True, slots=True)
class Reason:
    """Why nothing more is concluded: a code for programs and a sentence for people."""

    code: str
    sentence: str


BY_JUDGEMENT = Reason(
    "judgement", "With everything put back that staff took out by judgement there would be no majority."
)
STOPPED = frozenset({"campaign", "specification"})
"""The codes of reasons that come from checks."""
MANY = 0.05
"""From this share on, those who take no side can be why neither side reaches theta."""
NOUNS = {"support": "support", "oppose": "opposition"}


def leading(result: Result) -> str:
    """The side with the larger share; support where both are equal."""
    shares = {side: estimate.p for side in MAJORITY if (estimate := result.best(side)) is not None}
    return max(shares, key=lambda side: shares[side], default="support")


def decide(
    result: Result, checks: Sequence[Check], rule: Rule, gamma: float, back: Back | None = None
) -> State:
    """Majority of a side if L_gamma > theta and no check stops it, support first; else not settled.

    L_gamma is the lower end of the side's likely range tilted by gamma (see `selection.bound`). It must lie above
    theta with everything put back, too, that staff took out by judgement (see `putting_back`).
    """
    for side, state in MAJORITY.items():
        estimate = result.best(side)
        stopped = stopping(checks, side, rule.theta)
        if estimate is None or bound(estimate, gamma)[0] <= rule.theta or stopped:
            continue
        return state if back is None or back.holds(side, rule, gamma) else NOT_SETTLED
    return NOT_SETTLED


def decide_with_all(checks: Sequence[Check], rule: Rule, gamma: float, back: Back) -> State:
    """What the finding would be with everything put back, the other checks as they came out."""
    for side, state in MAJORITY.items():
        if back.holds(side, rule, gamma) and not stopping(checks, side, rule.theta):
            return state
    return NOT_SETTLED


def explain(
    result: Result, checks: Sequence[Check], rule: Rule, gamma: float, back: Back | None = None
) -> tuple[Reason, ...]:
    """Why neither side has a majority, the weightiest reason first; at least one.

    Where the leading side is above theta by the rule's own calculation, the checks that stopped it. Else:
    selection, when tilting the share itself by gamma either way lands on both sides of theta (more replies
    would not help), or when only the tilted range does; chance, when theta lies in the likely range; unsure,
    when neither side is above theta but the rest could lift the leading one over it.
    """
    side = leading(result)
    estimate = result.best(side)
    if estimate is None:
        return (Reason("unsure", "Nobody answered the question."),)
    low, high = bound(estimate, gamma)
    if low > rule.theta:
        stopped = stopping(checks, side, rule.theta)
        told = tell_stopping(stopped, rule.theta) if stopped else ()
        agrees = back is None or back.result is None or back.holds(side, rule, gamma)
        return told if agrees else (BY_JUDGEMENT, *told)
    by_chance = estimate.low <= rule.theta <= estimate.high
    where = f"{NOUNS[side]} either side of {part(rule.theta)}"
    found = []
    if tilt(estimate.p, gamma) <= rule.theta <= tilt(estimate.p, 1 / gamma):
        sentence = f"Who chose to answer could put {where}; more replies alone would not settle it."
        found.append(Reason("selection", sentence))
    elif low <= rule.theta <= high and not by_chance:
        sentence = f"Who chose to answer, together with chance, could put {where}."
        found.append(Reason("selection", sentence))
    if by_chance:
        found.append(Reason("chance", f"Chance alone could put {where}."))
    unsure = _unsure(result, estimate, rule)
    found = [*found, *unsure] if by_chance else [*unsure, *found]
    return tuple(found) or (Reason("divided", f"Neither side reaches {part(rule.theta)}."),)


def _unsure(result: Result, estimate: Estimate, rule: Rule) -> list[Reason]:
    rest = result.best("neither")
    if rest is None or rest.p < MANY or estimate.p > rule.theta or estimate.p + rest.p <= rule.theta:
        return []
    sentence = f"Neither side reaches {part(rule.theta)}, because so many are neither or unsure."
    return [Reason("unsure", sentence)]


def tell_stopping(checks: Sequence[Check], theta: float) -> tuple[Reason, ...]:
    """The reasons for which checks stop a majority: campaigns first, then all others together.

    `checks` are those that may be named; at least one stopped it, even if none of them did.
    """
    reasons = [
        Reason("campaign", f"Without the texts of campaigns it would not be more than {part(theta)}.")
        for check in checks
        if check.code == "without_campaigns" and check.agrees is False
    ]
    others = [check for check in checks if check.code != "without_campaigns" and check.agrees is False]
    if others:
        ways = listed([check.label for check in others])
        sentence = f"It would not be more than {part(theta)} if it were computed {ways}."
        reasons.append(Reason("specification", sentence))
    undone = [check for check in checks if check.agrees is None]
    reasons += [
        Reason("specification", f"A registered check ({each.label}) failed: {each.note}") for each in undone
    ]
    return tuple(reasons) or (
        Reason("specification", "A registered check does not agree; its figures are hidden."),
    )
