"""Colours that colour-blind readers can tell apart, and text that can be read on each of them."""

from collections.abc import Sequence

BLACK = "#000000"
WHITE = "#ffffff"
BAR = "#12436d"
PALE_BAR = "#7fb0dd"
NEUTRAL = "#b4b7ba"
APART = "#e3e4e6"

# Blue against orange: the pair that stays apart in every common form of colour blindness.
_BLUE = ("#12436d", "#a3c8ea")
_ORANGE = ("#8f3a00", "#f7b98a")
_HATCH_STRENGTH = 0.5


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), of an sRGB colour such as "#12436d" (WCAG 2.2)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio (L1 + 0.05) / (L2 + 0.05) of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(fill: str) -> str:
    """Black or white, whichever reads better on the fill."""
    return max(BLACK, WHITE, key=lambda colour: contrast(colour, fill))


def blend(one: str, other: str, amount: float) -> str:
    """The colour `amount` (0 to 1) of the way from one to the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(start + (end - start) * amount):02x}" for start, end in pairs)


def hatch_on(fill: str) -> str:
    """The tone of hatching: away from the text, so that text on hatching reads better, never worse."""
    return blend(fill, BLACK if text_on(fill) == WHITE else WHITE, _HATCH_STRENGTH)


def _shades(ends: Sequence[str], number: int) -> tuple[str, ...]:
    return tuple(blend(ends[0], ends[1], step / max(number - 1, 1)) for step in range(number))


def first_side(number: int) -> tuple[str, ...]:
    """Fills from the first end of an ordered scale towards its middle, strongest first."""
    return _shades(_BLUE, number)


def second_side(number: int) -> tuple[str, ...]:
    """Fills from the middle of an ordered scale to its other end, strongest last; drawn hatched."""
    return _shades(_ORANGE, number)[::-1]


def steps(number: int) -> tuple[str, ...]:
    """Fills of a map, pale for low values to dark for high ones."""
    return _shades(_BLUE, number)[::-1]
