"""Sentences: rules read back as people say them."""

from collections.abc import Iterable, Mapping
from typing import Any

from surveys.questionnaire import Questionnaire
from surveys.variables import Variable

ALWAYS_SHOWN = "It is always shown."


def tell_rule(rule: Any, questionnaire: Questionnaire | None) -> str:
    """When something is shown, in a sentence; names stand for questions that cannot be read."""
    if not rule:
        return ALWAYS_SHOWN
    return f"It is shown if {_tell(rule, questionnaire)}."


def _tell(rule: Any, questionnaire: Questionnaire | None) -> str:
    if not isinstance(rule, Mapping):
        return "a rule holds that cannot be read"
    for joint, word in (("all", " and "), ("any", " or ")):
        if isinstance(rule.get(joint), list):
            return word.join(_inner(part, questionnaire) for part in rule[joint])
    if "not" in rule:
        return f"it is not so that {_tell(rule['not'], questionnaire)}"
    if "answered_text" in rule:
        titles = _either(_title(name, questionnaire) for name in rule["answered_text"])
        return f"something was written for {titles}"
    return _tell_variable(rule, questionnaire)


def _inner(rule: Any, questionnaire: Questionnaire | None) -> str:
    told = _tell(rule, questionnaire)
    several = isinstance(rule, Mapping) and any(len(rule.get(joint, ())) > 1 for joint in ("all", "any"))
    return f"({told})" if several else told


def _tell_variable(rule: Mapping[str, Any], questionnaire: Questionnaire | None) -> str:
    variable = _variable(rule.get("variable"), questionnaire)
    asked = f"the answer to {called(rule.get('variable'), questionnaire)}"
    if rule.get("answered") is True:
        return f"{asked} was given"
    limits = [
        f"{word} {rule[limit]}"
        for limit, word in (("at_least", "at least"), ("at_most", "at most"))
        if limit in rule
    ]
    if limits:
        return f"{asked} is {' and '.join(limits)}"
    codes = rule.get("in") if isinstance(rule.get("in"), list) else [rule.get("is")]
    return f"{asked} is {_either(_label(variable, code) for code in codes or ())}"


def called(name: Any, questionnaire: Questionnaire | None) -> str:
    """What the question behind a variable is called; with its row or option where it has several."""
    variable = _variable(name, questionnaire)
    if variable is None or questionnaire is None:
        return f"“{name}”"
    question = questionnaire.questions_by_name[variable.question]
    part = f" (“{variable.label}”)" if len(question.variables()) > 1 else ""
    return f"“{question.label}”{part}"


def _variable(name: Any, questionnaire: Questionnaire | None) -> Variable | None:
    return None if questionnaire is None else questionnaire.variables_by_name.get(str(name))


def _title(name: Any, questionnaire: Questionnaire | None) -> str:
    question = None if questionnaire is None else questionnaire.questions_by_name.get(str(name))
    return f"“{name if question is None else question.label}”"


def _label(variable: Variable | None, code: Any) -> str:
    labels = {} if variable is None else {value.code: value.label for value in variable.values}
    return f"“{labels.get(str(code), code)}”"


def _either(words: Iterable[str]) -> str:
    *most, last = [*words] or ["nothing"]
    return f"{', '.join(most)} or {last}" if most else last
