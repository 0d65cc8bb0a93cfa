"""The jackknife beside the formula: only where registered, close to it, and decisive of nothing."""

from dataclasses import replace

import pytest

from analysis.documents import to_document
from analysis.finding.disclosed import disclosed
from analysis.finding.finder import find
from analysis.finding.finding import Finding, parse_finding
from analysis.finding.words.sentences import write
from analysis.plan.parsing import parse_plan
from analysis.plan.plan import Plan
from tests.analysis.finding.words.test_sentences import NAMES
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()
ASKING: Plan = replace(PLAN, rule=replace(PLAN.rule, jackknife=True))
TABLE = make_replies(Said(700, 0.66, 0.22, groups={"ethnicity": "white", "district": "E07000105"}),
                     *(Said(60, 0.66, 0.22, groups={"district": code}) for code in
                       [group.code for group in PLAN.weighting.targets[0].groups]))  # fmt: skip


def found(plan: Plan) -> Finding:
    return find(plan, TABLE, make_facts(TABLE))


def test_it_is_made_only_where_the_plan_registers_it() -> None:
    assert found(PLAN).resampled is None
    document = to_document(PLAN)
    del document["rule"]["jackknife"]
    assert parse_plan(document) == PLAN


def test_its_range_is_close_to_that_of_the_formula_and_changes_nothing() -> None:
    plain, asked = found(PLAN), found(ASKING)
    assert replace(asked, resampled=None) == plain
    assert asked.resampled
    assert asked.sample
    again, own = asked.resampled.estimate, asked.sample.best(asked.resampled.side)
    assert again
    assert own
    assert again.p == pytest.approx(own.p)
    assert own.se_raked
    assert again.se == pytest.approx(own.se_raked, rel=0.1)
    assert again.high - again.low == pytest.approx(own.high - own.low, rel=0.2)


def test_it_is_said_and_survives_being_stored() -> None:
    asked = found(ASKING)
    (*_, last) = write(asked, NAMES).details
    assert last.startswith("Computed again without each reply in turn, the likely range is 6")
    assert parse_finding(to_document(asked)) == asked
    shown = disclosed(asked).resampled
    assert shown
    assert shown.estimate
    assert shown.estimate.se is None


def test_weights_that_hang_on_single_replies_give_no_range() -> None:
    one = make_replies(Said(900, 0.66, 0.22, groups={"age": "55-64"}), *(Said(120, 0.66, 0.22, groups={"age": age})
                       for age in ("16-24", "25-34", "35-44", "45-54", "65-74")),
                       Said(1, 1.0, 0.0, groups={"age": "75+"}))  # fmt: skip
    loose = replace(ASKING, weighting=replace(ASKING.weighting, cap=1e6),
                    gates=(replace(PLAN.gates[0], deff=1e6, n_eff=1),))  # fmt: skip
    finding = find(loose, one, make_facts(one))
    assert finding.resampled
    assert finding.resampled.estimate is None
    assert "the weights depend on single replies" in write(finding, NAMES).details[-1]
