"""Chance: picking out of several things."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def pick(weights: Mapping[T, float], rng: np.random.Generator) -> T:
    """Give one of the keys, each as likely as its weight says."""
    sums = [*accumulate(weights.values())]
    return list(weights)[bisect_right(sums, rng.random() * sums[-1], hi=len(sums) - 1)]


def pick_one(things: Sequence[T], rng: np.random.Generator) -> T:
    """Give one of the things, each as likely as any other."""
    return things[int(rng.integers(len(things)))]


def pick_several(things: Sequence[T], count: int, rng: np.random.Generator) -> list[T]:
    """Give so many of the things, none twice, in any order."""
    return [things[index] for index in rng.choice(len(things), count, replace=False)]
