"""Raking on cells: weights that make the replies match the population on every margin, or a refusal."""

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.arrays import FloatArray
from analysis.cells import CellTable
from analysis.population import Margin
from analysis.support.weighting import refusals
from analysis.support.weighting.feasibility import can_be_met, smallest_cap
from analysis.support.weighting.newton import leap
from analysis.support.weighting.refusals import RakingRefused
from analysis.support.weighting.weights import TOLERANCE, Placed, Sums, Weights, worst_miss

SWEEPS = 2000
LEAPS = (5, 25)
"""After so many sweeps Newton's method is tried."""
CERTAIN = 1e4
"""Under a cap up to here the solver tells for sure that the margins can be met."""
PATIENCE = 50
"""Raking stops when so many sweeps have not brought the margins nearer by a twentieth."""


def rake(
    table: CellTable, margins: Mapping[str, Margin], base: Sums | None = None, cap: float | None = None
) -> Weights:
    """Weights w_c = b_c f_c by cell whose sums meet every margin: sum of w_c over a category = its total.

    A weight depends only on the cell, so the cost depends on the number of cells C and never on the number of
    replies (see `balance` for the ways they are found). `margins` are keyed by the name of a dimension of
    `table`. `base` (C,) gives unequal base weights; `cap` the largest weight of a reply, in multiples of the
    mean weight. With a cap, w = min(b exp(x'l), cap): the margins are met and the cap holds, nearest to the
    base weights in relative entropy. Weights are in persons.

    Raises RakingRefused when nobody replied ("nobody"), margins have different totals ("totals"), a category
    with population has no replies, or none with a base weight ("empty"), replies are in a category without
    population ("stranger"), no weights can meet the margins ("infeasible") or not under the cap ("cap"), or they
    were not met after SWEEPS sweeps ("slow"). Raises ValueError for a cap when base weights differ within a cell.
    Source: Deming and Stephan 1940, Ann. Math. Stat. 11:427; with a cap: Deville and Saerndal 1992,
    JASA 87:376, case of the truncated exponential.
    """
    size = Sums.equal(table.n) if base is None else base
    placed = place(table, margins)
    _check_base(placed, size)
    limit = None if cap is None else _limit(size, placed[0].margin.total, cap)
    factor, rounds = balance(placed, size.base, np.ones(len(size.base)), limit)
    margin, category, miss = worst_miss(placed, factor * size.base)
    if miss > 2 * TOLERANCE:
        raise _explain(placed, size, cap, (margin, category, miss))
    return Weights(size, factor, placed, rounds, limit)


def _check_base(placed: Sequence[Placed], size: Sums) -> None:
    """A group whose replies all have a base weight of 0 has replies, but nobody speaks for it."""
    for each in placed if not size.plain else ():
        weightless = (each.sums(size.base) <= 0) & (each.totals > 0)
        if weightless.any():
            raise refusals.weightless(each.margin, each.margin.categories[int(weightless.argmax())])


def poststratify(table: CellTable, joint: Margin, names: Sequence[str], base: Sums | None = None) -> Weights:
    """Weights by one joint margin: w = b N_h / (sum of b in stratum h), strata h joint in the dimensions.

    The name and the categories of `joint` are those of `table.combine(*names)`. Raises as `rake` does.
    Source: Holt and Smith 1979, JRSS A 142:33; it is raking with one margin.
    """
    return rake(table.combine(*names), {joint.name: joint}, base)


def unweighted(table: CellTable) -> Weights:
    """Every reply counts 1: what stands beside each weighted figure. RakingRefused when nobody replied."""
    if table.total <= 0:
        raise refusals.nobody()
    everyone = Margin("everyone", ("everyone",), (table.total,))
    alike = Placed(everyone, np.zeros(len(table.n), dtype=np.intp))
    return Weights(Sums.equal(table.n), np.ones(len(table.n)), (alike,), rounds=0)


