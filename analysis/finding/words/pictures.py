"""The pictures of a finding: shares with their likely ranges, and where they would lie at each gamma."""

from analysis.disclosure.withheld import is_shown
from analysis.drawing.ranges import Ranged, draw_ranges
from analysis.finding.bounds import Span
from analysis.finding.finding import Finding
from analysis.finding.states import MAJORITY
from analysis.finding.words.phrases import percent
from analysis.finding.words.tables import SHARES, tell_span
from analysis.vocabulary import STATES


def draw_shares(finding: Finding) -> str:
    sample = finding.sample
    if sample is None:
        return ""
    rows = [
        Ranged(f"{label}: {percent(each.p)}", 100 * each.low, 100 * each.high, 100 * each.p)
        for state, label in zip(STATES, SHARES, strict=True)
        if is_shown(each := sample.share(state).weighted)
    ]
    if len(rows) < len(STATES):
        return ""
    sentence = "Shares with their likely ranges: " + "; ".join(
        f"{row.label}, likely range {row.low:.0f} to {row.high:.0f}" for row in rows
    )
    return draw_ranges(
        rows, 100 * finding.theta, f"{sentence}. The dashed line is at {percent(finding.theta)}."
    )


def draw_tilted(finding: Finding) -> str:
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
        rows.append(Ranged(f"{times}: {tell_span(found)}", 100 * found.low, 100 * found.high))
    sentence = f"{word} if one side was more likely to answer. " + "; ".join(row.label for row in rows)
    return draw_ranges(
        rows, 100 * finding.theta, f"{sentence}. The dashed line is at {percent(finding.theta)}."
    )
