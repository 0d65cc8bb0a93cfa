"""Cards of the main question beside the three shares of the same replies."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.board.cards import Card, make_cards
from analysis.board.figures import support_figures
from analysis.board.material import Material, QuestionInfo, VariableInfo
from analysis.board.support import SupportFigures
from analysis.board.weighing import Weighing
from analysis.disclosure.rules import RULES, Rules
from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.evidence.measures import Wanted, measure
from analysis.scales import SCALES
from analysis.scales.summary import Row, Summary
from tests.analysis.disclosure.readers import Reader

CODES = ("strongly_support", "tend_support", "neither", "tend_oppose", "strongly_oppose", "dont_know")
LABELS = tuple(code.replace("_", " ") for code in CODES)
STATES = {"support": (1, 2), "oppose": (4, 5), "neither": (3, 6)}
COUNTS = st.lists(st.one_of(st.integers(0, 15), st.integers(0, 120)), min_size=6, max_size=6)


def material() -> Material:
    variable = VariableInfo("after", "After", "ordinal", CODES, LABELS, frozenset({"dont_know"}), sided=True)
    question = QuestionInfo("after", "Support?", (), (variable,))
    return Material((question,), {"after": slice(1, 7)}, "after", STATES)


def made(counts: list[int]) -> tuple[Card, SupportFigures]:
    """The card and the three shares of a group, as both are shown."""
    row = np.array([sum(counts), *counts], dtype=np.float64)
    states = np.array([[row[list(STATES[state])].sum() for state in STATES]])
    (figures,) = support_figures(Weighing(None), states, np.ones((1, 1), dtype=np.bool_))
    (card,) = make_cards(material(), row, None, figures)
    return card, figures


def shown(counts: list[int]) -> tuple[Row, dict[str, Shown[int]]]:
    """The row of the card and the counts of the three shares."""
    card, figures = made(counts)
    return card.summary.rows[0], {share.state: share.count for share in figures.shares}


def reader_of(counts: list[int]) -> Reader:
    """Everything about one group: its size, the shares and the answers that are shown."""
    row, shares = shown(counts)
    reader = Reader([{}], len(CODES), 1)
    reader.learn(np.ones(len(CODES)), sum(counts), sum(counts))
    for state, count in shares.items():
        if is_shown(count):
            reader.learn_rounded(reader.pick(0, {}, tuple(at - 1 for at in STATES[state])), count)
    for at, count in enumerate(row.counts):
        aim = reader.pick(0, {}, (at,))
        reader.learn_rounded(aim, count) if is_shown(count) else reader.learn(aim, 0)
    return reader


@settings(max_examples=150, deadline=None)
@given(counts=COUNTS)
def test_a_hidden_answer_may_be_nothing_and_may_be_ten_beside_the_three_shares(counts: list[int]) -> None:
    row, _ = shown(counts)
    if sum(counts) < RULES.minimum:
        return
    reader = reader_of(counts)
    for at, count in enumerate(counts):
        if row.counts[at] is WITHHELD and 0 < count < RULES.minimum:
            low, high = reader.interval(reader.pick(0, {}, (at,)))
            assert low == 0
            assert high >= RULES.minimum


def test_an_answer_is_hidden_with_company_of_its_own_share() -> None:
    row, shares = shown([3, 40, 12, 20, 25, 8])
    assert shares == {"support": 45, "oppose": 45, "neither": 20}
    assert row.counts == (WITHHELD, WITHHELD, WITHHELD, 20, 25, WITHHELD)


def test_without_the_shares_the_smallest_answers_are_company_enough() -> None:
    row = np.array([108.0, 3, 40, 12, 20, 25, 8])
    (card,) = make_cards(material(), row, None, None)
    assert card.summary.rows[0].counts == (WITHHELD, 40, 10, 20, 25, WITHHELD)


def test_sides_are_told_as_the_three_shares_are() -> None:
    """52 replies are 55 when the shares are rounded one by one, and percents in both places are of these."""
    card, figures = made([13, 10, 8, 9, 9, 3])
    (found,) = measure([Wanted("support", "change", ("after",), ("After",))], [card])
    assert figures.n == card.summary.rows[0].base == 55
    assert [share.unweighted for share in figures.shares] == [45, 36, 18]
    assert found.table.rows == (("After", "45", "36", "18", "55"),)
    assert found.sentence == "Of those who replied, support: 45 % after."
    assert SCALES["ordinal"].describe(card.summary).startswith("Of those who replied: 45 %")


@pytest.mark.parametrize("counts", [[40, 30, 5, 20, 30, 4], [10, 9, 3, 2, 1, 0]])
def test_hidden_shares_ask_for_no_more(counts: list[int]) -> None:
    row, shares = shown(counts)
    assert {*shares.values()} == {WITHHELD}
    assert not row.together


def ranking(*firsts_and_ranks: list[int], instead: tuple[int, int] | None = None) -> Summary:
    """The card of a question with items ranked 1 to 3 by so many; `instead`: who chose "none", and who did not."""
    ranks = ("1", "2", "3")
    variables = [VariableInfo(f"r_{at}", f"Item {at}", "rank", ranks, ranks, frozenset()) for at in range(4)]
    columns = {variable.name: slice(1 + 3 * at, 4 + 3 * at) for at, variable in enumerate(variables)}
    counts = [count for row in firsts_and_ranks for count in row]
    if instead is not None:
        variables.append(VariableInfo("r_none", "None", "binary", ("yes", "no"), ("Yes", "No"), frozenset()))
        columns["r_none"] = slice(13, 15)
        counts += instead
    question = QuestionInfo("r", "Rank them", (), tuple(variables))
    asked = Material((question,), columns, "after", STATES)
    return make_cards(asked, np.array([0.0, *counts]), None, None, Rules(0, 0, 1))[0].summary


def test_an_item_that_was_not_ranked_was_not_first() -> None:
    """40 put speed first, 30 privacy, 15 safety, 15 cost; most ranked only one item."""
    summary = ranking([40, 0, 0], [30, 15, 0], [15, 30, 0], [15, 2, 0])
    assert [row.percents[0] for row in summary.rows] == [40, 30, 15, 15]
    assert [row.base for row in summary.rows] == [100] * 4
    assert [row.counts[3] for row in summary.rows] == [60, 55, 55, 83]
    assert summary.columns[3].label == "Not ranked"
    assert SCALES["rank"].describe(summary) == "Ranked first most often, of those who replied: Item 0 (40 %)."


def test_whoever_gave_an_answer_instead_of_ranks_answered_too() -> None:
    summary = ranking([40, 0, 0], [30, 15, 0], [15, 30, 0], [15, 2, 0], instead=(100, 100))
    assert [row.percents[0] for row in summary.rows] == [20, 15, 8, 8]
    assert {row.base for row in summary.rows} == {200}


@given(st.lists(st.permutations(range(4)), min_size=1, max_size=60), st.integers(1, 3))
def test_shares_of_first_places_add_up_to_all(orders: list[list[int]], most: int) -> None:
    counts = np.zeros((4, 3), dtype=int)
    for order in orders:
        for rank, item in enumerate(order[:most]):
            counts[item, rank] += 1
    firsts = [row.counts[0] for row in ranking(*counts.tolist()).rows]
    assert sum(each for each in firsts if is_shown(each)) == len(orders)
