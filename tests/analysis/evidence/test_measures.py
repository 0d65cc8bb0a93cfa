"""Measures of the tests: made of what disclosure control let out, and of nothing else."""

from collections.abc import Sequence

import numpy as np
import pytest

from analysis.board.cards import Card, make_cards
from analysis.board.material import Material, QuestionInfo, VariableInfo
from analysis.evidence.measures import KINDS, Measured, Wanted, measure
from analysis.scales.wording import NO_RESULT, NOBODY
from analysis.vocabulary import HIDDEN
from surveys.proposal import MEASURE_KINDS

FIVE = ("strongly_support", "tend_support", "neither", "tend_oppose", "strongly_oppose")


def variable(
    name: str, codes: Sequence[str], outside: Sequence[str] = (), *, sided: bool = False
) -> VariableInfo:
    labels = tuple(code.replace("_", " ") for code in codes)
    return VariableInfo(name, name, "ordinal", tuple(codes), labels, frozenset(outside), sided=sided)


def cards(counts: dict[str, list[float]], weighted: dict[str, list[float]] | None = None) -> list[Card]:
    """Cards of a knowledge item, support before and after, and two safeguards."""
    questions = (
        QuestionInfo("known", "What is true?", (), (variable("known", ("a", "b", "dk"), ("dk",)),), "a"),
        QuestionInfo("before", "Support?", (), (variable("before", FIVE, sided=True),)),
        QuestionInfo("after", "Support?", (), (variable("after", FIVE, sided=True),)),
        QuestionInfo(
            "grid",
            "With these?",
            (),
            tuple(variable(f"grid_{each}", ("more", "same", "less"), sided=True) for each in "xy"),
        ),
    )
    columns, start, row, adjusted = {}, 1, [100.0], [100.0]
    for each in (each for question in questions for each in question.variables):
        columns[each.name] = slice(start, start + len(each.codes))
        start += len(each.codes)
        empty = [0.0] * len(each.codes)
        row += counts.get(each.name, empty)
        adjusted += (weighted or counts).get(each.name, empty)
    material = Material(questions, columns, "after", {})
    return make_cards(material, np.array(row), np.array(adjusted) if weighted else None, None)


def one(kind: str, questions: Sequence[str], given: list[Card], worth: float | None = None) -> Measured:
    return measure(
        [Wanted("a_test", kind, tuple(questions), ("Before", "After")[: len(questions)])], given, worth
    )[0]


def test_every_kind_that_a_proposal_may_name_can_be_measured() -> None:
    assert set(KINDS) == set(MEASURE_KINDS)


def test_right_answers_are_corrected_for_guessing() -> None:
    found = one("comprehension", ["known"], cards({"known": [75, 15, 10]}))
    assert found.sentence.startswith("Of those who replied, 75 % gave the right answer")
    assert "about 50 % (likely range 31–66) understood it" in found.sentence


def test_a_likely_range_is_wider_when_replies_are_worth_less() -> None:
    found = one("comprehension", ["known"], cards({"known": [75, 15, 10]}), worth=40)
    assert "likely range 18–75" in found.sentence


def test_right_answers_of_few_people_are_not_told() -> None:
    found = one("comprehension", ["known"], cards({"known": [12, 8, 5]}))
    assert found.sentence == NO_RESULT
    assert found.table.rows == ()


def test_support_before_and_after_stands_side_by_side() -> None:
    given = cards({"before": [20, 20, 20, 20, 20], "after": [40, 20, 10, 15, 15]})
    found = one("change", ["before", "after"], given)
    assert found.sentence == "Of those who replied, support: 40 % before, 60 % after."
    assert [row[0] for row in found.table.rows] == ["Before", "After"]


def test_adjusted_shares_stand_beside_those_as_replied() -> None:
    given = cards(
        {"before": [20.0] * 5, "after": [20.0] * 5}, {"before": [40, 20, 10, 15, 15], "after": [20.0] * 5}
    )
    found = one("change", ["before", "after"], given)
    assert found.table.rows[0][1] == "40 as replied, 60 adjusted"


def test_safeguards_are_ranked_by_net_support() -> None:
    found = one("safeguards", ["grid"], cards({"grid_x": [30, 50, 20], "grid_y": [60, 30, 10]}))
    assert [row[0] for row in found.table.rows] == ["grid_y", "grid_x"]
    assert found.table.rows[0][4].startswith("+50 (")
    assert "“grid_y” would add most support" in found.sentence


def test_a_safeguard_with_a_small_count_shows_nothing() -> None:
    found = one("safeguards", ["grid"], cards({"grid_x": [30, 50, 20], "grid_y": [95, 3, 2]}))
    assert found.table.rows[1] == ("grid_y", *[HIDDEN] * 4)


@pytest.mark.parametrize("kind", ["safeguards", "answers"])
def test_what_nobody_answered_has_no_table(kind: str) -> None:
    found = one(kind, ["grid"], cards({}))
    assert (found.sentence, found.table.rows) == (NOBODY, ())


def test_the_answers_of_a_grid_have_a_line_for_each_item() -> None:
    found = one("answers", ["grid"], cards({"grid_x": [30, 50, 20], "grid_y": [60, 30, 10]}))
    assert found.table.rows == (("grid_x", "30", "20", "50", "100"), ("grid_y", "60", "10", "30", "100"))


def test_a_question_that_was_not_asked_has_no_measure() -> None:
    assert measure([Wanted("a_test", "answers", ("nothing",))], cards({})) == []
