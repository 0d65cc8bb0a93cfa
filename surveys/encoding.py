"""Encoding: what a whole response becomes before it is stored."""

from dataclasses import dataclass

from surveys.questionnaire import Questionnaire
from surveys.routing import Answers, kept
from surveys.variables import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A response, parted by where it may be kept.

    `values` and `stratum` (one category for each stratum, in order) stay in the clear; `texts`, which may be
    published, and `monitoring`, words among it, are kept apart.
    """

    values: dict[str, Stored]
    texts: dict[str, str]
    monitoring: dict[str, Stored]
    stratum: tuple[str, ...]
    eligible: bool
    consent: bool


def encode(questionnaire: Questionnaire, answers: Answers) -> Encoded:
    """Encode the answers to the questions shown."""
    values: dict[str, Stored] = {}
    monitoring: dict[str, Stored] = {}
    texts: dict[str, str] = {}
    for name, answer in kept(questionnaire, answers).items():
        question = questionnaire.questions_by_name[name]
        apart = name in questionnaire.monitoring
        if question.is_text:
            (monitoring if apart else texts)[name] = answer
        else:
            (monitoring if apart else values).update(question.encode(answer))
    known = values | monitoring | texts
    return Encoded(
        values=values,
        texts=texts,
        monitoring=monitoring,
        stratum=tuple(stratum.category(known) for stratum in questionnaire.strata),
        eligible=questionnaire.eligible.holds(known),
        consent=questionnaire.consent.holds(known),
    )
