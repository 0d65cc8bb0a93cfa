"""The two ends and the middle of an ordered scale, and what to call them in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.scales.summary import Row, Summary, Together, share
from analysis.scales.wording import listed, lowered


@dataclass(frozen=True, slots=True)
class Side:
    """Columns that are read together, such as "Strongly support" and "Tend to support"."""

    name: str
    places: tuple[int, ...]

    def share(self, row: Row) -> int | None:
        """The side's whole percent of the base, None when neither it nor all of its parts may be shown."""
        together = self.together(row)
        if together is not None:
            return together.percent
        counts = [row.counts[place] for place in self.places]
        known = [count for count in counts if count is not None]
        shown = all(row.percents[place] is not None for place in self.places)
        if not shown or len(known) < len(counts) or row.base is None:
            return None
        return share(sum(known), row.base)

    def adjusted(self, row: Row) -> int | None:
        """The same after weighting, None without weights, too."""
        together = self.together(row)
        if together is not None:
            return together.adjusted
        parts = [row.adjusted[place] for place in self.places] if row.adjusted else [None]
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None

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


def have_names(summary: Summary) -> bool:
    """Whether the halves are sides that can be read together: single answers, or all ending with one word."""
    half = summary.places // 2
    labels = [column.label.split()[-1] for column in summary.columns[: summary.places]]
    return half <= 1 or len({*labels[:half]}) == len({*labels[summary.places - half :]}) == 1


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
