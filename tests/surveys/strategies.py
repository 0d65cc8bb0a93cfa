"""Questionnaires with rules at random, and answers to them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from surveys.conditions import (
    ALWAYS,
    NEVER,
    All,
    Answered,
    AnsweredText,
    AnyOf,
    Condition,
    Leaf,
    Not,
    OneOf,
    Within,
)
from surveys.questionnaire import Questionnaire, Section
from surveys.questions import AnyQuestion
from surveys.variables import Variable
from tests.surveys.examples import EXAMPLES, make_question

# Whole questionnaires take a while to draw, longer on a busy machine.
unhurried = settings(max_examples=60, deadline=None)

PARSED = {kind: make_question(kind) for kind in EXAMPLES}


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Give up to six questions in two sections, the second one for monitoring."""
    kinds = draw(st.lists(st.sampled_from(sorted(EXAMPLES)), min_size=1, max_size=6))
    questions: list[AnyQuestion] = []
    for index, kind in enumerate(kinds):
        questions.append(replace(PARSED[kind], name=f"q{index}", condition=draw(_conditions(questions))))
    middle = draw(st.integers(0, len(questions)))
    sections = (
        Section("views", "Views", tuple(questions[:middle])),
        Section("you", "You", tuple(questions[middle:]), monitoring=True),
    )
    return Questionnaire(
        title="Random",
        language="en",
        languages=("en",),
        sections=sections,
        strata=(),
        eligible=ALWAYS,
        consent=NEVER,
        primary="",
    )


@st.composite
def answers_to(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, Any]:
    """Give answers to some of the questions, whether they are shown or not."""
    return {
        question.name: draw(st.sampled_from(EXAMPLES[question.kind].answers))
        for question in questionnaire.questions
        if question.asks and draw(st.booleans())
    }


def _conditions(before: Sequence[AnyQuestion]) -> st.SearchStrategy[Condition]:
    looked_at = [question for question in before if question.asks]
    if not looked_at:
        return st.just(ALWAYS)
    leaves = st.sampled_from(looked_at).flatmap(_leaves)
    rules = st.recursive(leaves, _combine, max_leaves=4)
    return st.one_of(st.just(ALWAYS), rules)


def _combine(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(several.map(All), several.map(AnyOf), parts.map(Not))


def _leaves(question: AnyQuestion) -> st.SearchStrategy[Leaf]:
    if question.is_text:
        return st.just(AnsweredText((question.name,)))
    return st.sampled_from(question.variables()).flatmap(lambda variable: _about(question, variable))


def _about(question: AnyQuestion, variable: Variable) -> st.SearchStrategy[Leaf]:
    answered = st.just(Answered(variable.name))
    if question.kind == "date":
        limits: list[Any] = ["2021-01-01", "2025-06-15"]
    elif variable.scale in {"interval", "rank"}:
        limits = [1, 2, 3]
    else:
        codes = st.sampled_from([value.code for value in variable.values])
        picked = st.frozensets(codes, min_size=1)
        return st.one_of(answered, picked.map(lambda some: OneOf(variable.name, some)))
    low, high = (st.sampled_from([None, *limits]) for _ in range(2))
    return st.one_of(answered, st.builds(Within, st.just(variable.name), low, high))
