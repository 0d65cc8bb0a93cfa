"""Support figures: three shares together or none, rounded, and without a zero or a hundred."""

import json

import numpy as np
import pytest

from analysis.arrays import FloatArray
from analysis.board.figures import support_figures
from analysis.board.overview import support_summary
from analysis.board.support import HIDDEN, parse_figures
from analysis.board.weighing import Weighing, weigh
from analysis.categories import Dimension
from analysis.cells import CellTable
from analysis.disclosure.withheld import is_shown
from analysis.plan.defaults import WEIGHTED, census_weighting
from analysis.population import margins
from analysis.scales import SCALES
from analysis.vocabulary import STATES

UNWEIGHTED = Weighing(None, refusal="none")


def census_table(n: int, seed: int = 1) -> CellTable:
    """Replies drawn from the census itself, with some ages unknown."""
    random = np.random.default_rng(seed)
    census = margins(WEIGHTED)
    dimensions = tuple(Dimension(name, (*margin.categories, "unknown")) for name, margin in census.items())
    drawn = [
        random.choice(len(margin.totals), n, p=list(margin.shares.values())) for margin in census.values()
    ]
    codes = np.column_stack(drawn).astype(np.intp)
    codes[: n // 20, 1] = len(census["age"].categories)
    return CellTable(dimensions, codes, np.ones((n, 1)), {"n": slice(0, 1)})


def figures(counts: list[float]) -> object:
    states = np.array([counts])
    return support_figures(UNWEIGHTED, states, np.ones((1, 1), dtype=np.bool_))[0]


@pytest.mark.parametrize("counts", [[20, 5, 4], [29, 0, 0], [0, 0, 0], [40, 40, 9], [100, 0, 20]])
def test_small_groups_and_small_states_show_nothing(counts: list[float]) -> None:
    assert figures(counts) == HIDDEN


def test_shares_come_from_counts_rounded_to_five() -> None:
    found = support_figures(UNWEIGHTED, np.array([[51.0, 33.0, 18.0]]), np.ones((1, 1), dtype=np.bool_))[0]
    assert found.n == 105
    assert [share.count for share in found.shares] == [50, 35, 20]
    assert [share.unweighted for share in found.shares] == [48, 33, 19]
    assert found.worth is None


def test_weighted_shares_have_a_range_around_them() -> None:
    table = census_table(2000)
    random = np.random.default_rng(2)
    states: FloatArray = random.multinomial(1, [0.5, 0.35, 0.15], 2000).astype(np.float64)
    weighing = weigh("random_invitation", (), table, census_weighting())
    assert weighing.weights is not None
    found = support_figures(weighing, states, np.ones((1, 2000), dtype=np.bool_))[0]
    for share in found.shares:
        assert is_shown(share.weighted)
        assert is_shown(share.low)
        assert is_shown(share.high)
        assert share.low <= share.weighted <= share.high
    assert found.worth is not None
    assert found.worth <= 2000


def test_what_cannot_be_weighted_says_why() -> None:
    table = census_table(2000).where(sex=["female"])
    assert "male" in weigh("random_invitation", (), table, census_weighting()).refusal.lower()


def test_documents_become_a_summary_that_can_be_drawn() -> None:
    found = support_figures(UNWEIGHTED, np.array([[51.0, 33.0, 18.0]]), np.ones((1, 1), dtype=np.bool_))[0]
    summary = support_summary([("a", "Group A", found), ("b", "Group B", None)])
    sentence = SCALES["ordinal"].describe(summary)
    assert "48 %" in sentence
    assert "Group A" in SCALES["ordinal"].sketch(summary)
    assert {share["state"] for share in found.to_document()["shares"]} == set(STATES)


@pytest.mark.parametrize("counts", [[51.0, 33.0, 18.0], [100, 0, 20]])
def test_figures_come_back_from_their_document(counts: list[float]) -> None:
    (found,) = support_figures(UNWEIGHTED, np.array([counts]), np.ones((1, 1), dtype=np.bool_))
    assert parse_figures(json.loads(json.dumps(found.to_document()))) == found


def test_figures_of_documents_without_the_word_for_withheld_are_withheld() -> None:
    document = HIDDEN.to_document() | {"n": None, "shares": [
        {"state": state, "count": None, "unweighted": None, "weighted": None} for state in STATES
    ]}  # fmt: skip
    assert parse_figures(document) == HIDDEN