def place(table: CellTable, margins: Mapping[str, Margin]) -> tuple[Placed, ...]:
    """Margins as codes of the cells, after every check that needs no raking.

    Raises RakingRefused as `rake` does, and ValueError when there is no margin.
    """
    if not margins:
        raise ValueError("raking needs at least one margin")
    if table.total <= 0:
        raise refusals.nobody()
    placed = tuple(_place(table, name, margin) for name, margin in margins.items())
    first = placed[0].margin
    for each in placed:
        if abs(each.margin.total - first.total) > 1e-9 * first.total:
            raise refusals.unequal_totals(first, each.margin)
    return placed


def balance(
    placed: Sequence[Placed], base: FloatArray, start: FloatArray, limit: FloatArray | None = None
) -> tuple[FloatArray, int]:
    """Factors (C,) from `start` (C,), and the number of rounds: sweeps and steps of Newton's method.

    Sweeps are iterative proportional fitting: the factors of a category are multiplied by total / weighted
    sum, where with a limit (C,) the sum uses min(factor, limit). They stop when one has found every margin
    met, or when they get no nearer. Where a few sweeps are not enough Newton's method goes on from them (see
    `leap`); if it does not arrive, its steps are forgotten and the sweeps decide.
    """
    factor, misses = start.copy(), [np.inf]
    with np.errstate(over="ignore"):
        while misses[-1] > TOLERANCE and len(misses) <= SWEEPS and not _stalled(misses):
            sweeps = len(misses) - 1
            if sweeps in LEAPS and (found := leap(placed, base, factor, limit)):
                return found[0], sweeps + found[1]
            misses.append(_sweep(placed, base, factor, limit))
    return factor if limit is None else np.minimum(factor, limit), len(misses) - 1


def _sweep(placed: Sequence[Placed], base: FloatArray, factor: FloatArray, limit: FloatArray | None) -> float:
    """Bring each margin in turn to its totals by changing `factor` in place; the largest miss on the way."""
    miss = 0.0
    for each in placed:
        total = each.totals
        reached = each.sums(base * (factor if limit is None else np.minimum(factor, limit)))
        miss = max(miss, float(np.abs(reached - total).max()) / each.margin.total)
        factor *= np.divide(total, reached, out=np.ones_like(total), where=reached > 0)[each.codes]
    return miss


def _place(table: CellTable, name: str, margin: Margin) -> Placed:
    axis = table.axis(name)
    categories = table.dimensions[axis].categories
    known = {category: code for code, category in enumerate(margin.categories) if margin.totals[code] > 0}
    replies = dict(zip(categories, table.margin(name), strict=True))
    for category, n in replies.items():
        if n > 0 and category not in known:
            raise refusals.stranger(margin, category, n / table.total)
    there = [category for category in known if replies.get(category, 0) > 0]
    for category in known:
        if category not in there:
            raise refusals.empty_category(margin, category, there)
    lookup = np.array([known.get(category, 0) for category in categories], dtype=np.intp)
    return Placed(margin, lookup[table.codes[:, axis]])


def _limit(size: Sums, population: float, cap: float) -> FloatArray:
    """The largest factor (C,) that keeps a reply at or under cap x mean weight."""
    if not size.even():
        raise ValueError("to hold a cap, replies of one cell must have one base weight: split the cells")
    weight = np.divide(size.base, size.n, out=np.ones_like(size.base), where=size.n > 0)
    mean = population / float(size.n.sum())
    return cap * mean / weight


def _stalled(misses: Sequence[float]) -> bool:
    return len(misses) > PATIENCE + 1 and misses[-1] > 0.95 * misses[-1 - PATIENCE]


def _explain(
    placed: Sequence[Placed], size: Sums, cap: float | None, worst: tuple[Margin, str, float]
) -> RakingRefused:
    smallest = np.inf if cap is None else smallest_cap(placed, size.n)
    if smallest > CERTAIN and not can_be_met(placed, size.n):
        return refusals.infeasible(*worst)
    if cap is not None and smallest > cap:
        return refusals.cap_too_low(*worst, (cap, smallest))
    return refusals.slow(*worst)
