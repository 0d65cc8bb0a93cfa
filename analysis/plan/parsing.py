"""Reading a plan: its shape first, then whether it makes sense, and everything that is wrong at once."""

from analysis.documents import DocumentRefused, parse_parts
from analysis.plan.asked import Asked
from analysis.plan.checks import CHECKS
from analysis.plan.plan import Plan


class PlanRefused(DocumentRefused):
    """A plan that cannot be registered; `problems` has a place and a sentence for each thing to put right."""


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
