import json

import pytest
from plotly.graph_objects import Figure as PlotlyFigure

from analysis.disclosure.withheld import WITHHELD
from analysis.drawing.figures import Figure, bar_figure, column_figure, stack_figure
from analysis.drawing.labels import ALL_HIDDEN, AXIS, SOME_HIDDEN
from analysis.drawing.marks import Bar, Key, Segment, Stack, Stacks

FOR = Key("For", "#12436d")
AGAINST = Key("Against", "#8f3a00", hatched=True)
UNSURE = Key("Don’t know", "#e3e4e6")
BARS = [Bar("A <a href='//x.example'>", 60, "note"), Bar("B", WITHHELD), Bar("C", 0, pale=True)]
FULL = Stack("Row", (Segment(FOR, -60, 60), Segment(AGAINST, 0, 3)), (Segment(UNSURE, 0, 10),))
STACKS = Stacks(
    (FOR, AGAINST, UNSURE),
    (FULL, Stack("Some", (Segment(FOR, -60, 60),), withheld=True), Stack("None", (), withheld=True)),
)
FIGURES = [
    bar_figure(BARS),
    bar_figure([]),
    column_figure(BARS, "Years"),
    stack_figure(STACKS),
    stack_figure(Stacks((FOR,), ())),
]


def notes(figure: Figure) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


@pytest.mark.parametrize("figure", FIGURES)
def test_plotly_accepts_the_figure(figure: Figure) -> None:
    assert PlotlyFigure(figure).to_dict()["layout"]["font"]["family"] == "inherit"


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_is_json_without_links(figure: Figure) -> None:
    written = json.dumps(figure)
    assert "http" not in written
    assert "<a" not in written


def test_withheld_shares_are_named_not_drawn_as_nothing() -> None:
    figure = bar_figure(BARS)
    assert figure["data"][0]["x"] == [60, None, 0]
    assert notes(figure) == [ALL_HIDDEN]
    assert notes(stack_figure(STACKS)) == [SOME_HIDDEN, ALL_HIDDEN]


def test_notes_of_columns_stand_above_them() -> None:
    assert notes(column_figure(BARS, "Years")) == ["note", ALL_HIDDEN]


def test_segments_keep_their_place_around_the_middle() -> None:
    first, second, apart = stack_figure(STACKS)["data"]
    assert (first["base"], first["x"], first["y"]) == ([-60, -60], [60, 60], [0, 1])
    assert (second["base"], second["x"]) == ([0], [3])
    assert (apart["xaxis"], second["xaxis"]) == ("x2", "x")


def test_only_the_second_side_is_hatched() -> None:
    hatched = ["pattern" in trace["marker"] for trace in stack_figure(STACKS)["data"]]
    assert hatched == [False, True, False]


def test_axes_are_plain() -> None:
    axis = stack_figure(STACKS)["layout"]["xaxis"]
    assert axis["title"]["text"] == AXIS
    assert axis["ticktext"] == ["60%", "40%", "20%", "0%"]
