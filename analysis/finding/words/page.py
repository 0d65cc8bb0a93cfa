"""A finding as a page: sentences, tables of words and pictures, made only of what may be printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.areas.areas import Area
from analysis.drawing.ranges import Ranged, draw_ranges
from analysis.finding.bounds import Bound, Span
from analysis.finding.companions import Companion
from analysis.finding.disclosed import disclosed
from analysis.finding.doubts.checks import Check
from analysis.finding.finding import Finding
from analysis.finding.samples.figures import Estimate, Result
from analysis.finding.samples.ways import Way
from analysis.finding.states import MAJORITY, OPEN, State
from analysis.finding.waterfall import Stage
from analysis.finding.words.overturning import bound_sentences
from analysis.finding.words.phrases import Names, percent, span, whole
from analysis.finding.words.sentences import GROUPS, Words, status, write
from analysis.plan.plan import STATES
from analysis.scales.tables import Table

FEW = "too few to show"
SHARES = ("Support", "Oppose", "Neither or unsure")


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence that is met or not; None: it could not be judged."""

    met: bool | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of a finding; every number in it has passed disclosure control.

    `picture` and `tilted` are SVG, empty where nothing may be drawn; `notice` says why figures stayed as they
    were, if they did.
    """

    state: State
    status: str
    words: Words
    picture: str
    shares: Table
    counts: tuple[str, ...]
    gates: tuple[Item, ...]
    reasons: tuple[str, ...]
    steps: tuple[str, ...]
    tilted: str
    bounds: Table
    bound_sentences: tuple[str, ...]
    checks: Table
    companions: Table
    waterfall: Table
    areas: Table
    notice: str = ""


def make_page(finding: Finding, names: Names, areas: Sequence[Area] = ()) -> Page:
    """The page of a finding; `names` say what sentences call things."""
    shown = disclosed(finding)
    closed = shown.state != OPEN
    return Page(
        state=shown.state,
        status=status(shown.state, names),
        words=write(finding, names),
        picture=_picture(shown),
        shares=_shares(shown) if closed else Table((), ()),
        counts=_counts(shown),
        gates=tuple(Item(gate.held, gate.sentence) for gate in shown.gates),
        reasons=tuple(reason.sentence for reason in shown.reasons),
        steps=shown.steps,
        tilted=_tilted(shown),
        bounds=_bounds(shown.bounds, names),
        bound_sentences=bound_sentences(shown),
        checks=_checks(shown.checks),
        companions=_companions(shown.companions),
        waterfall=_waterfall(shown.waterfall),
        areas=_areas(areas),
    )


def _shares(finding: Finding) -> Table:
    """The deciding sample, then each way of being reached by itself; never added up."""
    headers = ("Who", *SHARES, "As replied", "Replies", "Worth about")
    rows = [_result(way.label.capitalize(), way.result) for way in finding.arms if way.kind != finding.kind]
    decided = [way for way in finding.arms if way.kind == finding.kind]
    if finding.sample is not None:
        rows.insert(0, _result(_sampled(decided), finding.sample))
    if finding.chose is not None and finding.chose.n and len(rows) > 2:
        rows.append(_result("Everybody who chose to reply", finding.chose))
    return Table(headers, tuple(rows))


def _sampled(ways: Sequence[Way]) -> str:
    return " and ".join(way.label for way in ways).capitalize() or "The sample"


def _result(label: str, result: Result) -> tuple[str, ...]:
    shares = [result.share(state) for state in STATES]
    weighted = [FEW if share.weighted is None else f"{percent(share.weighted.p)} ({span(share.weighted)})"
                for share in shares]  # fmt: skip
    plain = [share.unweighted for share in shares]
    told = [f"{whole(each.p)}" for each in plain if each is not None]
    replied = " / ".join(told) + " %" if len(told) == len(plain) else FEW
    if result.n_eff is None and told:
        weighted = ["not weighted"] * len(shares)
    worth = "–" if result.n_eff is None else f"{result.n_eff:,.0f} random replies"
    return (label, *weighted, replied, f"{result.n:,}" if result.n else "fewer than 10", worth)


def _picture(finding: Finding) -> str:
    sample = finding.sample
    if sample is None:
        return ""
    rows = [
        Ranged(f"{label}: {percent(each.p)}", 100 * each.low, 100 * each.high, 100 * each.p)
        for state, label in zip(STATES, SHARES, strict=True)
        if (each := sample.share(state).weighted) is not None
    ]
    if len(rows) < len(STATES):
        return ""
    sentence = "Shares with their likely ranges: " + "; ".join(
        f"{row.label}, likely range {row.low:.0f} to {row.high:.0f}" for row in rows
    )
    return draw_ranges(
        rows, 100 * finding.theta, f"{sentence}. The dashed line is at {percent(finding.theta)}."
    )


def _tilted(finding: Finding) -> str:
    """Where the larger side would lie at each gamma."""
    if not finding.bounds:
        return ""
    first = finding.bounds[0]
    side = "support" if first.support.high >= first.oppose.high else "oppose"
    side = next((name for name, state in MAJORITY.items() if state == finding.state), side)
    word = {"support": "Support", "oppose": "Opposition"}[side]
    rows = []
    for bound in finding.bounds:
        found: Span = getattr(bound, side)
        times = (
            "Both sides equally likely to answer" if bound.gamma == 1 else f"{bound.gamma:g} times as likely"
        )
        rows.append(Ranged(f"{times}: {_span(found)}", 100 * found.low, 100 * found.high))
    sentence = f"{word} if one side was more likely to answer. " + "; ".join(row.label for row in rows)
    return draw_ranges(
        rows, 100 * finding.theta, f"{sentence}. The dashed line is at {percent(finding.theta)}."
    )


def _bounds(bounds: Sequence[Bound], names: Names) -> Table:
    headers = (
        "One side as likely to answer",
        "Support would lie",
        "Opposition would lie",
        "The finding would be",
    )
    rows = tuple(
        (f"{bound.gamma:g} times", _span(bound.support), _span(bound.oppose), status(bound.state, names))
        for bound in bounds
    )
    return Table(headers, rows)


def _span(found: Span) -> str:
    return f"{whole(found.low)} to {percent(found.high)}"


def _checks(checks: Sequence[Check]) -> Table:
    headers = ("Computed", *SHARES, "Replies", "Agrees", "Note")
    return Table(headers, tuple(_check(check) for check in checks))


def _check(check: Check) -> tuple[str, ...]:
    shares = (check.support, check.oppose, check.neither)
    told = [FEW if share is None else percent(share) for share in shares]
    if check.code == "without_unsure" and check.neither == 0:
        told[2] = "left out"
    n = FEW if check.n is None else f"{check.n:,}"
    agrees = {True: "yes", False: "no", None: "could not be computed"}[check.agrees]
    return (check.label, *told, n, agrees, check.note)


def _companions(companions: Sequence[Companion]) -> Table:
    headers = ("Group", *SHARES, "Replies", "Aimed at", "Finding")
    return Table(headers, tuple(_companion(companion) for companion in companions))


def _companion(companion: Companion) -> tuple[str, ...]:
    result = companion.result
    estimates = [result.best(state) if result else None for state in STATES]
    shares = [FEW if each is None else f"{percent(each.p)} ({span(each)})" for each in estimates]
    n = f"{result.n:,}" if result and result.n else "fewer than 10"
    return (companion.label, *shares, n, f"{companion.target:,}", GROUPS[companion.state])


def _counts(finding: Finding) -> tuple[str, ...]:
    counts = finding.counts
    sentences = [f"{counts.submissions:,} replies were sent."]
    if counts.texts is not None:
        sentences.append(
            f"People wrote about {_rounded(counts.texts)} different texts; copies of one text count once here."
        )
    if counts.people is not None:
        sentences.append(
            f"About {_rounded(counts.people)} replies came from people known to have been invited."
        )
    return tuple(sentences)


def _rounded(count: int) -> str:
    return f"{int(count / 5 + 0.5) * 5:,}"


def _waterfall(stages: Sequence[Stage]) -> Table:
    rows = []
    for stage in stages:
        losses = "; ".join(f"{loss.label}: {_number(loss.count)}" for loss in stage.losses)
        rows.append((stage.label.capitalize(), _number(stage.count), losses or "–"))
    return Table(("Step", "Number", "Left out to get there"), tuple(rows))


def _number(count: int | None) -> str:
    return "fewer than 10" if count is None else f"{count:,}"


def _areas(areas: Sequence[Area]) -> Table:
    headers = ("District", "How", "Support", "Oppose", "Replies")
    kinds = {"direct": "from its own replies", "modelled": "modelled"}
    rows = tuple(
        (area.label, kinds[area.kind], _area(area.support), _area(area.oppose), _number(area.n or None))
        for area in areas
    )
    return Table(headers, rows)


def _area(share: Estimate) -> str:
    return f"{percent(share.p)} ({span(share)})"
