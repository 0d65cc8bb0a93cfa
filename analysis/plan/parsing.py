"""Reading a plan: its shape first, then whether it makes sense, and everything that is wrong at once."""

from collections.abc import Mapping
from typing import Any

from analysis.documents import DocumentRefused, parse_parts
from analysis.plan.asked import Asked
from analysis.plan.checks import CHECKS
from analysis.plan.plan import Plan


class PlanRefused(DocumentRefused):
    """A plan that cannot be registered; `problems` has a place and a sentence for each thing to put right."""


RETIRED_CHECKS = frozenset({"without_unverified"})
"""Checks that older plans name and that cannot fail: they said nothing of a reply that the rest did not say."""
RETIRED_KINDS = frozenset({"panel"})
"""Ways of being reached that older plans let decide, where it was not said how their people were found."""


def read_plan(document: Mapping[str, Any]) -> Plan:
    """A plan as it was registered: it is not judged again by the checks of today.

    What was retired since is left out; a panel of which it is not known how it was recruited never decides.
    Raises PlanRefused when the document is not that of a plan.
    """
    gates = [each for each in document["gates"] if each["kind"] not in RETIRED_KINDS]
    checks = [code for code in document["sensitivities"] if code not in RETIRED_CHECKS]
    parts, problems = parse_parts(Plan, {**document, "gates": gates, "sensitivities": checks})
    if problems:
        raise PlanRefused(problems)
    return Plan(**parts)


def parse_plan(document: object, asked: Asked | None = None) -> Plan:
    """The plan of a document as `analysis.documents.to_document` writes it.

    With what the questionnaire asks, the plan's question, answers and groups are compared with it. Raises
    PlanRefused with all problems: a part that cannot be read does not hide those of the others.
    """
    parts, problems = parse_parts(Plan, document)
    for needed, check in CHECKS:
        if parts.keys() >= {*needed}:
            problems += check(asked, *(parts[name] for name in needed))
    if problems:
        raise PlanRefused(problems)
    return Plan(**parts)
