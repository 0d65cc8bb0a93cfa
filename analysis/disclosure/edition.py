"""An edition: what one publication of a live table rested on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.arrays import BoolArray, FloatArray

KEPT = 100


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """Exact counts at the time of a publication, for the next decision only, never to be shown.

    `table` (A + 1, B + 1, …, V): persons by group and by value, V values that cover everybody; the last place
    of an axis of groups is the sum over it, so table[-1, -1, …] is everybody. `fresh` (A + 1, B + 1, …): which
    groups showed these counts. The other groups went on showing an earlier edition, or nothing.
    """

    table: FloatArray
    fresh: BoolArray


def standing(editions: Sequence[Edition], shape: tuple[int, ...]) -> FloatArray:
    """The counts that groups show now, those of their last fresh edition; 0 where nothing was shown yet.

    `shape` is that of the table with its sums, (A + 1, B + 1, …, V).
    """
    shown = np.zeros(shape)
    for edition in editions:
        shown = np.where(edition.fresh[..., None], edition.table, shown)
    return shown


def trim(editions: Sequence[Edition], keep: int = KEPT) -> list[Edition]:
    """The last editions, those before them merged into one that shows what stood at its time.

    Bounds the cost of the next decision. What is no longer compared: parts held back in the merged editions.
    """
    if len(editions) <= keep:
        return list(editions)
    merged, kept = editions[:-keep], editions[-keep:]
    stood = standing(merged, merged[0].table.shape)
    return [Edition(stood, np.ones_like(merged[0].fresh)), *kept]


def newest(editions: Sequence[Edition], place: tuple[int, ...]) -> int | None:
    """The position of the last edition in which the group at a place was fresh, None if it never was.

    A place has one index for each axis, -1 for all of an axis: (district, -1, sex).
    """
    return next((at for at in range(len(editions) - 1, -1, -1) if editions[at].fresh[place]), None)


def to_document(edition: Edition) -> dict[str, Any]:
    return {"table": edition.table.astype(int).tolist(), "fresh": edition.fresh.tolist()}


def from_document(document: Mapping[str, Any]) -> Edition:
    table = np.array(document["table"], dtype=np.float64)
    return Edition(table, np.array(document["fresh"], dtype=np.bool_))
