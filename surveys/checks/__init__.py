"""Checks of a whole questionnaire, for what no field shows by itself."""

from collections.abc import Iterator

from surveys.checks.order import check_order, loops
from surveys.checks.reach import is_reachable
from surveys.checks.references import check_references
from surveys.questionnaire import Questionnaire
from surveys.reading.reader import Problem


def check(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Give every problem with the names and rules of a questionnaire."""
    return (*_check_questions(questionnaire), *loops(questionnaire), *_check_whole(questionnaire))


def _check_questions(questionnaire: Questionnaire) -> Iterator[Problem]:
    for question in questionnaire.questions:
        sentences = [
            *check_references(question.condition, questionnaire),
            *check_order(question, questionnaire),
        ]
        if not sentences and not is_reachable(question, questionnaire):
            sentences.append("No answers lead to this question.")
        yield from (Problem(f"question “{question.name}”", sentence) for sentence in sentences)


def _check_whole(questionnaire: Questionnaire) -> Iterator[Problem]:
    rules = {"eligible": [questionnaire.eligible], "consent": [questionnaire.consent]}
    for stratum in questionnaire.strata:
        rules[f"stratum “{stratum.name}”"] = [group.when for group in stratum.groups]
    for number, contradiction in enumerate(questionnaire.contradictions, start=1):
        rules[f"contradictions {number}"] = [contradiction.when]
    for place, conditions in rules.items():
        for condition in conditions:
            for sentence in check_references(condition, questionnaire):
                yield Problem(place, sentence)
    primary, counted = questionnaire.primary, {variable.name for variable in questionnaire.counted}
    if primary and primary not in counted:
        yield Problem("primary", f"There is no counted variable “{primary}”.")
