"""The first lines of the board: who has replied, and support by group in one table."""

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.board.people import Comparison
from analysis.scales.summary import Column, Row, Summary
from analysis.vocabulary import HIDDEN, STATE_LABELS

# In a chart support stands left, oppose right, and neither in the middle.
ORDER = ("support", "neither", "oppose")


def support_summary(groups: Sequence[tuple[str, str, Mapping[str, Any] | None]]) -> Summary:
    """Support of groups given as (key, label, document of SupportFigures or None) as one summary."""
    columns = tuple(Column(state, STATE_LABELS[state]) for state in ORDER)
    return Summary("ordinal", columns, tuple(_row(*group) for group in groups))


def _row(key: str, label: str, document: Mapping[str, Any] | None) -> Row:
    shares = {share["state"]: share for share in (document or {}).get("shares", ())}
    percents = tuple(shares.get(state, {}).get("unweighted") for state in ORDER)
    adjusted = tuple(shares.get(state, {}).get("weighted") for state in ORDER)
    n = (document or {}).get("n")
    return Row(
        variable=key,
        label=label,
        counts=tuple(shares.get(state, {}).get("count") for state in ORDER),
        percents=percents,
        base=n,
        adjusted=adjusted if any(share is not None for share in adjusted) else (),
    )


def missing_sentence(age: Comparison) -> str:
    """How far the youngest are from their share of residents, in the words of the banner."""
    youngest = age.rows[0]
    if youngest.replies is None:
        return (
            f"The share of replies by people aged {youngest.label} is {HIDDEN}; they are {youngest.residents} % of "
            "residents."
        )
    return f"People aged {youngest.label} are {youngest.replies} % of replies and {youngest.residents} % of residents."
