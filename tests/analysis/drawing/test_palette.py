from itertools import pairwise

import pytest

from analysis.drawing.palette import (
    APART,
    BAR,
    NEUTRAL,
    PALE_BAR,
    blend,
    contrast,
    first_side,
    hatch_on,
    luminance,
    second_side,
    steps,
    text_on,
)

READABLE = 4.5
HATCHED = [fill for number in (1, 2, 3, 4) for fill in second_side(number)] + [NEUTRAL]
PLAIN = [fill for number in (1, 2, 3, 4) for fill in (*first_side(number), *steps(number))]


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


@pytest.mark.parametrize("fill", [*PLAIN, *HATCHED, APART, BAR, PALE_BAR])
def test_text_on_every_fill_is_readable(fill: str) -> None:
    assert contrast(text_on(fill), fill) >= READABLE


@pytest.mark.parametrize("fill", HATCHED)
def test_text_is_readable_on_the_hatching_too(fill: str) -> None:
    assert contrast(text_on(fill), hatch_on(fill)) >= READABLE
    assert contrast(fill, hatch_on(fill)) > 1.2


def test_the_strongest_answers_are_the_darkest() -> None:
    assert [luminance(fill) for fill in first_side(3)] == sorted(luminance(fill) for fill in first_side(3))
    assert all(luminance(one) > luminance(other) for one, other in pairwise(second_side(3)))
    assert all(luminance(one) > luminance(other) for one, other in pairwise(steps(4)))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_two_sides_part_blue_from_orange(number: int) -> None:
    assert all(int(fill[5:], 16) > int(fill[1:3], 16) for fill in first_side(number))
    assert all(int(fill[5:], 16) < int(fill[1:3], 16) for fill in second_side(number))


def test_blending_goes_all_the_way() -> None:
    assert blend("#000000", "#ffffff", 0) == "#000000"
    assert blend("#000000", "#ffffff", 1) == "#ffffff"
