"""Who has taken part so far, without a word about opinions: what is shown before closing."""

from dataclasses import dataclass

from analysis.cells import CellTable
from analysis.disclosure.withheld import Shown, is_shown
from analysis.finding.companions import masks
from analysis.finding.replies import has
from analysis.plan.plan import Family, Member

MISSING = 0.8
"""A group counts as missing when its share of replies is under this part of its share of residents."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A group that has replied less than others: shares of the replies that tell, and of residents."""

    label: str
    n: Shown[int]
    replies: Shown[float]
    residents: float


def most_missing(table: CellTable, family: Family) -> Missing | None:
    """The group of the family whose share of replies is the smallest part of its share of residents.

    The share is taken of the replies whose category of that dimension is known to the family's codes or to
    other groups, that is of all but "unknown" ones. None when no group is under MISSING of its share.
    """
    rows = [
        _missing(table, member, float(table.n[mask].sum()))
        for member, mask in zip(family.members, masks(table, family), strict=True)
        if member.residents and has(table, member.dimension)
    ]
    parts = [(row.replies / row.residents, row) for row in rows if row and is_shown(row.replies)]
    under = [(part, row) for part, row in parts if part < MISSING]
    return min(under, key=lambda each: each[0])[1] if under else None


def _missing(table: CellTable, member: Member, n: float) -> Missing | None:
    categories = table.dimensions[table.axis(member.dimension)].categories
    counts = dict(zip(categories, table.margin(member.dimension), strict=True))
    known = table.total - float(counts.get(UNKNOWN, 0.0))
    if known <= 0 or member.residents is None:
        return None
    return Missing(member.label, int(n), n / known, member.residents)


UNKNOWN = "unknown"
