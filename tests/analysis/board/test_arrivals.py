"""Replies over time."""

from datetime import date
from xml.etree import ElementTree as ET

import plotly.graph_objects as go

from analysis.board.arrivals import arrivals_figure, describe_arrivals, draw_arrivals, fill_gaps

DAYS = [(date(2026, 11, 1), 12), (date(2026, 11, 3), 40)]


def test_days_without_replies_are_days_too() -> None:
    assert fill_gaps(DAYS)[1] == (date(2026, 11, 2), 0)


def test_the_sentence_names_the_busiest_day() -> None:
    assert describe_arrivals(DAYS) == "52 replies on 2 days; most came on 3 November (40)."
    assert describe_arrivals(DAYS[:1]) == "12 replies, all on 1 November."
    assert describe_arrivals([]) == "Nobody has replied yet."


def test_the_picture_is_sound_svg_with_a_column_a_day() -> None:
    drawn = ET.fromstring(draw_arrivals(DAYS))
    assert len(drawn.findall(".//{*}rect")) == 3
    assert drawn.attrib["aria-label"] == describe_arrivals(DAYS)
    ET.fromstring(draw_arrivals([]))


def test_plotly_understands_the_figure() -> None:
    assert go.Figure(arrivals_figure(DAYS)).data[0].y == (12, 0, 40)
