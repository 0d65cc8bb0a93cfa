"""The tables of a finding, in words, made only of what may be printed."""

from collections.abc import Sequence

from analysis.areas.areas import Area
from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.finding.bounds import Bound, Span
from analysis.finding.companions import Companion
from analysis.finding.doubts.checks import Check
from analysis.finding.finding import Finding
from analysis.finding.samples.figures import Result
from analysis.finding.samples.ways import Way
from analysis.finding.waterfall import Stage
from analysis.finding.words.phrases import Names, counted, number_told, percent, told, whole
from analysis.finding.words.sentences import GROUPS, status
from analysis.scales.tables import Table
from analysis.vocabulary import CHOSEN, HIDDEN, STATE_LABELS, STATES

AGREES: dict[Shown[bool] | None, str] = {
    True: "yes",
    False: "no",
    None: "could not be computed",
    WITHHELD: HIDDEN,
}
SHARES = tuple(STATE_LABELS[state] for state in STATES)


def tabulate_shares(finding: Finding) -> Table:
    """The deciding sample, then each way of being reached by itself; never added up."""
    headers = ("Who", *SHARES, "As replied", "Replies", "Worth about")
    rows = [
        _result(way.label.capitalize(), way.result, chosen=way.kind in CHOSEN)
        for way in finding.arms
        if way.kind != finding.kind
    ]
    decided = [way for way in finding.arms if way.kind == finding.kind]
    if finding.sample is not None:
        rows.insert(0, _result(_sampled(decided), finding.sample, chosen=True))
    if finding.chose is not None and finding.chose.n != 0 and len(rows) > 2:
        rows.append(_result("Everybody who chose to reply", finding.chose))
    return Table(headers, tuple(rows))


def _sampled(ways: Sequence[Way]) -> str:
    return " and ".join(way.label for way in ways).capitalize() or "The sample"


def _result(label: str, result: Result, *, chosen: bool = False) -> tuple[str, ...]:
    """Only replies of people who were chosen are worth a number of random ones."""
    shares = [result.share(state) for state in STATES]
    weighted = ["not weighted" if share.weighted is None else told(share.weighted) for share in shares]
    plain = [f"{whole(share.unweighted.p)}" for share in shares if is_shown(share.unweighted)]
    replied = " / ".join(plain) + " %" if len(plain) == len(shares) else HIDDEN
    worth = "–" if result.n_eff is None or not chosen else f"{result.n_eff:,.0f} random replies"
    return (label, *weighted, replied, counted(result.n), worth)


def tabulate_bounds(bounds: Sequence[Bound], names: Names) -> Table:
    headers = (
        "How much likelier one side was to answer",
        "Support would lie",
        "Opposition would lie",
        "The finding would be",
    )
    rows = tuple(
        (
            "equally likely" if bound.gamma == 1 else f"{bound.gamma:g} times as likely",
            tell_span(bound.support),
            tell_span(bound.oppose),
            status(bound.state, names),
        )
        for bound in bounds
    )
    return Table(headers, rows)


def tell_span(found: Span) -> str:
    return f"{whole(found.low)} to {percent(found.high)}"


def tabulate_checks(checks: Sequence[Check]) -> Table:
    headers = ("Computed", *SHARES, "Replies", "Same side of the line", "Note")
    return Table(headers, tuple(_check(check) for check in checks))


def _check(check: Check) -> tuple[str, ...]:
    shares = (check.support, check.oppose, check.neither)
    printed = ["–" if share is None else percent(share) if is_shown(share) else HIDDEN for share in shares]
    n = "–" if check.n is None else f"{check.n:,}"
    return (check.label, *printed, n, AGREES[check.agrees], check.note)


def tabulate_companions(companions: Sequence[Companion]) -> Table:
    headers = ("Group", *SHARES, "Replies", "Aimed at", "Finding")
    return Table(headers, tuple(_companion(companion) for companion in companions))


def _companion(companion: Companion) -> tuple[str, ...]:
    result = companion.result
    estimates = [result.best(state) if result else None for state in STATES]
    shares = [HIDDEN if each is None else told(each) for each in estimates]
    n = counted(result.n if result else WITHHELD)
    return (companion.label, *shares, n, f"{companion.target:,}", GROUPS[companion.state])


def tabulate_waterfall(stages: Sequence[Stage]) -> Table:
    rows = []
    for stage in stages:
        losses = "; ".join(f"{loss.label}: {number_told(loss.count)}" for loss in stage.losses)
        rows.append((stage.label.capitalize(), counted(stage.count), losses or "–"))
    return Table(("Step", "Number", "Left out to get there"), tuple(rows))


def tabulate_areas(areas: Sequence[Area]) -> Table:
    headers = ("District", "How", "Support", "Oppose", "Replies")
    kinds = {"direct": "from its own replies", "modelled": "modelled"}
    rows = tuple(
        (area.label, kinds[area.kind], told(area.support), told(area.oppose), counted(area.n))
        for area in areas
    )
    return Table(headers, rows)
