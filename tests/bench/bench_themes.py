"""Cost of finding themes and campaigns in 100,000 synthetic texts: python -m tests.bench.bench_themes."""

import resource
import sys
from time import process_time

import numpy as np

from analysis.themes import ENGINES
from analysis.themes.campaigns import find_campaigns
from analysis.themes.discovery import Request, Text

SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in ("a", "e", "i", "o", "u")]
WORDS, SUBJECTS, COMMON = 30_000, 40, 200


def synthetic(number: int, seed: int = 1) -> list[Text]:
    """Texts of 5 to 40 made-up words: common ones, those of a subject, and rare ones (Zipf); a tenth campaigns."""
    random = np.random.default_rng(seed)
    words = np.array(["".join(random.choice(SYLLABLES, 3)) + str(place % 7) for place in range(WORDS)])
    words = np.array([word.translate(str.maketrans("0123456", "aeioune")) for word in words])
    letters = [" ".join(random.choice(words, 60)) for _ in range(20)]
    texts = []
    for place in range(number):
        length = int(random.integers(5, 40))
        rare = words[np.minimum(random.zipf(1.3, length) + COMMON, WORDS - 1)]
        start = COMMON + 500 * int(random.integers(SUBJECTS))
        subject = words[start + random.integers(60, size=length)]
        text = " ".join(np.where(random.random(length) < 0.4, subject, rare))
        texts.append((place, f"{random.choice(letters)} {text}" if random.random() < 0.1 else text))
    return texts


def measure(number: int) -> None:
    texts = synthetic(number)
    before = _peak()
    for name, work in (
        ("themes", lambda: ENGINES["tfidf_nmf"](texts, Request())),
        ("campaigns", lambda: find_campaigns(texts)),
    ):
        start = process_time()
        work()
        print(
            f"{name:>10}: {process_time() - start:6.1f} CPU s, peak {_peak():5.0f} MB (texts alone {before:.0f} MB)"
        )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
