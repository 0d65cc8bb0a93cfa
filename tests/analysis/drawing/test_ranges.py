"""Ranges are drawn where their numbers say, beside the line that makes a majority."""

import re

from analysis.drawing.ranges import Ranged, draw_ranges

ROWS = [Ranged("Support: 55 %", 52, 59, 55), Ranged("Twice as likely: 38 to 75 %", 38, 75)]


def numbers(svg: str, shape: str, name: str) -> list[float]:
    return [float(found) for found in re.findall(rf'<{shape}[^>]* {name}="([\d.]+)"', svg)]


def test_a_range_begins_and_ends_at_its_shares() -> None:
    svg = draw_ranges(ROWS, 50, "Two ranges.")
    unit = (480 - 44) / 100
    starts, widths = numbers(svg, "rect", "x"), numbers(svg, "rect", "width")
    assert [round((x - 22) / unit) for x in starts] == [52, 38]
    assert [round(width / unit) for width in widths] == [7, 37]


def test_the_share_is_marked_where_there_is_one() -> None:
    svg = draw_ranges(ROWS, 50, "Two ranges.")
    assert [round((x - 22) / 4.36) for x in numbers(svg, "circle", "cx")] == [55]


def test_the_picture_reads_out_as_its_sentence() -> None:
    assert 'aria-label="Two ranges."' in draw_ranges(ROWS, 50, "Two ranges.")
