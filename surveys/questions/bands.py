"""Bands: the classes in which numbers are counted."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from surveys.variables import Value

Numeric = int | float
MOST_OF_ONE_STEP = 21
USUAL = 10


def plain(number: Numeric) -> str:
    """Write a number the way people read it, like 1,250 or 0.5."""
    return f"{Decimal(str(number)).normalize():,f}"


def exact(number: Numeric) -> Decimal:
    return Decimal(str(number))


def usual_bands(low: Numeric, high: Numeric, step: Numeric) -> tuple[Numeric, ...]:
    """Give one band for each possible number where they are few, else about ten of equal width."""
    steps = int((exact(high) - exact(low)) / exact(step))
    stride = 1 if steps < MOST_OF_ONE_STEP else -(-(steps + 1) // USUAL)
    return tuple(as_number(exact(low) + exact(step) * index) for index in range(0, steps + 1, stride))


def edges_of(bands: Sequence[Numeric], high: Numeric, step: Numeric) -> tuple[float, ...]:
    """Give edges half a step below each band, so that medians between bands are not shifted."""
    half = exact(step) / 2
    return (*(float(exact(band) - half) for band in bands), float(exact(high) + half))


def values_of_bands(
    bands: Sequence[Numeric], high: Numeric, step: Numeric, label: Callable[[str, str], str]
) -> tuple[Value, ...]:
    """Give the bands as values, labelled by their lowest and highest number."""
    lasts = [as_number(exact(following) - exact(step)) for following in bands[1:]] + [high]
    return tuple(
        Value(str(low), plain(low) if low == last else label(plain(low), plain(last)))
        for low, last in zip(bands, lasts, strict=True)
    )


def as_number(number: Decimal) -> Numeric:
    return int(number) if number == number.to_integral_value() else float(number)


def ascend(bands: Sequence[Numeric]) -> bool:
    return all(low < high for low, high in pairwise(bands))
