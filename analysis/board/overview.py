"""The first lines of the board: who has replied, and support by group in one table."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.board.people import Comparison
from analysis.board.support import HIDDEN, Share, SupportFigures
from analysis.disclosure.withheld import is_shown
from analysis.scales.summary import Column, Row, Summary
from analysis.scales.tables import Table
from analysis.vocabulary import HIDDEN as HIDDEN_WORD
from analysis.vocabulary import STATE_LABELS, STATES

# In a chart support stands left, oppose right, and neither in the middle.
ORDER = ("support", "neither", "oppose")


def support_summary(groups: Sequence[tuple[str, str, SupportFigures | None]]) -> Summary:
    """Support of groups given as (key, label, figures) as one summary; None: a group that was never let out."""
    columns = tuple(Column(state, STATE_LABELS[state]) for state in ORDER)
    return Summary("ordinal", columns, tuple(_row(*group) for group in groups))


def _row(key: str, label: str, figures: SupportFigures | None) -> Row:
    shown = figures or HIDDEN
    shares = [shown.share(state) for state in ORDER]
    adjusted = [share.weighted for share in shares if share.weighted is not None]
    return Row(
        variable=key,
        label=label,
        counts=tuple(share.count for share in shares),
        percents=tuple(share.unweighted for share in shares),
        base=shown.n,
        adjusted=tuple(adjusted),
    )


def tell_shares(figures: SupportFigures) -> str:
    """The three shares in words; of people who chose to reply as replied, of others adjusted and with a range."""
    return " ".join(f"{STATE_LABELS[state]} {_told(figures.share(state))} % as replied." for state in STATES)


def _told(share: Share) -> str:
    if share.weighted is None:
        return f"{share.unweighted}"
    return f"{share.weighted} % adjusted to the census, likely range {share.low}–{share.high}, {share.unweighted}"


def tabulate_shares(groups: Sequence[tuple[str, str, SupportFigures | None]]) -> Table:
    """A line for each group: its three shares adjusted with their ranges, as replied, and how many replied."""
    headers = ["Group"]
    for label in STATE_LABELS.values():
        headers += [f"{label}, %", f"{label}, likely range", f"{label}, % as replied"]
    return Table((*headers, "Replies"), tuple(_line(label, figures) for _, label, figures in groups))


def _line(label: str, figures: SupportFigures | None) -> tuple[str, ...]:
    shown = figures or HIDDEN
    cells = [label]
    for state in STATES:
        share = shown.share(state)
        cells += [*_adjusted(share), str(share.unweighted)]
    return (*cells, str(shown.n))


def _adjusted(share: Share) -> tuple[str, str]:
    """A dash where there are no weights; of what is hidden not even that is told."""
    if not is_shown(share.unweighted):
        return HIDDEN_WORD, HIDDEN_WORD
    return ("–", "–") if share.weighted is None else (str(share.weighted), f"{share.low}–{share.high}")


@dataclass(frozen=True, slots=True)
class Gap:
    """A group whose share of the replies is below its share of residents, in whole percents."""

    label: str
    replies: int
    residents: int


def largest_gaps(people: Sequence[Comparison], most: int = 4) -> list[Gap]:
    """The groups that are missing most, of those whose share of the replies may be shown."""
    gaps = [
        Gap(row.label, row.replies, row.residents)
        for comparison in people
        for row in comparison.rows
        if is_shown(row.replies) and row.replies < row.residents
    ]
    return sorted(gaps, key=lambda gap: gap.replies - gap.residents)[:most]


def missing_sentence(people: Sequence[Comparison]) -> str:
    """How far the youngest are from their share of residents, in the words of the banner; "" where ages are unknown."""
    age = next((each for each in people if each.name == "age"), None)
    if age is None:
        return ""
    youngest = age.rows[0]
    if not is_shown(youngest.replies):
        return (
            f"The share of replies by people aged {youngest.label} is {youngest.replies}; they are "
            f"{youngest.residents} % of residents."
        )
    return f"People aged {youngest.label} are {youngest.replies} % of replies and {youngest.residents} % of residents."
