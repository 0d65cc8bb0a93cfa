"""Contradictions: answers that can hardly all be meant, which people are asked about and may leave as they are."""

from dataclasses import dataclass

from surveys.conditions import Condition, Values, names
from surveys.reading.reader import Reader
from surveys.reading.rules import read_rule


@dataclass(frozen=True, slots=True)
class Contradiction:
    """When answers contradict each other, and what people are asked then."""

    when: Condition
    ask: str

    @property
    def names(self) -> frozenset[str]:
        """The variables and text questions that it looks at."""
        return names(self.when)

    def holds(self, values: Values) -> bool:
        return self.when.holds(values)


def read_contradiction(reader: Reader) -> Contradiction:
    found = Contradiction(read_rule(reader.child("when")), reader.text("ask"))
    reader.done()
    return found
