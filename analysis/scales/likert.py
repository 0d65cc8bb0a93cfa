"""Ordinal summaries as stacked bars: where each answer begins, and its colour.

A scale whose ends are for and against something parts in the middle, in two colours; any other is an amount, from
the left in shades of one colour.
"""

from analysis.disclosure.withheld import Shown, is_shown
from analysis.drawing.marks import Key, Segment, Stack, Stacks
from analysis.drawing.palette import APART, NEUTRAL, WHITE, blend, first_side, second_side, steps
from analysis.scales.summary import Figures, Row, Summary, labels_of


def stacks(summary: Summary) -> Stacks:
    """A bar for each row, of its adjusted shares where it has them, in the order of the questionnaire.

    Answers run from left to right; the middle of a scale with two sides lies over 0. A withheld answer leaves no
    gap.
    """
    keys = tuple(map(Key, labels_of(summary), _fills(summary), _hatchings(summary)))
    return Stacks(keys, tuple(_stack(row.label, _shares(row), keys, summary) for row in summary.rows))


def _shares(row: Row) -> Figures:
    return tuple(row.best(place) for place in range(len(row.percents)))


def _fills(summary: Summary) -> tuple[str, ...]:
    half, odd = divmod(summary.places, 2)
    apart = len(summary.columns) - summary.places
    greys = tuple(blend(APART, WHITE, step / (apart + 1)) for step in range(apart))
    if not summary.sided:
        return (*steps(summary.places), *greys)
    return (*first_side(half), *(NEUTRAL,) * odd, *second_side(half), *greys)


def _hatchings(summary: Summary) -> tuple[bool, ...]:
    """Hatch the second side, so that the two sides differ by more than colour."""
    half = summary.places // 2
    first = summary.places - half
    return tuple(summary.sided and first <= place < summary.places for place in range(len(summary.columns)))


def _stack(label: str, shares: Figures, keys: tuple[Key, ...], summary: Summary) -> Stack:
    places, half, odd = summary.places, summary.places // 2, summary.places % 2
    widths = [share if is_shown(share) else 0 for share in shares]
    start = -sum(widths[:half]) - (widths[half] / 2 if odd else 0)
    return Stack(
        label,
        _run(keys[:places], shares[:places], start if summary.sided else 0),
        _run(keys[places:], shares[places:], 0),
        withheld=not all(map(is_shown, shares)),
    )


def _run(keys: tuple[Key, ...], shares: tuple[Shown[int], ...], start: float) -> tuple[Segment, ...]:
    """Segments one after the other, without those that are withheld."""
    segments = []
    for key, share in zip(keys, shares, strict=True):
        if is_shown(share):
            segments.append(Segment(key, start, share))
            start += share
    return tuple(segments)
