"""Small chances as natural frequencies: "about 3 in 1,000,000 faces"."""

from math import floor

SMALLEST, LARGEST = 100, 10**9


def denominator(share: float) -> int:
    """The least power of ten, from 100 on, of which a whole number says the share well.

    Well: rounding is off by at most a tenth of the share and of what is left of it, so that 17 in 100,000 is
    not told as 2 in 10,000, nor 997 in 1,000 as all.
    """
    of = SMALLEST
    while of < LARGEST and abs(floor(share * of + 0.5) - share * of) > min(share, 1 - share) * of / 10:
        of *= 10
    return of


def frequency(share: float, things: str, of: int | None = None) -> str:
    """A share in words; `of` is given where several are compared and must have one denominator."""
    if share <= 0:
        return f"none in {of or SMALLEST:,} {things}"
    chosen = of or denominator(share)
    number = floor(share * chosen + 0.5)
    if number == 0:
        return f"fewer than 1 in {chosen:,} {things}"
    return f"about {number:,} in {chosen:,} {things}"


def frequency_range(low: float, high: float, things: str, of: int | None = None) -> str:
    """A likely range in words, outwards to whole numbers: "between 1 and 6 in 1,000,000 faces"."""
    chosen = of or denominator(high)
    least, most = floor(low * chosen), -floor(-high * chosen)
    if least == 0:
        return f"at most {most:,} in {chosen:,} {things}"
    return f"between {least:,} and {most:,} in {chosen:,} {things}"
