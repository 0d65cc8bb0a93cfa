"""Support in a group: three shares that always stand together, weighted beside unweighted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.board.weighing import Weighing
from analysis.disclosure.rules import RULES, Rules
from analysis.support.estimates import estimate
from analysis.vocabulary import STATES


@dataclass(frozen=True, slots=True)
class Share:
    """One state: replies to the nearest 5, whole percents of them, and weighted ones with their likely range."""

    state: str
    count: int | None
    unweighted: int | None
    weighted: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class SupportFigures:
    """What may be shown of a group; None where there are too few replies.

    `n` are replies to the item, to the nearest 5; `worth` how many random replies they are worth.
    """

    n: int | None
    worth: int | None
    shares: tuple[Share, ...]

    def to_document(self) -> dict[str, Any]:
        shares = [{name: getattr(share, name) for name in Share.__slots__} for share in self.shares]
        return {"n": self.n, "worth": self.worth, "shares": shares}


HIDDEN = SupportFigures(None, None, tuple(Share(state, None, None) for state in STATES))


def support_figures(
    weighing: Weighing, states: FloatArray, domains: BoolArray, rules: Rules = RULES
) -> list[SupportFigures]:
    """Figures of D groups. `states` (C, 3) are replies by state in STATES, `domains` (D, C) their cells."""
    counts = domains.astype(np.float64) @ states
    if weighing.weights is None:
        return [_figures(row, None, rules) for row in counts]
    found = estimate(weighing.weights, states, domains)
    weighted = np.stack([found.p, found.low, found.high], axis=-1)[1:]
    worth = found.n_eff[1:, 0]
    return [
        _figures(row, (shares, size), rules)
        for row, shares, size in zip(counts, weighted, worth, strict=True)
    ]


def _figures(counts: FloatArray, weighted: tuple[FloatArray, float] | None, rules: Rules) -> SupportFigures:
    """A group under the base, or with a state so small that it would tell of a few people, shows nothing.

    Weighted shares move with the rounding of the counts, so that beside them they do not tell the counts.
    """
    n = counts.sum()
    if n < rules.base or not shareable(counts, rules):
        return HIDDEN
    shown = round_to(counts, rules.rounding)
    plain = [(int(count), _percent(count / shown.sum())) for count in shown]
    if weighted is None:
        shares = tuple(Share(state, *each) for state, each in zip(STATES, plain, strict=True))
        return SupportFigures(int(shown.sum()), None, shares)
    found, worth = weighted
    moved = found + (shown / shown.sum() - counts / n)[:, None]
    shares = tuple(
        Share(state, *each, *map(_percent, row))
        for state, each, row in zip(STATES, plain, moved, strict=True)
    )
    return SupportFigures(int(shown.sum()), int(round_to(np.array([worth]), rules.rounding)[0]), shares)


def shareable(counts: Sequence[float] | FloatArray, rules: Rules) -> bool:
    """Whether every state is large enough to be shown: no 0 %, no 100 %, nobody singled out."""
    return bool(np.min(counts) >= rules.minimum)


def round_to(values: FloatArray, step: int) -> FloatArray:
    """The nearest multiples of `step`, halves up."""
    rounded: FloatArray = np.floor(values / step + 0.5) * step
    return rounded


def _percent(share: float) -> int:
    return int(np.clip(np.floor(100 * share + 0.5), 0, 100))
