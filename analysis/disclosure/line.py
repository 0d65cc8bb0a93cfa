"""Which counts of one group must be hidden: the case that needs no search."""

from collections.abc import Sequence

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.disclosure.rules import RULES, Rules

Parts = Sequence[Sequence[int]]


def protect_line(counts: FloatArray, rules: Rules = RULES, parts: Parts = ()) -> BoolArray:
    """Hide values of one group (C,) so that nothing small is left to see or to work out from their sums.

    Counts below `rules.minimum`, 0 among them, are hidden; then the smallest shown ones, one by one, until the
    hidden counts add up to at least the minimum. So a small count may, for all that a reader can work out,
    still be 0 and still be the minimum, even if all is shown exactly, and nobody's 100 % is shown. Nothing is
    shown when the sum is below the minimum. `parts` are places whose sums are published, too, each at least the
    minimum and no place in two of them: the hidden counts of each part, and of the places in none, add up to the
    minimum among themselves. Returns a mask (C,), True where a count is hidden.
    """
    hidden = counts < rules.minimum
    known = {place for part in parts for place in part}
    for part in (*parts, [place for place in range(len(counts)) if place not in known]):
        places = np.array(part, dtype=np.intp)
        while 0 < hidden[places].sum() < len(places) and counts[places[hidden[places]]].sum() < rules.minimum:
            shown = places[~hidden[places]]
            hidden[shown[counts[shown].argmin()]] = True
    return hidden
