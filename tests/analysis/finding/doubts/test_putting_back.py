"""What staff took out by judgement cannot make a majority: it must be one with everything put back, too."""

import json
from dataclasses import replace
from datetime import date

import pytest

from analysis.disclosure.withheld import WITHHELD
from analysis.documents import to_document
from analysis.finding.disclosed import disclosed
from analysis.finding.finder import find
from analysis.finding.finding import Finding, parse_finding
from analysis.finding.words.page import Page, make_page
from analysis.finding.words.phrases import Names
from analysis.plan.plan import Plan
from tests.analysis.finding.worlds import Said, make_plan, make_replies, make_taken

GENEROUS = replace(make_plan(), gates=(replace(make_plan().gates[0], judged=0.5),))
NAMES = Names("Kent and Medway", "The Chief Constable", date(2027, 6, 30))
KEPT = Said(880, 0.605, 0.30)
OPPOSED = Said(75, 0.0, 1.0)
NOBODY = Said(0, 0, 0)


def found(kept: Said, taken: Said = NOBODY, erased: int = 0, plan: Plan = GENEROUS) -> Finding:
    table = make_replies(kept)
    return find(plan, table, make_taken(table, make_replies(taken, seed=2), erased))


def page_of(finding: Finding) -> Page:
    return make_page(finding, NAMES)


def test_a_majority_that_taking_out_made_is_none() -> None:
    assert found(KEPT).state == "majority_support"
    finding = found(KEPT, OPPOSED)
    assert finding.state == "not_settled"
    assert [reason.code for reason in finding.reasons] == ["judgement"]
    assert all(bound.state == "not_settled" for bound in finding.bounds if bound.gamma >= 1.25)


def test_the_check_looks_at_the_rule_and_not_only_at_the_share() -> None:
    """With the 75 put back 55.7 % still support it, which is more than half, but not more than the rule asks."""
    finding = found(KEPT, OPPOSED)
    (check,) = [each for each in finding.checks if each.code == "put_back"]
    assert check.support == pytest.approx(0.557, abs=0.02)
    assert (check.n, check.binds, check.agrees) == (955, True, True)


def test_what_changes_nothing_stops_nothing() -> None:
    finding = found(Said(1000, 0.70, 0.2), Said(40, 0.7, 0.2))
    assert finding.state == "majority_support"
    assert finding.judged
    assert finding.judged.state == "majority_support"


def test_a_majority_that_was_taken_away_is_told() -> None:
    finding = found(Said(800, 0.55, 0.4), Said(150, 1.0, 0.0))
    assert finding.state == "not_settled"
    assert finding.judged
    assert finding.judged.state == "majority_support"
    assert "would be: majority support." in " ".join(page_of(finding).judgement)


def test_a_finding_with_what_was_taken_out_survives_being_stored() -> None:
    finding = found(KEPT, OPPOSED, erased=12)
    assert parse_finding(json.loads(json.dumps(to_document(finding)))) == finding


def test_the_gate_on_the_share_that_was_taken_out() -> None:
    plan = make_plan()
    assert found(Said(950, 0.8, 0.1), Said(49, 0.8, 0.1), plan=plan).state == "majority_support"
    finding = found(Said(950, 0.8, 0.1), Said(52, 0.8, 0.1), plan=plan)
    assert (finding.state, [reason.code for reason in finding.reasons]) == ("too_little", ["gate_judged"])
    assert (
        "5.2 % of the replies were taken out by staff’s judgement; 5 % can be." in finding.reasons[0].sentence
    )
    assert found(Said(950, 0.8, 0.1), erased=60, plan=plan).state == "too_little", (
        "erased ones are taken out, too"
    )


def test_what_was_erased_counts_as_if_it_had_been_on_the_other_side() -> None:
    assert found(KEPT, erased=8).state == "majority_support"
    finding = found(KEPT, erased=80)
    assert (finding.state, [reason.code for reason in finding.reasons]) == ("not_settled", ["judgement"])


def test_a_few_are_not_put_back_so_that_a_finding_does_not_tell_what_they_said() -> None:
    one, other = found(KEPT, Said(9, 0, 1)), found(KEPT, Said(9, 1, 0))
    assert disclosed(one) == disclosed(other)
    (check,) = [each for each in one.checks if each.code == "put_back"]
    assert (check.support, check.binds) == (None, False)


def test_a_plan_that_did_not_register_it_is_as_it_was() -> None:
    checks = tuple(code for code in GENEROUS.sensitivities if code != "put_back")
    plan = replace(GENEROUS, sensitivities=checks)
    assert found(KEPT, OPPOSED, plan=plan).state == "majority_support"


def test_the_page_says_how_many_by_which_rule_and_what_they_change() -> None:
    sentences = page_of(found(KEPT, OPPOSED, erased=3)).judgement
    assert sentences[1:3] == (
        "Found not to be a person's own: 75.",
        "Erased because the person asked for it: fewer than 10.",
    )
    assert sentences[3].startswith("Each was asked for by one person and confirmed by another")
    assert sentences[4].startswith(
        "With all of them put back the finding would be the same (those that were erased"
    )
    assert page_of(found(KEPT)).judgement == ("Staff took no reply out of the count by their judgement.",)


def test_the_page_says_when_one_person_did_it_alone() -> None:
    table = make_replies(KEPT)
    facts = make_taken(table, make_replies(OPPOSED))
    assert facts.taken_out
    facts = replace(facts, taken_out=replace(facts.taken_out, alone=1))
    assert "one person alone" in page_of(find(GENEROUS, table, facts)).judgement[2]


def test_shares_of_a_check_that_puts_few_back_are_withheld() -> None:
    shown = disclosed(found(Said(1000, 0.7, 0.2), Said(20, 0.5, 0.5)))
    (check,) = [each for each in shown.checks if each.code == "put_back"]
    assert {check.n, check.support, check.oppose, check.agrees} == {WITHHELD}
