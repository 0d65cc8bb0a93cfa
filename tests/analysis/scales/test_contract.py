"""What every scale owes a dashboard, whatever may be shown."""

import re
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plotly.graph_objects import Figure as PlotlyFigure

from analysis.disclosure.withheld import WITHHELD
from analysis.scales import SCALES
from analysis.scales.scale import Scale
from analysis.scales.summary import Figures, Row, Summary
from analysis.scales.tally import Tally
from analysis.scales.wording import NO_RESULT, NOBODY

EVERY_SCALE = pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
BY_COUNTS = st.lists(st.lists(st.integers(0, 5000), min_size=4, max_size=4), min_size=1, max_size=4)


def summary_of(scale: Scale, *counts: list[int], weighted: bool = False) -> Summary:
    return scale.summarise(
        [
            Tally(
                f"item_{place}",
                f"Item {place} <x>",
                ("1", "2", "3", "dont_know"),
                ("One", "Two", "Three", "Don’t know"),
                np.array(row, dtype=float),
                frozenset({"dont_know"}),
                np.array(row, dtype=float) + 1 if weighted else None,
                (0.0, 1.0, 2.0, 3.0),
            )
            for place, row in enumerate(counts)
        ]
    )


def withhold(row: Row, kept: int = 0) -> Row:
    """The row as disclosure control may leave it: the first `kept` figures are shown."""
    hidden: Figures = (WITHHELD,) * (len(row.counts) - kept)
    counts, percents = row.counts[:kept] + hidden, row.percents[:kept] + hidden
    return replace(
        row, counts=counts, percents=percents, base=row.base if kept else WITHHELD, centre=WITHHELD
    )


def assert_presentable(scale: Scale, summary: Summary) -> None:
    sentence = scale.describe(summary)
    assert "of those who replied" in sentence.lower()
    assert sentence.endswith(".")
    assert not re.search(r"\.\s+[A-Z]|of Kent|margin of error|None\b(?! of)", sentence)
    assert fromstring(scale.sketch(summary)).get("aria-label") == sentence
    PlotlyFigure(scale.draw(summary))
    found = scale.table(summary)
    assert len(found.rows) == len(summary.rows) * len(summary.columns)
    assert all(len(row) == len(found.headers) for row in found.rows)


@EVERY_SCALE
@settings(max_examples=50, deadline=None)
@given(counts=BY_COUNTS, weighted=st.booleans())
def test_any_counts_can_be_shown(scale: Scale, counts: list[list[int]], *, weighted: bool) -> None:
    assert_presentable(scale, summary_of(scale, *counts, weighted=weighted))


@EVERY_SCALE
@settings(max_examples=50, deadline=None)
@given(counts=BY_COUNTS, kept=st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_any_figure_may_be_withheld(scale: Scale, counts: list[list[int]], kept: list[int]) -> None:
    summary = summary_of(scale, *counts)
    rows = [withhold(row, number) for row, number in zip(summary.rows, kept, strict=False)]
    assert_presentable(scale, replace(summary, rows=tuple(rows)))


@EVERY_SCALE
def test_withheld_figures_appear_nowhere(scale: Scale) -> None:
    summary = summary_of(scale, [412, 397, 333, 7], [401, 402, 403, 404])
    hidden = replace(summary, rows=tuple(withhold(row) for row in summary.rows))
    shown = scale.describe(hidden) + scale.sketch(hidden) + str(scale.table(hidden)) + str(scale.draw(hidden))
    assert scale.describe(hidden) == NO_RESULT
    assert "%" not in scale.describe(hidden)
    assert "Hidden" in scale.sketch(hidden)
    assert "Hidden" in str(scale.draw(hidden))
    assert not re.search(r"412|397|401|404", shown)


@EVERY_SCALE
def test_nobody_is_said_plainly(scale: Scale) -> None:
    assert scale.describe(summary_of(scale, [0, 0, 0, 0])) == NOBODY


@EVERY_SCALE
def test_adjusted_shares_stand_beside_the_plain_ones(scale: Scale) -> None:
    summary = summary_of(scale, [60, 40, 20, 80], weighted=True)
    assert "adjusted" in scale.sketch(summary)
    assert "% adjusted" in scale.table(summary).headers
    assert "% adjusted" not in scale.table(summary_of(scale, [60, 40, 20, 80])).headers


@EVERY_SCALE
def test_the_name_is_the_key(scale: Scale) -> None:
    assert SCALES[scale.name] is scale
    assert summary_of(scale, [1, 2, 3, 4]).scale == scale.name
