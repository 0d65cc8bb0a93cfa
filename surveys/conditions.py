"""Conditions: the small language in which a definition says when something holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.variables import Stored

Values = Mapping[str, Stored]


@dataclass(frozen=True, slots=True)
class OneOf:
    """A variable has one of some codes."""

    variable: str
    codes: frozenset[str]

    def holds(self, values: Values) -> bool:
        return values.get(self.variable) in self.codes


@dataclass(frozen=True, slots=True)
class Answered:
    """A variable has any value."""

    variable: str

    def holds(self, values: Values) -> bool:
        return self.variable in values


@dataclass(frozen=True, slots=True)
class Within:
    """A number, rank or date lies between two limits; "Don't know" never does."""

    variable: str
    at_least: Stored | None
    at_most: Stored | None

    def holds(self, values: Values) -> bool:
        stored = values.get(self.variable)
        if stored is None:
            return False
        return _in_order(self.at_least, stored) and _in_order(stored, self.at_most)


@dataclass(frozen=True, slots=True)
class AnsweredText:
    """Something was written in answer to at least one of some text questions."""

    questions: tuple[str, ...]

    def holds(self, values: Values) -> bool:
        return any(question in values for question in self.questions)


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; with no parts, always."""

    parts: tuple["Condition", ...]

    def holds(self, values: Values) -> bool:
        return all(part.holds(values) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; with no parts, never."""

    parts: tuple["Condition", ...]

    def holds(self, values: Values) -> bool:
        return any(part.holds(values) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"

    def holds(self, values: Values) -> bool:
        return not self.part.holds(values)


AboutVariable = OneOf | Answered | Within
Leaf = AboutVariable | AnsweredText
Condition = Leaf | All | AnyOf | Not

ALWAYS = All(())
NEVER = AnyOf(())


def evaluate(condition: Condition, values: Values) -> bool:
    """Say whether a condition holds for values by variable; a written text is a value by its question."""
    return condition.holds(values)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Give the parts of a condition that look at answers."""
    if isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        yield condition


def names(condition: Condition) -> frozenset[str]:
    """Give the variables and text questions that a condition looks at."""
    found: set[str] = set()
    for leaf in leaves(condition):
        found.update(leaf.questions if isinstance(leaf, AnsweredText) else (leaf.variable,))
    return frozenset(found)


def _in_order(low: Stored | None, high: Stored | None) -> bool:
    if low is None or high is None:
        return True
    if isinstance(low, str):
        return isinstance(high, str) and low <= high
    return not isinstance(high, str) and low <= high
