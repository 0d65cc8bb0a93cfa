"""Strata: the coarse demographic dimensions kept beside a response."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from surveys.conditions import Condition, OneOf, Values
from surveys.reading.reader import Reader, note_duplicates
from surveys.reading.rules import read_rule
from surveys.variables import Value, Variable
from surveys.wording import say

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Category:
    """One category of a stratum, and when a response belongs to it."""

    code: str
    label: str
    when: Condition


@dataclass(frozen=True)
class Stratum:
    """A dimension: the first category whose condition holds, else the last one, "unknown"."""

    name: str
    label: str
    groups: tuple[Category, ...]
    unknown_label: str

    @cached_property
    def values(self) -> tuple[Value, ...]:
        known = tuple(Value(group.code, group.label) for group in self.groups)
        return (*known, Value(UNKNOWN, self.unknown_label))

    @cached_property
    def categories(self) -> tuple[str, ...]:
        return tuple(value.code for value in self.values)

    def category(self, values: Values) -> str:
        return next((group.code for group in self.groups if group.when.holds(values)), UNKNOWN)


def read_stratum(reader: Reader, variables: Mapping[str, Variable]) -> Stratum:
    """Read a stratum given by rules, by groups of a variable's values, or by the values themselves."""
    name = reader.name()
    reader.place = f"stratum “{name}”"
    label = reader.text("label")
    groups = _read_groups(reader, variables)
    reader.done()
    note_duplicates(reader, "category", [*(group.code for group in groups), UNKNOWN])
    return Stratum(name, label, groups, say(reader.reading.language, UNKNOWN))


def _read_groups(reader: Reader, variables: Mapping[str, Variable]) -> tuple[Category, ...]:
    if not reader.has("variable"):
        return tuple(_read_ruled(item) for item in reader.children("categories", needed=True))
    name = reader.code("variable")
    variable = variables.get(name)
    if variable is None:
        reader.note(f"There is no variable “{name}”.")
        reader.raw("categories")
        return ()
    if reader.has("categories"):
        return _read_grouped(reader, variable)
    return tuple(
        Category(value.code, value.label, OneOf(name, frozenset({value.code})))
        for value in variable.values
        if value.code not in variable.outside
    )


def _read_ruled(reader: Reader) -> Category:
    category = Category(reader.code(), reader.text("label"), read_rule(reader.child("when")))
    reader.done()
    return category


def _read_grouped(reader: Reader, variable: Variable) -> tuple[Category, ...]:
    grouped: list[str] = []
    categories = []
    for item in reader.children("categories", needed=True):
        codes = item.codes("of")
        grouped.extend(codes)
        categories.append(Category(item.code(), item.text("label"), OneOf(variable.name, frozenset(codes))))
        item.done()
    _note_gaps(reader, variable, grouped)
    return tuple(categories)


def _note_gaps(reader: Reader, variable: Variable, grouped: Sequence[str]) -> None:
    """Every value must be in one category; values outside the scale may be left to "unknown"."""
    codes = {value.code for value in variable.values}
    note_duplicates(reader, "grouped value", grouped)
    for code in sorted(codes - variable.outside - set(grouped)):
        reader.note(f"The value “{code}” of “{variable.name}” is in no category.")
