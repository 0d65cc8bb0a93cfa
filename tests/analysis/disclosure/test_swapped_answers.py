"""Two worlds that differ only in what a few people said must print the same, whatever a page is made of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.arrays import FloatArray
from analysis.cells import CellTable
from analysis.documents import to_document
from analysis.finding.facts import Arm
from analysis.finding.finder import find
from analysis.finding.publication import publish
from analysis.finding.replies import ANSWER
from analysis.finding.words.page import make_page
from analysis.finding.words.phrases import Names
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()
NAMES = Names("Kent and Medway", "the Chief Constable", date(2027, 6, 30))
SAMPLE = make_replies(Said(1000, 0.62, 0.25))
OPEN = make_replies(Said(300, 0.5, 0.3, "open_link"))
PARTNER = Arm("boost", "partner_link", "an invented library")
"""A small way of being reached, in the place that the made-up world has for one more."""


def small_way(counts: Sequence[int]) -> CellTable:
    """A few replies of people alike, so that nothing but their answers tells them apart."""
    first = make_replies(Said(1, 1, 0, "boost"))
    row = np.array([[float(sum(counts)), *map(float, counts)]])
    return replace(first, codes=first.codes[:1], counts=row)


def together(*tables: CellTable) -> CellTable:
    first = tables[0]
    codes = np.vstack([table.codes for table in tables])
    return replace(first, codes=codes, counts=np.vstack([table.counts for table in tables]))


def printed(*tables: CellTable) -> tuple[Any, Any]:
    """Everything a page, a sheet or a table of the finding is made of."""
    table = together(*tables)
    facts = make_facts(table)
    facts = replace(facts, arms=(*facts.arms, PARTNER))
    published = publish(PLAN, table, find(PLAN, table, facts), {})
    page = make_page(published.finding, NAMES, published.finding.areas)
    return to_document(page), to_document(published.finding)


FEW = st.tuples(*[st.integers(0, 9)] * 3).filter(lambda counts: 0 < sum(counts) < 28)
MOVES = st.sampled_from([(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)])


@settings(max_examples=40, deadline=None)
@given(counts=FEW, move=MOVES)
def test_what_one_of_a_few_people_said_is_nowhere_on_the_page(
    counts: tuple[int, int, int], move: tuple[int, int]
) -> None:
    """One person changes sides; one of many who chose to reply the other way, so that sums stay."""
    before = list(counts)
    if not before[move[0]]:
        return
    after = list(counts)
    after[move[0]] -= 1
    after[move[1]] += 1
    change = np.array(before) - np.array(after)
    here = printed(SAMPLE, opened(0 * change), small_way(before))
    assert here == printed(SAMPLE, opened(change), small_way(after))


def opened(change: FloatArray) -> CellTable:
    """Replies by open link of people alike, in tens, so that one more or less does not show."""
    counts = np.array([150.0, 90.0, 60.0]) + change
    return replace(OPEN, codes=OPEN.codes[:1], counts=np.array([[counts.sum(), *counts]]))


@pytest.mark.parametrize("said", [(1, 0, 0), (0, 1, 0), (15, 14, 0), (14, 15, 0), (2, 0, 0), (0, 29, 0)])
def test_the_side_of_a_small_way_is_hidden_with_its_shares(said: tuple[int, int, int]) -> None:
    page, _ = printed(SAMPLE, OPEN, small_way(said))
    (row,) = [row for row in page["checks"]["rows"] if "an invented library" in row[0]]
    assert [*row[1:4], row[5]] == ["hidden"] * 4


def test_a_reader_of_sides_would_notice() -> None:
    """The comparison is not blind: what many people said does show."""
    more = make_replies(Said(300, 0.3, 0.5, "open_link"))
    assert printed(SAMPLE, OPEN) != printed(SAMPLE, more)
    assert ANSWER in SAMPLE.columns
