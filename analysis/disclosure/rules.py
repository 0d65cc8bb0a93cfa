"""The rules of disclosure control: how small a number may be shown, and how often it may change."""

from dataclasses import dataclass

import numpy as np

from analysis.arrays import FloatArray


@dataclass(frozen=True, slots=True)
class Rules:
    """`minimum`: the smallest count that is shown, and the least that a reader may be unsure by.

    `base`: the smallest number of replies that percents are given of. `rounding`: shown counts are multiples
    of it (1 shows them exactly, for an auditor). `batch`: how many replies must have been added or withdrawn
    before a figure changes again.
    """

    minimum: int = 10
    base: int = 30
    rounding: int = 5
    batch: int = 10


RULES = Rules()


def rounded(counts: FloatArray, rules: Rules) -> FloatArray:
    """Counts to the nearest multiple of the rounding base, halves up."""
    return np.floor(counts / rules.rounding + 0.5) * rules.rounding


def slack(counts: FloatArray, rules: Rules) -> tuple[FloatArray, FloatArray]:
    """How far (<= 0, >= 0) a shown count may lie from the truth for a reader who knows the rules."""
    reach = (rules.rounding - 1) / 2
    shown = rounded(counts, rules)
    low, high = np.maximum(shown - reach, rules.minimum) - counts, shown + reach - counts
    return np.minimum(low, 0), np.maximum(high, 0)
