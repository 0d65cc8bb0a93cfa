"""Who lives in the Kent Police area: census counts as margins to weight to and to compare with."""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import product

from analysis.categories import JOINT, join_categories, merge_categories

CENSUS_DAY = date(2021, 3, 21)
ATTRIBUTION = "Source: Office for National Statistics licensed under the Open Government Licence v.3.0"
TABLES = {
    "age_sex": "Census 2021, table TS009, usual residents aged 16 and over",
    "ethnic_group": "Census 2021, table TS021, usual residents of all ages",
    "disability": "Census 2021, table TS038, usual residents of all ages",
}

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Margin:
    """How many people there are in each category of one characteristic.

    `name` is the dimension of the replies it is compared with. Totals are persons on the margin's own base;
    margins of different tables differ by a few persons (see analysis.support.weighting.margins).
    Raises ValueError when categories repeat, or a total is missing, negative or not a number.
    """

    name: str
    categories: tuple[str, ...]
    totals: tuple[float, ...]
    labels: tuple[str, ...] = ()
    source: str = ""
    day: date | None = None

    def __post_init__(self) -> None:
        if len(self.totals) != len(self.categories) or len({*self.categories}) != len(self.categories):
            raise ValueError(f"{self.name} must have one total for each category")
        if not all(0 <= total < float("inf") for total in self.totals) or self.total <= 0:
            raise ValueError(f"totals of {self.name} must be counts of people")

    @property
    def total(self) -> float:
        return sum(self.totals)

    @property
    def shares(self) -> dict[str, float]:
        return {name: count / self.total for name, count in zip(self.categories, self.totals, strict=True)}

    def label(self, category: str) -> str:
        """The words for a category, or its code when there are none."""
        return dict(zip(self.categories, self.labels, strict=False)).get(category, category)

    def collapse(self, groups: Mapping[str, Collection[str]]) -> "Margin":
        """Merge categories, such as by {"16-34": ("16-24", "25-34")}; their totals add up."""
        categories, lookup = merge_categories(self.categories, groups)
        totals = [0.0] * len(categories)
        for position, total in zip(lookup, self.totals, strict=True):
            totals[position] += total
        labels = tuple(self.label(category) for category in categories)
        return replace(self, categories=categories, totals=tuple(totals), labels=labels)


def margins(names: Iterable[str], districts: Collection[str] | None = None) -> dict[str, Margin]:
    """Census margins by name, of all or only some districts (ONS codes).

    Names are district, age, sex, ethnicity (5 groups), ethnic_group (19), disability, or several of one
    table joined by " x ", such as "age x sex" or "district x ethnicity". The first table that has all parts
    is used: age_sex (aged 16 and over), ethnic_group or disability (all ages).
    Raises ValueError for a name that no table has.
    """
    return {name: _margin(name, districts) for name in names}


def labels(dimension: str) -> dict[str, str]:
    """The words for each code of a dimension, in the order of display."""
    return {row["code"]: row["label"] for row in _rows("categories") if row["dimension"] == dimension}


def neighbours() -> dict[str, tuple[str, ...]]:
    """Groups of neighbouring districts (ONS codes) that may be merged when replies are few."""
    groups: dict[str, tuple[str, ...]] = {}
    for row in _rows("neighbours"):
        groups[row["group"]] = (*groups.get(row["group"], ()), row["district"])
    return groups


def _margin(name: str, districts: Collection[str] | None) -> Margin:
    parts = tuple(name.split(JOINT))
    table = _table_with(parts)
    words = [labels(part) for part in parts]
    counts = dict.fromkeys(product(*words), 0)
    for row in _rows(table):
        if districts is None or row["district"] in districts:
            counts[tuple(row[part] for part in parts)] += int(row["residents"])
    return Margin(
        name=name,
        categories=join_categories([list(each) for each in words]),
        totals=tuple(map(float, counts.values())),
        labels=tuple(", ".join(each) for each in product(*(word.values() for word in words))),
        source=TABLES[table],
        day=CENSUS_DAY,
    )


def _table_with(parts: Collection[str]) -> str:
    for table in TABLES:
        if {*parts} <= _rows(table)[0].keys() - {"residents"}:
            return table
    raise ValueError(f"no census table has {JOINT.join(parts)!r}")


@lru_cache(maxsize=8)
def _rows(table: str) -> tuple[Row, ...]:
    text = (files("analysis") / "data" / f"{table}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
