"""Shares weighted and unweighted, of everybody and of groups, and of nobody."""

import numpy as np
import pytest

from analysis.finding.replies import answers, has, narrow
from analysis.finding.samples.figures import measure, plain
from analysis.finding.samples.sample import draw, weigh
from analysis.support.estimates import estimate
from analysis.support.weighting.raking import unweighted
from tests.analysis.finding.worlds import Said, make_plan, make_replies

PLAN = make_plan()
TABLE = make_replies(Said(800, 0.6, 0.3, lean=0.3, silent=0.05))
WEIGHTS = weigh(TABLE, PLAN.weighting).weights
YOUNG = TABLE.mask(age=["16-24"])[None]


def test_weighted_shares_are_those_of_the_estimate() -> None:
    whole, young = measure(WEIGHTS, answers(TABLE), TABLE.n, YOUNG, 0.95)
    expected = estimate(WEIGHTS, answers(TABLE), YOUNG)
    for row, result in enumerate((whole, young)):
        found = [share.weighted for share in result.shares]
        assert [each.p for each in found if each] == pytest.approx(expected.p[row])
        assert [each.low for each in found if each] == pytest.approx(expected.low[row])
        assert [each.se_raked for each in found if each] == pytest.approx(expected.se_raked[row])
        assert result.n_eff == pytest.approx(expected.n_eff[row, 0])
        assert result.n == expected.n[row, 0]


def test_unweighted_shares_stand_beside_them() -> None:
    (whole,) = measure(WEIGHTS, answers(TABLE), TABLE.n, YOUNG[:0], 0.95)
    expected = estimate(unweighted(TABLE), answers(TABLE))
    assert [share.count for share in whole.shares] == answers(TABLE).sum(axis=0).tolist()
    for at, share in enumerate(whole.shares):
        assert share.unweighted
        assert share.unweighted.p == pytest.approx(expected.p[0, at])
        assert share.unweighted.low == pytest.approx(expected.low[0, at], abs=1e-4)
    assert whole.missing == pytest.approx(1 - whole.size / 800)


@pytest.mark.parametrize("counts", [(0, 0, 0), (1, 0, 0), (0, 7, 0), (3, 3, 3)])
def test_few_replies_have_wide_ranges_and_none_have_no_shares(counts: tuple[int, int, int]) -> None:
    result = plain(np.array(counts, dtype=np.float64), 10, 0.95)
    assert result.n == sum(counts)
    for share in result.shares:
        assert (share.unweighted is None) == (result.n == 0)
        if share.unweighted:
            assert share.unweighted.low <= share.unweighted.p <= share.unweighted.high
            assert share.unweighted.high - share.unweighted.low > 0.3


def test_a_group_nobody_is_in_has_no_shares() -> None:
    nobody = np.zeros((1, len(TABLE.n)), dtype=np.bool_)
    _, result = measure(WEIGHTS, answers(TABLE), TABLE.n, nobody, 0.95)
    assert (result.n, result.n_eff, result.best("support")) == (0, None, None)


def test_unknown_groups_keep_their_share_of_the_replies() -> None:
    some = make_replies(Said(900, 0.6, 0.3), Said(100, 0.6, 0.3, groups={"age": "unknown"}))
    weights = weigh(some, PLAN.weighting).weights
    unknown = some.mask(age=["unknown"])
    assert weights.cells[unknown].sum() / weights.total == pytest.approx(0.1)


def test_a_refusal_is_kept_as_a_sentence() -> None:
    nobody = make_replies()
    sample = draw("chance_panel", (), nobody, PLAN.weighting)
    assert sample.climb is None
    assert sample.refusal == "Nobody has replied, so there is nothing to weight."


def test_the_narrow_table_keeps_the_cells_and_adds_up_answers() -> None:
    again = narrow(TABLE, {"support": [2, 3], "oppose": [1], "neither": []})
    assert again.codes is TABLE.codes
    assert answers(again).sum(axis=0).tolist() == [
        TABLE.counts[:, 2:4].sum(),
        TABLE.counts[:, 1].sum(),
        0,
    ]
    assert has(again, "campaign")
    assert not has(again, "income")
