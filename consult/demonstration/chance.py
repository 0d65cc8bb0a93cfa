"""Chance: picking one thing out of several by their weights."""

from collections.abc import Mapping
from itertools import accumulate
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def pick(weights: Mapping[T, float], rng: np.random.Generator) -> T:
    """Give one of the keys, each as likely as its weight says."""
    point = rng.random() * sum(weights.values())
    sums = zip(weights, accumulate(weights.values()), strict=True)
    return next((key for key, reached in sums if point < reached), next(reversed(weights)))
