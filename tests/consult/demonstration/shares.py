"""Shares of codes, to compare them with what was meant."""

from collections import Counter
from collections.abc import Iterable, Mapping


def shares(codes: Iterable[object]) -> dict[str, float]:
    """The share of each code among those that are one."""
    counts = Counter(str(code) for code in codes if code is not None)
    return {code: count / counts.total() for code, count in counts.items()}


def largest_gap(found: Mapping[str, float], meant: Mapping[str, float]) -> float:
    return max(abs(found.get(code, 0) - meant.get(code, 0)) for code in {*found, *meant})
