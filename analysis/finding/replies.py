"""The table that a finding is made from: cells of counted replies with the three states of the main question."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from analysis.arrays import FloatArray
from analysis.cells import RESPONSES, CellTable
from analysis.vocabulary import STATES

ARM = "arm"
CAMPAIGN = "campaign"
"""Dimensions beside those of people: how they were reached, and a mark with the categories YES and NO."""
YES, NO = "yes", "no"
DIRECTION = "direction"
"""Which end of the scale stood first, with the categories AS_WRITTEN, REVERSED and UNDRAWN (not drawn by lot)."""
AS_WRITTEN, REVERSED, UNDRAWN = "as_written", "reversed", "undrawn"

ANSWER = "answer"


def narrow(table: CellTable, states: Mapping[str, Sequence[int]]) -> CellTable:
    """The same cells with the columns "n" and "answer", the latter one for each state.

    `table` holds the counted replies of individuals whom findings are about, with the dimension "arm" and, if
    known, "campaign" (the text is part of a campaign). `states` gives, for each of STATES, the positions of its
    answers among the value columns.
    """
    parts = [table.counts[:, list(states[state])].sum(axis=1) for state in STATES]
    counts = np.column_stack([table.n, *parts])
    return CellTable(table.dimensions, table.codes, counts, {RESPONSES: slice(0, 1), ANSWER: slice(1, 4)})


def answers(table: CellTable) -> FloatArray:
    """Replies of each cell by state (C, 3)."""
    return table.values(ANSWER)


def reached(table: CellTable, arms: Collection[str]) -> CellTable:
    """The replies of people reached in some ways; ways by which nobody ever replied are passed over."""
    known = table.dimensions[table.axis(ARM)].categories
    return table.where(**{ARM: [code for code in arms if code in known]})


def has(table: CellTable, dimension: str) -> bool:
    return any(each.name == dimension for each in table.dimensions)
