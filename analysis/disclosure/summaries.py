"""Summaries as they may be shown: small figures withheld, the others rounded, percents from what is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.disclosure.line import protect_line
from analysis.disclosure.rules import RULES, Rules, rounded
from analysis.disclosure.suppression import protect
from analysis.scales import SCALES
from analysis.scales.summary import Figures, Row, Summary, Together, share

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


def guard_groups(summary: Summary, rules: Rules = RULES) -> Summary:
    """A summary whose rows are groups without a person in common, the last row everybody, as it may be shown.

    All rows go through protect together. Those of everybody who are in no group above (their group is left
    out, or shows an earlier edition) are one more group, which is hidden. Raises ValueError when there is no
    group or a figure has been withheld before.
    """
    counts = np.array([counts_of(row) for row in summary.rows])
    if len(counts) < 2:
        raise ValueError("groups need a row each, and a last row for everybody")
    rest = np.maximum(counts[-1] - counts[:-1].sum(axis=0), 0)
    table = np.vstack([counts[:-1], rest])
    kept = np.zeros(table.shape, dtype=np.bool_)
    kept[-1] = True
    hidden = protect(table, rules, kept)
    masks = np.vstack([hidden.cells[:-1], hidden.values])
    gone = [*hidden.groups[:-1], hidden.total]
    rows = [_published(summary, row, mask, rules) for row, mask in zip(summary.rows, masks, strict=True)]
    return replace(
        summary, rows=tuple(_without(row) if out else row for row, out in zip(rows, gone, strict=True))
    )


def _without(row: Row) -> Row:
    """A row that shows nothing."""
    nothing = (None,) * len(row.counts)
    return replace(
        row, counts=nothing, percents=nothing, adjusted=nothing[: len(row.adjusted)], base=None, centre=None
    )


def counts_of(row: Row) -> FloatArray:
    known = [count for count in row.counts if count is not None]
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
        base=int(base) if exact.sum() >= rules.minimum or not exact.any() else None,
        centre=_centre(summary, shown, hidden) if told else None,
    )


def _unless(hidden: BoolArray, figures: list[int] | list[int | None]) -> Figures:
    return tuple(None if gone else figure for figure, gone in zip(figures, hidden, strict=False))


def _between(percent: int | None) -> int | None:
    """No share is shown as nobody or everybody."""
    return None if percent is None else min(max(percent, 1), 99)


def _centre(summary: Summary, shown: FloatArray, hidden: BoolArray) -> float | None:
    """The centre of the counts as shown, so that it tells nothing that they do not."""
    on_scale = slice(summary.places)
    if hidden[on_scale].any():
        return None
    return SCALES[summary.scale].centre(shown[on_scale], summary.edges)
