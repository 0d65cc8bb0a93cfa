import re
from xml.etree.ElementTree import Element, fromstring

import pytest

from analysis.disclosure.withheld import WITHHELD
from analysis.drawing.labels import ALL_HIDDEN, SOME_HIDDEN
from analysis.drawing.marks import Bar, Key, Segment, Stack, Stacks
from analysis.drawing.markup import FONT
from analysis.drawing.svg import WIDTH, draw_bars, draw_stacks

SVG = "{http://www.w3.org/2000/svg}"
FOR = Key("For", "#12436d")
AGAINST = Key("Against", "#8f3a00", hatched=True)
UNSURE = Key("Don’t know", "#e3e4e6")
SENTENCE = "Of those who replied: 60% for & 30% “against”."


def stacks(*rows: Stack) -> Stacks:
    return Stacks((FOR, AGAINST, UNSURE), rows)


FULL = Stack("Row", (Segment(FOR, -60, 60), Segment(AGAINST, 0, 30)), (Segment(UNSURE, 0, 10),))
PARTLY = Stack("Row", (Segment(FOR, -60, 60),), withheld=True)
HIDDEN = Stack("Row", (), withheld=True)


def words(svg: str) -> list[str]:
    return [node.text or "" for node in fromstring(svg).iter(f"{SVG}text")]


def drawn(svg: str, class_: str) -> list[Element]:
    return [node for node in fromstring(svg).iter() if node.get("class") == class_]


PICTURES = [
    draw_bars([Bar("A <b>", 60, "mean 1.2"), Bar("C", WITHHELD), Bar("D", 0, pale=True)], SENTENCE),
    draw_bars([], SENTENCE),
    draw_stacks(stacks(FULL, PARTLY, HIDDEN), SENTENCE),
]


@pytest.mark.parametrize("svg", PICTURES)
def test_a_picture_reads_out_as_its_sentence(svg: str) -> None:
    root = fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == SENTENCE
    assert root.get("viewBox", "").startswith(f"0 0 {WIDTH} ")


@pytest.mark.parametrize("svg", PICTURES)
def test_a_picture_needs_no_inline_style_and_nothing_from_outside(svg: str) -> None:
    assert not re.search(r"\sstyle=|<style|<script|href|url\((?!#)", svg)


@pytest.mark.parametrize("svg", PICTURES)
def test_text_is_at_least_twelve_pixels_at_six_hundred(svg: str) -> None:
    sizes = [float(node.get("font-size", 0)) for node in fromstring(svg).iter(f"{SVG}text")]
    assert all(size * 600 / WIDTH >= 12 for size in sizes)
    assert WIDTH * 10 / FONT <= 320


def test_bars_are_as_long_as_their_shares() -> None:
    svg = draw_bars([Bar("A", 60), Bar("B", 30)], SENTENCE)
    longer, shorter = (float(bar.get("width", 0)) for bar in drawn(svg, "chart__bar"))
    assert longer == pytest.approx(2 * shorter, abs=0.2)
    assert words(svg) == ["A", "60%", "B", "30%"]


def test_a_withheld_bar_says_so_instead() -> None:
    svg = draw_bars([Bar("A", WITHHELD)], SENTENCE)
    assert words(svg) == ["A", ALL_HIDDEN]
    assert not drawn(svg, "chart__bar")


def test_sides_meet_in_the_middle_and_share_a_measure() -> None:
    one, other, apart = drawn(draw_stacks(stacks(FULL), SENTENCE), "chart__segment")
    middle = float(one.get("x", 0)) + float(one.get("width", 0))
    assert float(other.get("x", 0)) == pytest.approx(middle, abs=0.2)
    assert float(one.get("width", 0)) == pytest.approx(6 * float(apart.get("width", 0)), abs=0.5)
    assert float(apart.get("x", 0)) > middle + float(other.get("width", 0))
    assert float(apart.get("x", 0)) + float(apart.get("width", 0)) <= WIDTH


def test_withheld_stacks_say_whether_all_or_some_is_withheld() -> None:
    assert SOME_HIDDEN in words(draw_stacks(stacks(PARTLY), SENTENCE))
    assert ALL_HIDDEN in words(draw_stacks(stacks(HIDDEN), SENTENCE))
    assert not {ALL_HIDDEN, SOME_HIDDEN} & set(words(draw_stacks(stacks(FULL), SENTENCE)))


def test_hatchings_of_two_pictures_have_different_names() -> None:
    one, other = (draw_stacks(stacks(row), SENTENCE) for row in (FULL, PARTLY))
    names = [re.findall(r'<pattern id="([^"]+)"', svg) for svg in (one, other)]
    assert names[0] != names[1]
    assert all(f"url(#{name})" in one for name in names[0])
