"""Which counts of one group must be hidden: the case that needs no search."""

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.disclosure.rules import RULES, Rules


def protect_line(counts: FloatArray, rules: Rules = RULES) -> BoolArray:
    """Hide values of one group (C,) so that nothing small is left to see or to work out from their sum.

    Counts below `rules.minimum`, 0 among them, are hidden; then the smallest shown ones, one by one, until the
    hidden counts add up to at least the minimum. So a small count may, for all that a reader can work out,
    still be 0 and still be the minimum, even if all is shown exactly, and nobody's 100 % is shown. Nothing is
    shown when the sum is below the minimum. Returns a mask (C,), True where a count is hidden.
    """
    hidden = counts < rules.minimum
    while hidden.any() and not hidden.all() and counts[hidden].sum() < rules.minimum:
        hidden[np.where(hidden, np.inf, counts).argmin()] = True
    return hidden
