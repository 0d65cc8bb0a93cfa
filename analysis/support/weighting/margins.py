"""Explicit steps that prepare margins for raking: one total, a place for "unknown", no empty categories."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from analysis.arrays import FloatArray
from analysis.cells import CellTable
from analysis.population import Margin
from analysis.support.weighting import refusals


@dataclass(frozen=True, slots=True)
class Covered:
    """Margins without the categories that nobody replied from.

    `coverage` is the share of the population that each margin still covers, `dropped` what was left out.
    """

    margins: dict[str, Margin]
    coverage: dict[str, float]
    dropped: dict[str, tuple[str, ...]]


def rescale(margins: Mapping[str, Margin], total: float | None = None) -> dict[str, Margin]:
    """Bring all margins to one total (that of the first unless given); their shares stay as they are.

    Needed because census tables differ by some persons, or count different ages. T_k' = T_k x total / sum T.
    """
    common = next(iter(margins.values())).total if total is None else total
    return {name: _scale(margin, common) for name, margin in margins.items()}


def sample_shares(
    table: CellTable, dimension: str, categories: Collection[str], base: FloatArray | None = None
) -> dict[str, float]:
    """Shares of the replies in some categories of a dimension, by base weights (C,) if there are any."""
    amounts = table.n if base is None else base
    total = float(amounts.sum())
    if total <= 0:
        raise refusals.nobody()
    return {
        category: float(amounts[table.mask(**{dimension: [category]})].sum()) / total
        for category in categories
    }


def with_unknown(margin: Margin, shares: Mapping[str, float]) -> Margin:
    """Give categories such as "unknown" their own share of the sample as their target.

    `shares` are base-weighted sample shares by category (see `sample_shares`). With s their sum, category k
    of the population keeps T_k (1 - s), so the known categories share the rest in proportion to the
    population and the total stays. Categories without replies are not added.
    Raises RakingRefused ("unknown") when nobody is in a known category.
    """
    added = {category: share for category, share in shares.items() if share > 0}
    known = 1 - sum(added.values())
    if known <= 1e-12:
        raise refusals.all_unknown(margin)
    return replace(
        margin,
        categories=(*margin.categories, *added),
        totals=(
            *(total * known for total in margin.totals),
            *(margin.total * share for share in added.values()),
        ),
        labels=(*(margin.label(category) for category in margin.categories), *added),
    )


def drop_empty(table: CellTable, margins: Mapping[str, Margin]) -> Covered:
    """Leave out categories that nobody replied from, and rescale to what the first margin still covers.

    The result speaks for the covered part of the population only: a finding must not be drawn from it
    without saying so. Raises RakingRefused ("nobody") when a margin keeps no category.
    """
    kept = {name: _kept(table, margin) for name, margin in margins.items()}
    return Covered(
        margins=rescale(kept),
        coverage={name: kept[name].total / margin.total for name, margin in margins.items()},
        dropped={
            name: tuple(each for each in margin.categories if each not in kept[name].categories)
            for name, margin in margins.items()
        },
    )


def _kept(table: CellTable, margin: Margin) -> Margin:
    categories = table.dimensions[table.axis(margin.name)].categories
    replies = dict(zip(categories, table.margin(margin.name), strict=True))
    kept = [k for k, category in enumerate(margin.categories) if replies.get(category, 0) > 0]
    if not sum(margin.totals[k] for k in kept) > 0:
        raise refusals.nobody()
    return replace(
        margin,
        categories=tuple(margin.categories[k] for k in kept),
        totals=tuple(margin.totals[k] for k in kept),
        labels=tuple(margin.label(margin.categories[k]) for k in kept),
    )


def _scale(margin: Margin, total: float) -> Margin:
    return replace(margin, totals=tuple(each * total / margin.total for each in margin.totals))
