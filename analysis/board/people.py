"""Who is missing: the replies of each group beside its share of residents. It knows nothing of opinions."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis import population
from analysis.cells import CellTable
from analysis.disclosure.line import protect_line
from analysis.disclosure.rules import RULES, Rules, rounded
from analysis.disclosure.withheld import WITHHELD, Shown
from analysis.population import Margin
from analysis.scales.summary import nearest, share

COMPARED = ("age", "sex", "ethnicity", "disability", "district")
TITLES = {
    "age": "Age",
    "sex": "Sex",
    "ethnicity": "Ethnic group",
    "disability": "Disability",
    "district": "District",
}


@dataclass(frozen=True, slots=True)
class Presence:
    """A category's whole percents, of the replies that gave it and of residents."""

    code: str
    label: str
    replies: Shown[int]
    residents: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One characteristic: its categories, and how many replies did not give it, to the nearest 5 (None: few)."""

    name: str
    title: str
    rows: tuple[Presence, ...]
    unknown: int | None
    source: str


def compare_people(table: CellTable, rules: Rules = RULES) -> list[Comparison]:
    """The replies of a table (C cells) beside the census, by each characteristic that people were asked for."""
    asked = {dimension.name for dimension in table.dimensions}
    return [_compare(table, margin, rules) for margin in _census().values() if margin.name in asked]


@cache
def _census() -> dict[str, Margin]:
    return population.margins(COMPARED)


def _compare(table: CellTable, margin: Margin, rules: Rules) -> Comparison:
    name = margin.name
    replies = dict(zip(table.dimensions[table.axis(name)].categories, table.margin(name), strict=True))
    counts = np.array([replies.get(category, 0.0) for category in margin.categories])
    hidden = protect_line(counts, rules)
    shown = rounded(counts, rules)
    known = shown.sum()
    rows = tuple(
        Presence(
            code=code,
            label=margin.label(code),
            replies=WITHHELD if hide else share(float(count), float(known)),
            residents=nearest(100 * part),
        )
        for code, hide, count, part in zip(
            margin.categories, hidden, shown, margin.shares.values(), strict=True
        )
    )
    missing = table.total - counts.sum()
    unknown = int(rounded(np.array([missing]), rules)[0]) if missing >= rules.minimum else None
    return Comparison(name, TITLES[name], rows, unknown, margin.source)
