"""The two ends and the middle of an ordered scale, and what to call them in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.disclosure.withheld import WITHHELD, Shown, derive, is_shown
from analysis.scales.summary import Row, Summary, Together, nearest, share
from analysis.scales.wording import listed, lowered


@dataclass(frozen=True, slots=True)
class Side:
    """Columns that are read together, such as "Strongly support" and "Tend to support"."""

    name: str
    places: tuple[int, ...]

    def share(self, row: Row) -> Shown[int]:
        """The side's whole percent of the base, withheld when neither it nor all of its parts may be shown."""
        together = self.together(row)
        if together is not None:
            return together.percent
        counts = [row.counts[place] for place in self.places]
        percents = [row.percents[place] for place in self.places]
        if not all(map(is_shown, percents)):
            return WITHHELD
        return derive(lambda base, *known: share(sum(known), base), row.base, *counts)

    def adjusted(self, row: Row) -> Shown[int] | None:
        """The same after weighting, from parts that were not rounded before; None without weights."""
        together = self.together(row)
        if together is not None:
            return together.adjusted
        if not row.adjusted:
            return None
        return derive(lambda *parts: nearest(sum(parts)), *[row.adjusted[place] for place in self.places])

    def best(self, row: Row) -> Shown[int]:
        """After weighting where there are weights, else as replied."""
        adjusted = self.adjusted(row)
        return self.share(row) if adjusted is None else adjusted

    def together(self, row: Row) -> Together | None:
        """The sum of the side where it is shown by itself."""
        return next((each for each in row.together if {*each.places} == {*self.places}), None)


def sides(summary: Summary) -> tuple[Side, ...]:
    """The first half of the scale, its second half, and the rest: the middle and what is not on the scale.

    The rest is left out where a scale has neither. Three columns that already are sides are three sides.
    """
    half = summary.places // 2
    second = range(summary.places - half, summary.places)
    rest = [place for place in range(half, len(summary.columns)) if place not in second]
    halves = (_side(summary, range(half)), _side(summary, second))
    return (*halves, _rest(summary, rest)) if rest else halves


def _side(summary: Summary, places: range) -> Side:
    return Side(_shared_name([summary.columns[place].label for place in places]), tuple(places))


def _shared_name(labels: Sequence[str]) -> str:
    """The word that all labels end with ("support"), else the labels themselves."""
    last = {label.split()[-1] for label in labels}
    return lowered(last.pop()) if len(last) == 1 < len(labels) else listed([lowered(x) for x in labels], "or")


def _rest(summary: Summary, places: Sequence[int]) -> Side:
    labels = [summary.columns[place].label for place in places]
    return Side(listed([_middle_name(label) for label in labels], "or"), tuple(places))


def _middle_name(label: str) -> str:
    """Shorten "Neither support nor oppose" to "neither" where both sides have just been named."""
    return "neither" if label.startswith("Neither ") and " nor " in label else lowered(label)
