"""Order by lot: every list and scale is balanced over the lots, and nothing but the order differs."""

from collections import Counter
from typing import Any

import pytest

from surveys.ordering import AS_WRITTEN, LOTS, Arrangement, arrange, draw, first_of, is_reversible
from surveys.questions import AnyQuestion
from surveys.reading.reader import DefinitionError
from tests.surveys.examples import make_question, options


def question_of(kind: str, **fields: Any) -> AnyQuestion:
    return make_question(kind, **{"name": "q", "drawn": True, **fields})


LIST = question_of("single", options=[*options("a", "b", "c"), *options("none", outside=True)])
SCALE = question_of("agreement")
TICKS = question_of("multiple", options=options("a", "b", "c", "none"), exclusive=["none"])
GRID = question_of("grid", rows=options("x", "y", "z"), columns=options("more", "same", "less"))
RANKS = question_of("ranking", items=options("a", "b", "c", "d"), most=3)


def codes_of(question: AnyQuestion, field: str, arrangement: Arrangement) -> list[str]:
    return [option.code for option in getattr(arrange(question, arrangement), field)]


@pytest.mark.parametrize("question", [LIST, TICKS, GRID, RANKS], ids=lambda question: question.kind)
def test_each_answer_stands_first_equally_often(question: AnyQuestion) -> None:
    firsts = Counter(first_of(question, draw(question, lot)) for lot in range(LOTS))
    assert "none" not in firsts
    assert max(firsts.values()) - min(firsts.values()) <= 2


@pytest.mark.parametrize("question", [SCALE, GRID], ids=lambda question: question.kind)
def test_half_of_the_visits_see_a_scale_from_its_end(question: AnyQuestion) -> None:
    assert sum(draw(question, lot).reversed for lot in range(LOTS)) == LOTS / 2
    assert is_reversible(question)


def test_all_scales_of_a_visit_run_the_same_way_and_lists_begin_anywhere() -> None:
    lots = range(200)
    assert all(draw(SCALE, lot).reversed == draw(GRID, lot).reversed for lot in lots)
    assert len({(draw(GRID, lot).reversed, draw(GRID, lot).turned) for lot in lots}) == 6


def test_what_is_not_on_the_scale_and_what_excludes_the_others_stays_last() -> None:
    assert codes_of(LIST, "options", Arrangement(turned=1)) == ["b", "c", "a", "none"]
    assert codes_of(TICKS, "options", Arrangement(turned=2)) == ["c", "a", "b", "none"]
    assert codes_of(SCALE, "options", Arrangement(reversed=True))[0] == "strongly_oppose"
    assert codes_of(SCALE, "options", Arrangement(reversed=True))[-1] == "dont_know"
    assert codes_of(GRID, "columns", Arrangement(reversed=True)) == ["less", "same", "more", "dont_know"]


@pytest.mark.parametrize("question", [LIST, SCALE, TICKS, GRID, RANKS], ids=lambda question: question.kind)
def test_nothing_but_the_order_differs(question: AnyQuestion) -> None:
    turned = arrange(question, Arrangement(1, reversed=True))
    assert turned.fields().keys() == question.fields().keys()
    assert {each.name for each in turned.variables()} == {each.name for each in question.variables()}
    assert {frozenset(each.values) for each in turned.variables()} == {
        frozenset(each.values) for each in question.variables()
    }


def test_on_paper_and_where_nothing_is_drawn_it_is_as_written() -> None:
    assert draw(LIST, None) == AS_WRITTEN
    assert draw(question_of("agreement", drawn=False), 1) == AS_WRITTEN
    assert arrange(LIST, AS_WRITTEN) == LIST


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"kind": "text", "max": 100}, "There is no order to draw"),
        ({"kind": "single", "options": options("a")}, "There is no order to draw"),
        ({"kind": "single", "options": options("a", "b", group="G")}, "leave their headings"),
        ({"kind": "multiple", "options": options("a", "none"), "exclusive": ["none"]}, "There is no order"),
    ],
)
def test_an_order_that_cannot_be_drawn_is_refused(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(DefinitionError, match=problem):
        question_of(**fields)
