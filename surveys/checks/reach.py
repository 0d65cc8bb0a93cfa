"""Reach: is there any way to answer that leads to a question?"""

from collections.abc import Sequence
from itertools import product
from math import prod

from surveys.checks.dependencies import dependencies
from surveys.checks.references import check_references
from surveys.checks.samples import sample
from surveys.conditions import AnsweredText, Leaf, leaves
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.variables import Stored

# Beyond this many combinations a question counts as reachable: a check must not hold up an editor.
MOST_TRIED = 50_000

Partial = dict[str, Stored]


def is_reachable(question: AnyQuestion, questionnaire: Questionnaire) -> bool:
    """Try all answers that matter to the questions it depends on, each of which must be shown itself."""
    before = [questionnaire.questions_by_name[name] for name in dependencies(questionnaire, question.name)]
    rules = [asked.condition for asked in (question, *before)]
    if any(True for rule in rules for _ in check_references(rule, questionnaire)):
        return True  # told of elsewhere, and nothing can be said about such rules
    looked_at = [leaf for rule in rules for leaf in leaves(rule)]
    tries = [_answers_that_matter(asked, looked_at) for asked in before]
    known = [answers for answers in tries if answers is not None]
    if len(known) < len(tries) or prod(len(answers) for answers in known) > MOST_TRIED:
        return True
    return any(_leads_to(question, before, answers) for answers in product(*known))


def _leads_to(question: AnyQuestion, before: Sequence[AnyQuestion], answers: Sequence[Partial]) -> bool:
    values = {name: stored for answer in answers for name, stored in answer.items()}
    shown = (asked.condition.holds(values) for asked, answer in zip(before, answers, strict=True) if answer)
    return question.condition.holds(values) and all(shown)


def _answers_that_matter(question: AnyQuestion, looked_at: Sequence[Leaf]) -> list[Partial] | None:
    """Give no answer, and each answer that some rule could tell from others; None if there are too many."""
    if question.is_text:
        return [{}, {question.name: "text"}]
    named = {leaf.variable for leaf in looked_at if not isinstance(leaf, AnsweredText)}
    variables = [variable for variable in question.variables() if variable.name in named]
    samples = [[None, *sample(question, variable, looked_at)] for variable in variables]
    if prod(len(values) for values in samples) > MOST_TRIED:
        return None
    names = [variable.name for variable in variables]
    combinations = (dict(zip(names, values, strict=True)) for values in product(*samples))
    return [
        {name: stored for name, stored in values.items() if stored is not None}
        for values in combinations
        if set(values.values()) == {None} or question.possible(values)
    ]
