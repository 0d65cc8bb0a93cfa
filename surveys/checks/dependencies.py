"""Dependencies: the questions that a question's rule looks at, directly or through others."""

from surveys.conditions import names
from surveys.questionnaire import Questionnaire


def dependencies(questionnaire: Questionnaire, name: str) -> frozenset[str]:
    """Give every question that has to do with whether one is shown; itself only if rules run in a circle."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for looked_at in names(questionnaire.questions_by_name[waiting.pop()].condition):
            owner = questionnaire.owners.get(looked_at)
            if owner is not None and owner.name not in found:
                found.add(owner.name)
                waiting.append(owner.name)
    return frozenset(found)
