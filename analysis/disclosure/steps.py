"""How far a group must have moved before its counts may be shown again."""

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.disclosure.rules import Rules, slack


def may_step(old: FloatArray, new: FloatArray, rules: Rules) -> BoolArray:
    """Whether groups (…, V) that showed `old` may show `new`: enough replies, and no value given away."""
    enough = np.abs((new - old).sum(axis=-1)) >= rules.batch
    answer: BoolArray = enough & ~_value_given_away(old, new, rules).any(axis=-1)
    return answer


def told_apart(difference: FloatArray, rules: Rules) -> BoolArray:
    """Whether differences (…, V) of two sums concern some, but fewer than a batch of replies."""
    answer: BoolArray = difference.any(axis=-1) & (np.abs(difference.sum(axis=-1)) < rules.batch)
    return answer


def _value_given_away(old: FloatArray, new: FloatArray, rules: Rules) -> BoolArray:
    """Which values a reader can tell to have changed by a small number, and narrow it down.

    That a change lies somewhere from 1 to minimum - 1 is all that a withheld count says, too, and is allowed.
    """
    (old_low, old_high), (new_low, new_high) = known_range(old, rules), known_range(new, rules)
    least, most = new_low - old_high, new_high - old_low
    small = ((least > 0) & (most < rules.minimum)) | ((most < 0) & (least > -rules.minimum))
    answer: BoolArray = small & (most - least < rules.minimum - 2)
    return answer


def known_range(counts: FloatArray, rules: Rules) -> tuple[FloatArray, FloatArray]:
    """What a reader who knows the exact number of replies of a group can tell of its values (…, V).

    A shown count lies within its rounding, a hidden one between 0 and everybody; then each value is what the
    others leave of the whole n: low = max(low, n - sum of the others' high), high = min(high, n - … low).
    """
    low, high = slack(counts, rules)
    total, hidden = counts.sum(axis=-1, keepdims=True), counts < rules.minimum
    low, high = np.where(hidden, 0, counts + low), np.where(hidden, total, counts + high)
    rest_low = low.sum(axis=-1, keepdims=True) - low
    rest_high = high.sum(axis=-1, keepdims=True) - high
    return np.maximum(low, total - rest_high), np.minimum(high, total - rest_low)
