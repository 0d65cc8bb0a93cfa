"""Natural frequencies say a share well, and ranges never narrower than it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evidence.frequencies import LARGEST, denominator, frequency, frequency_range

shares = st.floats(1e-7, 1)


def numbers(words: str) -> list[int]:
    return [int(found.replace(",", "")) for found in re.findall(r"[\d,]*\d", words)]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (10 / 3_147_436, "about 3 in 1,000,000 faces"),
        (0.00017, "about 17 in 100,000 faces"),
        (0.11, "about 11 in 100 faces"),
        (0.997, "about 997 in 1,000 faces"),
        (1.0, "about 100 in 100 faces"),
        (0.0, "none in 100 faces"),
        (1e-12, "fewer than 1 in 1,000,000,000 faces"),
    ],
)
def test_a_share_in_words(share: float, words: str) -> None:
    assert frequency(share, "faces") == words


@given(shares)
def test_a_frequency_is_off_by_a_tenth_at_most(share: float) -> None:
    number, of = numbers(frequency(share, "faces"))
    assert of == denominator(share) <= LARGEST
    assert number / of == pytest.approx(share, rel=0.1001)
    assert (number == of) == (share > 1 - 1e-9)


@given(shares, shares)
def test_a_range_reaches_outwards(one: float, other: float) -> None:
    low, high = sorted((one, other))
    *least, most, of = numbers(frequency_range(low, high, "faces"))
    assert (least[0] if least else 0) <= low * of * (1 + 1e-9)
    assert most >= high * of * (1 - 1e-9)


def test_ranges_in_words() -> None:
    assert frequency_range(0.000002, 0.0000058, "faces", 10**6) == "between 2 and 6 in 1,000,000 faces"
    assert frequency_range(0.0, 0.0036, "faces", 1000) == "at most 4 in 1,000 faces"
