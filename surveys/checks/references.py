"""References: what a rule names must exist and be able to have the value it asks for."""

from collections.abc import Iterator
from datetime import date

from surveys.conditions import AboutVariable, AnsweredText, Condition, OneOf, Within, leaves
from surveys.questionnaire import Questionnaire
from surveys.questions.date import Date
from surveys.variables import Stored, Variable

MEASURED = frozenset({"interval", "rank"})


def check_references(condition: Condition, questionnaire: Questionnaire) -> Iterator[str]:
    """Give a sentence for each name or value in a rule that does not exist."""
    for leaf in leaves(condition):
        if isinstance(leaf, AnsweredText):
            yield from _check_texts(leaf, questionnaire)
        else:
            yield from _check_variable(leaf, questionnaire)


def _check_texts(leaf: AnsweredText, questionnaire: Questionnaire) -> Iterator[str]:
    for name in leaf.questions:
        question = questionnaire.questions_by_name.get(name)
        if question is None or not question.is_text:
            yield f"The rule looks at “{name}”, but there is no text question of this name."


def _check_variable(leaf: AboutVariable, questionnaire: Questionnaire) -> Iterator[str]:
    variable = questionnaire.variables_by_name.get(leaf.variable)
    if variable is None:
        yield f"The rule looks at “{leaf.variable}”, but there is no variable of this name."
    elif isinstance(leaf, OneOf):
        yield from _check_codes(leaf, variable)
    elif isinstance(leaf, Within):
        dates = isinstance(questionnaire.owners[variable.name], Date)
        yield from _check_limits(leaf, variable, dates=dates)


def _check_codes(leaf: OneOf, variable: Variable) -> Iterator[str]:
    codes = {value.code for value in variable.values}
    for code in sorted(leaf.codes - (variable.outside if variable.scale in MEASURED else codes)):
        yield f"“{code}” is not one of the values of “{variable.name}”."


def _check_limits(leaf: Within, variable: Variable, *, dates: bool) -> Iterator[str]:
    if variable.scale not in MEASURED:
        yield f"“{variable.name}” is not a number, a rank or a date: use “is” or “in”."
        return
    for limit in (leaf.at_least, leaf.at_most):
        if limit is not None and (not _is_date(limit) if dates else isinstance(limit, str)):
            yield f"“{limit}” is not {'a date' if dates else 'a number'}, as “{variable.name}” is."


def _is_date(limit: Stored) -> bool:
    try:
        return date.fromisoformat(str(limit)).isoformat() == limit
    except ValueError:
        return False
