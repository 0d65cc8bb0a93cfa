"""An icon array shows as many icons of each kind as it says, all inside the picture and none twice."""

from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.drawing.svg import WIDTH
from analysis.evidence.icons import COLUMNS, Marked, draw_icons, icons_for

SVG = "{http://www.w3.org/2000/svg}"
SENTENCE = "3 of 1,000 <faces> & more"

counts = st.sampled_from([*COLUMNS]).flatmap(
    lambda total: st.tuples(
        st.just(total),
        st.lists(st.integers(0, total // 2), min_size=0, max_size=2),
    )
)


def areas(svg: str) -> list[Element]:
    """The rectangles of the array, without those of patterns and legend."""
    return [
        each for each in fromstring(svg).findall(f"{SVG}rect") if each.get("fill", "").startswith("url(#")
    ]


def places(area: Element, cell: float) -> set[tuple[int, int]]:
    x, y, width, height = (
        round(float(area.get(side, "")) / cell, 3) for side in ("x", "y", "width", "height")
    )
    assert all(side == int(side) for side in (x, y, width, height))
    return {(int(x) + i, int(y) + j) for i in range(int(width)) for j in range(int(height))}


@settings(deadline=None)  # a busy machine is no fault
@given(counts)
def test_each_kind_has_as_many_icons_as_it_says(drawn: tuple[int, list[int]]) -> None:
    total, sizes = drawn
    marked = [Marked(f"kind {at}", size) for at, size in enumerate(sizes)]
    svg = draw_icons(marked, total, "the rest", SENTENCE)
    cell, columns = WIDTH / COLUMNS[total], COLUMNS[total]
    found: dict[str, list[tuple[int, int]]] = {}
    for area in areas(svg):
        found.setdefault(area.get("fill", "")[-2], []).extend(places(area, cell))
    wanted = [*sizes, total - sum(sizes)]
    assert [len(found.get(str(at), [])) for at in range(len(wanted))] == wanted
    taken = [place for kind in found.values() for place in kind]
    assert len({*taken}) == len(taken) == total
    assert {*taken} == {(x, y) for x in range(columns) for y in range(total // columns)}


def test_the_legend_says_the_numbers_and_the_picture_its_sentence() -> None:
    svg = draw_icons([Marked("Wrong alerts", 3)], 1000, "Others", SENTENCE)
    root = fromstring(svg)
    assert [each.text for each in root.iter(f"{SVG}text")] == [
        "Wrong alerts: 3 of 1,000",
        "Others: 997 of 1,000",
    ]
    assert root.get("aria-label") == SENTENCE
    assert "style=" not in svg


def test_a_thousand_icons_where_that_shows_one() -> None:
    assert [icons_for(share) for share in (0.2, 0.0005, 0.00049, 0)] == [1000, 1000, 10_000, 10_000]


@pytest.mark.parametrize(
    ("marked", "total"),
    [([1], 100), ([1, 1, 1], 1000), ([600, 600], 1000), ([-1], 1000)],
)
def test_arrays_that_cannot_be_drawn_are_refused(marked: list[int], total: int) -> None:
    with pytest.raises(ValueError, match="icons"):
        draw_icons([Marked("a", count) for count in marked], total, "rest", SENTENCE)
