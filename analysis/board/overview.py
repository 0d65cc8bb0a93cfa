"""The first lines of the board: who has replied, and support by group in one table."""

from collections.abc import Sequence

from analysis.board.people import Comparison
from analysis.board.support import HIDDEN, SupportFigures
from analysis.disclosure.withheld import is_shown
from analysis.scales.summary import Column, Row, Summary
from analysis.vocabulary import STATE_LABELS

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
