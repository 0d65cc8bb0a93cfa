"""What a finding printed of a way of being reached, in the form of the board."""

from dataclasses import replace

import numpy as np

from analysis.board.cards import make_cards
from analysis.board.found import figures_of, tell_found
from analysis.board.support import HIDDEN
from analysis.disclosure.rules import RULES
from analysis.evidence.measures import Wanted, measure
from analysis.finding.rounding import result_shown
from analysis.finding.samples.figures import Estimate, Result, plain
from analysis.scales.wording import NO_RESULT
from tests.analysis.board.test_cards import material

CHANGE = Wanted("support", "change", ("after",), ("After",))
BOARD = make_cards(material(), np.array([60.0, 20, 10, 10, 10, 10, 0]), None, None)


def result(*counts: float) -> Result:
    return result_shown(plain(np.array(counts), sum(counts), 0.95), RULES)


def test_a_measure_tells_the_shares_of_the_finding_and_not_of_the_board() -> None:
    figures = figures_of(result(23, 18, 11))
    (found,) = measure([CHANGE], tell_found(BOARD, "after", figures))
    assert found.table.rows == (("After", "45", "36", "18", "55"),)
    assert found.sentence == "Of those who replied, support: 45 % after."


def test_weighted_shares_stand_with_the_others() -> None:
    weighted = Estimate(0.5, 0.4, 0.6)
    shown = result(30, 20, 10)
    shares = tuple(replace(share, weighted=weighted) for share in shown.shares)
    figures = figures_of(replace(shown, n_eff=40.0, shares=shares))
    assert (figures.n, figures.worth) == (60, 40)
    assert (figures.shares[0].weighted, figures.shares[0].low, figures.shares[0].high) == (50, 40, 60)
    (found,) = measure([CHANGE], tell_found(BOARD, "after", figures))
    assert found.table.rows[0][1] == "50 as replied, 50 adjusted"


def test_what_the_finding_withholds_is_hidden_whatever_the_board_showed() -> None:
    figures = figures_of(result(40, 20, 3))
    assert figures == HIDDEN
    (found,) = measure([CHANGE], tell_found(BOARD, "after", figures))
    assert found.sentence == NO_RESULT
    assert found.table.rows == (("After", "hidden", "hidden", "hidden", "hidden"),)


def test_other_cards_stay_as_they_are() -> None:
    assert tell_found(BOARD, "another", figures_of(result(30, 20, 10))) == BOARD
