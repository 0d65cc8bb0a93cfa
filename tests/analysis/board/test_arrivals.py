"""Replies over time, as they may be shown."""

from collections.abc import Sequence
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st

from analysis.board.arrivals import Arrivals, describe_arrivals, show_arrivals, tabulate_arrivals
from analysis.board.columns import arrivals_figure, draw_arrivals
from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.vocabulary import HIDDEN

FIRST = date(2026, 11, 1)
WAYS = ("open_link", "paper")
ROWS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=9)


def arrived(*counts: tuple[int, int]) -> Arrivals:
    """Replies by open link and on paper, day by day; what did not come is not counted."""
    days = [(FIRST + timedelta(days=at), row) for at, row in enumerate(counts)]
    return show_arrivals(
        [(day, way, n) for day, row in days for way, n in zip(WAYS, row, strict=True) if n], WAYS
    )


NOBODY = show_arrivals([], WAYS)
SOME = arrived((22, 13), (0, 0), (31, 12), (12, 3), (14, 1))


def numbers(found: Arrivals) -> list[Sequence[Shown[int]]]:
    return [(day.replies, *day.by_way) for day in found.days]


def test_numbers_are_rounded_and_small_ones_hidden_with_company() -> None:
    assert numbers(SOME) == [
        (35, 20, 15),
        (WITHHELD, WITHHELD, WITHHELD),
        (45, 30, 10),
        (WITHHELD, WITHHELD, WITHHELD),
        (15, WITHHELD, WITHHELD),
    ]
    assert SOME.total == 110


@given(rows=ROWS)
def test_what_is_hidden_adds_up_to_the_minimum(rows: list[tuple[int, int]]) -> None:
    found = arrived((50, 50), *rows, (50, 50))
    true = [(50, 50), *rows, (50, 50)]
    gone = [sum(row) for row, day in zip(true, found.days, strict=True) if day.replies is WITHHELD]
    assert not gone or sum(gone) >= 10
    for row, day in zip(true, found.days, strict=True):
        lost = [count for count, shown in zip(row, day.by_way, strict=True) if shown is WITHHELD]
        assert all(
            figure % 5 == 0 and figure >= 10 for figure in (day.replies, *day.by_way) if is_shown(figure)
        )
        assert day.replies is WITHHELD or not lost or sum(lost) >= 10


def test_the_table_has_a_line_for_each_day() -> None:
    table = tabulate_arrivals(SOME, ("Open link", "Paper"))
    assert table.headers == ("Day", "All replies", "Open link", "Paper")
    assert table.rows[0] == ("2026-11-01", "35", "20", "15")
    assert table.rows[1] == ("2026-11-02", HIDDEN, HIDDEN, HIDDEN)


def test_the_sentence_names_the_busiest_day() -> None:
    told = "About 110 replies from 1 November to 5 November; most came on 3 November (about 45)."
    assert describe_arrivals(SOME) == told
    assert describe_arrivals(arrived((12, 0))) == "About 10 replies on 1 November."
    assert describe_arrivals(arrived((4, 0))) == "Fewer than 10 replies on 1 November."
    assert describe_arrivals(arrived((7, 0), (6, 0))) == "About 15 replies from 1 November to 2 November."
    assert describe_arrivals(NOBODY) == "Nobody has replied yet."


def test_the_picture_is_sound_svg_with_a_column_a_day() -> None:
    drawn = ET.fromstring(draw_arrivals(SOME))
    assert [float(each.attrib["height"]) > 0 for each in drawn.findall(".//{*}rect")] == [
        True, False, True, False, True,
    ]  # fmt: skip
    assert drawn.attrib["aria-label"] == describe_arrivals(SOME)
    ET.fromstring(draw_arrivals(NOBODY))


def test_plotly_understands_the_figure() -> None:
    assert go.Figure(arrivals_figure(SOME)).data[0].y == (35, None, 45, None, 15)
