"""How replies are compared: shares of codes, and runs of words of texts."""

from collections import Counter
from collections.abc import Iterable, Mapping


def shares(codes: Iterable[object]) -> dict[str, float]:
    """The share of each code among those that are one."""
    counts = Counter(str(code) for code in codes if code is not None)
    return {code: count / counts.total() for code, count in counts.items()}


def largest_gap(found: Mapping[str, float], meant: Mapping[str, float]) -> float:
    return max(abs(found.get(code, 0) - meant.get(code, 0)) for code in {*found, *meant})


def words_running(text: str) -> set[tuple[str, ...]]:
    """Every three words that follow one another."""
    words = "".join(sign for sign in text.lower() if sign.isalnum() or sign.isspace()).split()
    return set(zip(words, words[1:], words[2:], strict=False))
