"""Rules while they are written: the parts of a rule, and the places of a document that rules stand in."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from surveys.drafting.outline import OutlineError, find_question, find_section

Document = dict[str, Any]
Rule = dict[str, Any]
Joint = Literal["all", "any"]

ALL: Joint = "all"
ANY: Joint = "any"
SHOW_IF = "show_if"
# Where a rule stands, beside "question/<name>" and "section/<name>".
OF_WHOLE = {
    "eligible": "Who belongs to the people the findings are about",
    "consent": "Who lets their words be published",
}


def rule_at(document: Mapping[str, Any], target: str) -> Rule | None:
    """The rule at a place, None where there is none; raises `OutlineError` for a place that is not there."""
    rule: Rule | None = _holder(document, target).get(_field(target))
    return rule


def with_rule_at(document: Mapping[str, Any], target: str, rule: Rule | None) -> Document:
    """The document with another rule at a place, or with none."""
    made = copy.deepcopy(dict(document))
    holder, field = _holder(made, target), _field(target)
    if rule:
        holder[field] = rule
    else:
        holder.pop(field, None)
    return made


def parts_of(rule: Rule | None) -> tuple[Joint, list[Rule]]:
    """How the parts of a rule are joined, and the parts."""
    if not rule:
        return ALL, []
    if isinstance(rule.get(ANY), list):
        return ANY, list(rule[ANY])
    if isinstance(rule.get(ALL), list):
        return ALL, list(rule[ALL])
    return ALL, [rule]


def join(joint: Joint, parts: Sequence[Rule]) -> Rule | None:
    """One rule of some parts; none where there are none."""
    if len(parts) <= 1:
        return dict(parts[0]) if parts else None
    return {joint: list(parts)}


def title_of(document: Mapping[str, Any], target: str) -> str:
    """What a rule is about, in words."""
    if target in OF_WHOLE:
        return OF_WHOLE[target]
    title = _holder(document, target).get("title")
    return str(title or target.partition("/")[2])


def _field(target: str) -> str:
    return target if target in OF_WHOLE else SHOW_IF


def _holder(document: Mapping[str, Any], target: str) -> Any:
    if target in OF_WHOLE:
        return document
    kind, _, name = target.partition("/")
    if kind == "question":
        return find_question(document, name)
    if kind == "section":
        return find_section(document, name)
    raise OutlineError(f"There is no rule at “{target}”.")
