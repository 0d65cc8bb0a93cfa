"""Summaries as they may be shown: small figures withheld, the others rounded, percents from what is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.disclosure.line import protect_line
from analysis.disclosure.rules import RULES, Rules, rounded
from analysis.disclosure.withheld import WITHHELD, Shown, Withheld, is_shown
from analysis.scales import SCALES
from analysis.scales.summary import Row, Summary, Together, share

Number = TypeVar("Number", int, float)

Sums = Mapping[str, Sequence[Together]]
"""By variable, sums of its columns that are published beside a summary."""


def guard(summary: Summary, rules: Rules = RULES, sums: Sums | None = None) -> Summary:
    """A summary whose rows are about the same people, such as the rows of a grid, as it may be shown.

    Each row goes through protect_line, together with the sums of its columns that are published beside it;
    where there are such sums, they cover all columns, and percents are of what they add up to.
    Raises ValueError when a figure has been withheld before.
    """
    return replace(summary, rows=tuple(_guarded(summary, row, rules, sums or {}) for row in summary.rows))


def _guarded(summary: Summary, row: Row, rules: Rules, sums: Sums) -> Row:
    together = tuple(sums.get(row.variable, ()))
    hidden = protect_line(counts_of(row), rules, [each.places for each in together])
    return _published(summary, replace(row, together=together), hidden, rules)


def counts_of(row: Row) -> FloatArray:
    known = [count for count in row.counts if is_shown(count)]
    if len(known) < len(row.counts):
        raise ValueError(f"{row.label}: figures have been withheld before")
    return np.array(known, dtype=np.float64)


def _published(summary: Summary, row: Row, hidden: BoolArray, rules: Rules) -> Row:
    """The row with rounded counts and, where the base allows, percents and a centre computed from them."""
    exact = counts_of(row)
    shown = rounded(exact, rules)
    base = float(sum(each.count for each in row.together) or rounded(exact.sum(), rules))
    told = not hidden.all() and exact.sum() >= rules.base
    return replace(
        row,
        counts=_unless(hidden, [int(count) for count in shown]),
        percents=_unless(hidden | (not told), [_between(share(float(count), base)) for count in shown]),
        adjusted=_unless(hidden | (not told), [_between(percent) for percent in row.adjusted]),
        base=int(base) if exact.sum() >= rules.minimum or not exact.any() else WITHHELD,
        centre=_centre(summary, shown, hidden, rules) if told and row.centre is not None else _none(row),
    )


def _none(row: Row) -> Withheld | None:
    """That nobody could be counted is no secret, what a few people said is."""
    return None if row.centre is None else WITHHELD


def _unless(hidden: BoolArray, figures: Sequence[Shown[Number]]) -> tuple[Shown[Number], ...]:
    return tuple(WITHHELD if gone else figure for figure, gone in zip(figures, hidden, strict=False))


def _between(percent: Shown[Number]) -> Shown[Number]:
    """No share is shown as nobody or everybody."""
    return min(max(percent, 1), 99) if is_shown(percent) else WITHHELD


def _centre(summary: Summary, shown: FloatArray, hidden: BoolArray, rules: Rules) -> Shown[str] | None:
    """The centre of the counts as shown, as far as they tell it, so that it tells nothing that they do not."""
    on_scale = slice(summary.places)
    if hidden[on_scale].any():
        return WITHHELD
    labels = [column.label for column in summary.columns[on_scale]]
    return SCALES[summary.scale].centre(shown[on_scale], labels, (rules.rounding - 1) / 2)
