"""Each figure of a printed table against the rows of the export; what differs comes out as sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import floor

import pandas as pd

Row = Mapping[str, str]

HIDDEN, NONE = "hidden", "–"
STEP = 5  # counts are printed to the nearest 5
SMALL, FEW = 10, 30  # no figure of fewer, no percent of fewer
ROUNDED = 0.501  # what whole percents may be off by
SIDES = {
    "Support": ("Strongly support", "Tend to support"),
    "Neither or unsure": ("Neither support nor oppose", "Don’t know"),
    "Oppose": ("Tend to oppose", "Strongly oppose"),
}


def nearest(figure: float, step: int = 1) -> int:
    return floor(figure / step + 0.5) * step


def take_sides(words: "pd.Series[str]") -> "pd.Series[str]":
    return words.map({word: side for side, words in SIDES.items() for word in words})


@dataclass(frozen=True)
class Counted:
    """What some people answered, one word a reply, with their weights (NaN: not weighted).

    `sides` are the sides that were taken, where it was the registered item: they are printed, too, and the base is
    their sum as it is printed.
    """

    words: "pd.Series[str]"
    weights: "pd.Series[float]"
    sides: "pd.Series[str]" = field(default_factory=lambda: pd.Series(dtype=str))

    @property
    def base(self) -> int:
        counts = [int((self.sides == side).sum()) for side in SIDES]
        if min(counts) < SMALL or len(self.words) < FEW:
            return nearest(len(self.words), STEP)
        return sum(nearest(count, STEP) for count in counts)

    def differences(self, row: Row) -> Iterator[str]:
        """What is wrong with a printed row that shows its figures."""
        exact = int((self.words == row["Answer"]).sum())
        if exact < SMALL:
            yield f"{exact} is shown"
        if int(row["Replies"]) != nearest(exact, STEP):
            yield f"replies are {exact}"
        if int(row["Base"]) != self.base:
            yield f"the base is {self.base}"
        if row["% of those who replied"] != HIDDEN:
            yield from self._shares(row)

    def plain(self, word: str) -> float:
        """The percent that counts of the base give as they are printed."""
        return 100 * nearest(int((self.words == word).sum()), STEP) / self.base

    def best(self, word: str) -> float:
        """The weighted percent, where there are weights; those of sides move with the rounding of their counts."""
        weights = self.weights[self.words.index]
        if not weights.sum():
            return self.plain(word)
        share = 100 * weights[self.words == word].sum() / weights.sum()
        moved = self.plain(word) - 100 * (self.words == word).mean() if word in SIDES else 0
        return float(share + moved)

    def _shares(self, row: Row) -> Iterator[str]:
        if len(self.words) < FEW:
            yield f"a percent of {len(self.words)} is shown"
        share, weighted = self.plain(row["Answer"]), self.best(row["Answer"])
        if abs(int(row["% of those who replied"]) - share) > ROUNDED and 1 <= share <= 99:
            yield f"the percent is {share:.2f}"
        printed = row.get("% adjusted", NONE)
        if printed == NONE:
            if self.weights[self.words.index].sum():
                yield "the weights are not used"
        elif abs(int(printed) - weighted) > ROUNDED:
            yield f"the adjusted percent is {weighted:.2f}"
