"""Lint: wording that often misleads or tires. Each is advice with a reason; none holds anything back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.questions.agreement import Agreement
from surveys.questions.grid import Grid
from surveys.questions.information import Information
from surveys.questions.number import Number
from surveys.questions.single import Single

LONGEST_TITLE = 25  # words
LONGEST_SENTENCE = 30
MOST_OPTIONS = 15
MOST_MINUTES = 15

LEADING = re.compile(
    r"\b(don’t you|do you not|wouldn’t you|surely|obviously|clearly|of course|as everyone knows|it is well known)\b",
    re.IGNORECASE,
)
LOADED = re.compile(
    r"\b(tough on|innocent|law-abiding|criminals|big brother|snooping|hard-working)\b", re.IGNORECASE
)
ONE_SIDED = re.compile(r"\bdo you (support|agree|favour|oppose|disagree)\b(?!\s+or\b)", re.IGNORECASE)
TWICE_NEGATED = re.compile(r"\bnot\b.*\b(not|never|no longer|without|oppose|disagree)\b", re.IGNORECASE)
DOUBLE = re.compile(
    r"\b(?:support|oppose|agree|satisfied|important|safe)\b[^.?]*\b\w+ and (?:the )?\w+\b[^.?]*\?",
    re.IGNORECASE,
)
# Names that have an "and" in them.
ONE_THING = re.compile(r"stop and search|Kent and Medway|police and crime", re.IGNORECASE)
JARGON = re.compile(
    r"\b(stakeholders?|utili[sz]e|leverage|going forward|holistic|synergy|deliverables?|in relation to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Advice:
    """What could be better about a question, why, and what to do."""

    question: str
    label: str
    sentence: str


WORDS = (
    (LEADING, "“{}” leads people to an answer. Leave it out."),
    (LOADED, "“{}” takes a side. Use a neutral word."),
    (ONE_SIDED, "It names one side only: people tend to follow it. Ask “support or oppose”."),
    (TWICE_NEGATED, "It says no twice, which is hard to answer. Ask it the other way round."),
    (DOUBLE, "It may ask two things at once. If somebody could answer them differently, ask twice."),
    (JARGON, "“{}” is jargon. Use a plainer word."),
)


def find_advice(questionnaire: Questionnaire) -> list[Advice]:
    """Everything that could be better, in the order of the questions."""
    return [
        Advice(question.name, question.label, sentence)
        for question in questionnaire.questions
        if question.name not in questionnaire.monitoring
        for sentence in (*_of_words(question), *_of_answers(question))
    ]


def _of_words(question: AnyQuestion) -> Iterator[str]:
    for pattern, sentence in WORDS if question.asks else ():
        found = pattern.search(ONE_THING.sub("one", question.title))
        if found:
            yield sentence.format(found[0])
    words = question.title.split()
    if len(words) > LONGEST_TITLE:
        yield f"It has {len(words)} words. Questions of more than {LONGEST_TITLE} words are often misread."
    body = question.body if isinstance(question, Information) else ""
    for sentence in re.split(r"(?<=[.?!])\s+", f"{question.hint} {body}".strip()):
        if len(sentence.split()) > LONGEST_SENTENCE:
            yield f"A sentence has {len(sentence.split())} words. Part it: “{sentence[:60]}…”"
            return


def _of_answers(question: AnyQuestion) -> Iterator[str]:
    if isinstance(question, Single | Grid):
        options = question.columns if isinstance(question, Grid) else question.options
        on_scale = [option for option in options if not option.outside]
        if question.scale == "ordinal" and len(on_scale) == len(options):
            yield "There is no way to say “Don’t know” or “Prefer not to say”. People then guess or leave."
        if question.sided and len(on_scale) % 2 == 0 and not isinstance(question, Agreement):
            yield "It has no middle: people without a view must take a side."
        if len(options) > MOST_OPTIONS:
            yield f"{len(options)} answers are many to read. Put them into groups, or ask in two steps."
    if isinstance(question, Number) and not question.dont_know:
        yield "There is no way to say “Don’t know”. People then guess or leave."
    if question.required and not isinstance(question, Single):
        yield "It must be answered. People who cannot will leave the whole form."
