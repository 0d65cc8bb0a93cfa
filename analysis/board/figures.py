"""Support in a group: three shares that always stand together, weighted beside unweighted."""

from collections.abc import Iterator

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.board.support import HIDDEN, Share, SupportFigures
from analysis.board.weighing import Weighing
from analysis.disclosure.rules import RULES, Rules
from analysis.support.estimates import Estimates, estimate
from analysis.vocabulary import STATES


def support_figures(
    weighing: Weighing, states: FloatArray, domains: BoolArray, rules: Rules = RULES
) -> list[SupportFigures]:
    """Figures of D groups. `states` (C, 3) are replies by state in STATES, `domains` (D, C) their cells.

    A group under the base, or with a state so small that it would tell of a few people, shows nothing.
    """
    counts = domains.astype(np.float64) @ states
    visible = np.flatnonzero((counts.sum(axis=1) >= rules.base) & (counts.min(axis=1) >= rules.minimum))
    found = None if weighing.weights is None else estimate(weighing.weights, states, domains[visible])
    figures = [HIDDEN] * len(counts)
    for place, shown in zip(visible, _figures(counts[visible], found, rules), strict=True):
        figures[place] = shown
    return figures


def _figures(counts: FloatArray, found: Estimates | None, rules: Rules) -> Iterator[SupportFigures]:
    """Weighted shares move with the rounding of the counts, so that beside them they do not tell the counts."""
    shown = round_to(counts, rules.rounding)
    plain = shown / shown.sum(axis=1, keepdims=True)
    columns, worth = [shown, _percents(plain)], [None] * len(shown)
    if found is not None:
        moved = plain - counts / counts.sum(axis=1, keepdims=True)
        columns += [_percents(part[1:] + moved) for part in (found.p, found.low, found.high)]
        worth = round_to(found.n_eff[1:, 0], rules.rounding).astype(int).tolist()
    for rows, size in zip(np.stack(columns, axis=-1).astype(int).tolist(), worth, strict=True):
        shares = tuple(Share(state, *row) for state, row in zip(STATES, rows, strict=True))
        yield SupportFigures(sum(row[0] for row in rows), size, shares)


def round_to(values: FloatArray, step: int) -> FloatArray:
    """The nearest multiples of `step`, halves up."""
    rounded: FloatArray = np.floor(values / step + 0.5) * step
    return rounded


def _percents(shares: FloatArray) -> FloatArray:
    """Whole percents."""
    return np.clip(np.floor(100 * shares + 0.5), 0.0, 100.0)
