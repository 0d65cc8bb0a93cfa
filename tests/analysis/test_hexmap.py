from xml.etree.ElementTree import fromstring

import pytest
from plotly.graph_objects import Figure as PlotlyFigure

from analysis.disclosure.withheld import WITHHELD, Shown
from analysis.drawing.labels import ALL_HIDDEN
from analysis.hexmap import draw_map, map_figure
from analysis.tiles import tiles

SENTENCE = "Replies by district."
VALUES: dict[str, Shown[int]] = {tile.district: 40 + place for place, tile in enumerate(tiles())}
PARTLY = VALUES | {"E07000108": WITHHELD}
SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    return [node.text or "" for node in fromstring(svg).iter(f"{SVG}text")]


def test_the_map_names_every_district_with_its_value() -> None:
    drawn = words(draw_map(VALUES, SENTENCE))
    assert all(tile.label in drawn for tile in tiles())
    assert all(f"{value}%" in drawn for value in VALUES.values())
    assert ALL_HIDDEN not in drawn


def test_a_withheld_district_is_hatched_and_explained() -> None:
    svg = draw_map(PARTLY, SENTENCE)
    assert {"hidden", ALL_HIDDEN} <= set(words(svg))
    assert svg.count('fill="url(#') == 2


def test_a_district_without_a_value_is_withheld() -> None:
    assert words(draw_map({}, SENTENCE)).count("hidden") == len(tiles())


def test_other_names_are_left_out() -> None:
    assert "77%" not in words(draw_map(VALUES | {"outside": 77}, SENTENCE))


@pytest.mark.parametrize("values", [VALUES, PARTLY, {}])
def test_plotly_draws_polygons_and_no_base_map(values: dict[str, Shown[int]]) -> None:
    figure = PlotlyFigure(map_figure(values)).to_dict()
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}
    outlined = sum(list(trace["x"]).count(None) for trace in figure["data"] if trace["mode"] == "lines")
    assert outlined == len(tiles())
