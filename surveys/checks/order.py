"""Order: a rule may only look at what was asked before."""

from collections.abc import Iterator

from surveys.checks.dependencies import dependencies
from surveys.conditions import names
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.reading.reader import Problem


def check_order(question: AnyQuestion, questionnaire: Questionnaire) -> Iterator[str]:
    """Give a sentence for each name in a question's rule that is not known yet when it is needed."""
    here = questionnaire.positions[question.name]
    for name in sorted(names(question.condition) & questionnaire.owners.keys()):
        there = questionnaire.positions[questionnaire.owners[name].name]
        if there > here:
            yield f"The rule looks at “{name}”, which is asked later."
        elif there == here:
            yield f"The rule looks at “{name}”, which is asked by this question itself."


def loops(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Give each set of questions that are only shown after one another."""
    waits_for = {name: dependencies(questionnaire, name) for name in questionnaire.questions_by_name}
    told: set[str] = set()
    for name, before in waits_for.items():
        ring = sorted(other for other in before if other != name and name in waits_for[other])
        if ring and name not in told:
            told.update(ring)
            others = ", ".join(f"“{other}”" for other in ring)
            yield Problem(f"question “{name}”", f"The rules run in a circle through {others}.")
