"""The scorecard says what is held and what is missing, and never that a test is passed."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.evidence import scorecard
from analysis.evidence.outcomes import Outcome, Outcomes
from analysis.evidence.register import Counts, GroupCounts, Register, figures_of_others
from analysis.evidence.scorecard import Held, default_tests, held_of_outcomes, held_of_register, score

OUTCOME = Outcome("a", "A", "indicator", "", 3.0, None, 1.0, date(2028, 1, 1), "source")


def needs(held: tuple[Held, ...]) -> set[str]:
    return {each.need for each in held}


def test_there_are_five_tests_and_no_need_has_two_meanings() -> None:
    tests = default_tests().tests
    assert [test.code for test in tests] == ["purpose", "support", "accuracy", "outcome", "review"]
    codes = [need.code for test in tests for need in test.needs]
    assert len({*codes}) == len(codes)


def test_nothing_some_and_all() -> None:
    tests = default_tests()
    empty = score(tests, (), {})
    assert {card.state for card in empty} == {"nothing_held"}
    assert empty[0].gaps == tuple(need.label for need in tests.tests[0].needs)
    some = score(tests, [Held("limits", "The policy")], {"purpose": "Of those who replied …"})
    assert (some[0].state, some[0].view, len(some[0].held)) == ("gaps", "Of those who replied …", 1)
    everything = [Held(need.code, "x") for test in tests.tests for need in test.needs]
    assert {card.state for card in score(tests, everything, {})} == {"all_held"}
    assert all(card.gaps == () for card in score(tests, everything, {}))


def test_figures_of_others_are_no_figures_of_our_own() -> None:
    assert needs(held_of_register(figures_of_others())) == {"setting", "per_face", "per_alert", "missed"}


def test_a_count_without_its_whole_is_no_figure_by_group() -> None:
    entry = figures_of_others().entries[0]
    whole = GroupCounts("Black people", Counts(faces=500_000, false_alerts=8))
    better = replace(entry, groups=(whole,), own=True)
    assert {"by_group", "own_figures"} <= needs(held_of_register(Register((better,))))
    nobody = replace(entry, groups=(GroupCounts("Nobody", Counts(faces=0, false_alerts=0)),))
    assert "by_group" not in needs(held_of_register(Register((nobody,))))


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"indicator": ""}, "indicator"),
        ({"baseline": None}, "baseline"),
        ({"due": None}, "target"),
        ({"target": None}, "target"),
    ],
)
def test_one_full_outcome_does_not_hide_the_gap_of_another(change: dict[str, object], missing: str) -> None:
    all_needs = {"declared", "indicator", "baseline", "target"}
    assert needs(held_of_outcomes(Outcomes((OUTCOME,)))) == all_needs
    other = replace(OUTCOME, **change)  # type: ignore[arg-type]
    assert needs(held_of_outcomes(Outcomes((OUTCOME, other)))) == all_needs - {missing}
    assert held_of_outcomes(Outcomes()) == ()


def test_no_state_says_that_a_test_is_passed() -> None:
    assert not any("pass" in words.lower() for words in scorecard.STATE_WORDS.values())
