"""Opinions: from a person's view to an answer to any question, by the question's kind and options."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from consult.demonstration.chance import pick
from consult.demonstration.leanings import attractions, view_of_row
from consult.demonstration.respondents import Respondent
from consult.demonstration.views import SHARES, support_code
from consult.demonstration.wording.campaign import write_letter
from consult.demonstration.wording.phrases import phrases
from consult.demonstration.wording.writing import write
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.questions.bands import Numeric
from surveys.questions.grid import Grid
from surveys.questions.multiple import Multiple
from surveys.questions.number import Number
from surveys.questions.options import DONT_KNOW, Option
from surveys.questions.ranking import Ranking
from surveys.questions.single import Single
from surveys.questions.text import Text
from surveys.routing import route

# Shares of people, if nothing else is said.
PASS_OVER = 0.035
PASS_OVER_A_ROW = 0.03
CANNOT_SAY_A_NUMBER = 0.03
RANK_ALL = 0.7

# How much views waver from one question about support to the next, and from row to row.
WAVERING = 0.03
WAVERING_BY_ROW = 0.1
WAVERING_OF_NUMBERS = 0.15

# Attraction of the right answer where there is one, and what it is multiplied by to make a chance.
RIGHT = 1.6
BESIDE_OTHERS = 0.8
ALONE = 0.5

# The share of those shown a text box who write something; those with firm views write more.
WRITES = {"why": 0.36}
USUALLY_WRITES = 0.12
FIRM_WRITES_MORE = 0.18
CAMPAIGN_QUESTION = "why"


@dataclass(frozen=True, slots=True)
class Mind:
    """A respondent in the moment of answering."""

    respondent: Respondent
    rng: np.random.Generator

    @property
    def view(self) -> float:
        return self.respondent.view

    def wavering(self, extent: float) -> float:
        """Give the view as it is felt at one question."""
        return min(max(self.view + self.rng.normal(0, extent), 0.0), 1.0)

    def happens(self, chance: float) -> bool:
        return self.rng.random() < chance


def answer_all(
    questionnaire: Questionnaire, respondent: Respondent, rng: np.random.Generator
) -> dict[str, Any]:
    """Give an answer to every question shown to this person, None for those passed over."""
    mind = Mind(respondent, rng)
    answers = {question.name: answer(question, mind) for question in questionnaire.questions}
    return {name: answers[name] for name in route(questionnaire, answers).names}


def answer(question: AnyQuestion, mind: Mind) -> Any:
    """Give what a person says about themselves, or an opinion, or None."""
    if question.name in mind.respondent.traits:
        return mind.respondent.traits[question.name]
    if not question.required and mind.happens(PASS_OVER):
        return None
    return OPINIONS[question.kind](question, mind)


def choose_one(question: Single, mind: Mind) -> str:
    if is_about_support(question.options):
        return support_code(mind.wavering(WAVERING))
    attraction = attractions(question.name, question.options, mind.view)
    if question.correct:
        attraction[question.correct] = RIGHT
    return pick(attraction, mind.rng)


def choose_by_row(question: Grid, mind: Mind) -> dict[str, str] | None:
    views = {
        row.code: view_of_row(question.name, row.code, mind.wavering(WAVERING_BY_ROW))
        for row in question.rows
        if not mind.happens(PASS_OVER_A_ROW)
    }
    if is_about_support(question.columns):
        return {row: support_code(view) for row, view in views.items()} or None
    return {
        row: pick(attractions(question.name, question.columns, view), mind.rng) for row, view in views.items()
    } or None


def choose_several(question: Multiple, mind: Mind) -> list[str] | None:
    attraction = attractions(question.name, question.options, mind.view)
    alone = choose_alone(question.exclusive, attraction, mind)
    if alone:
        return [alone]
    together = (code for code in question.labels if code not in question.exclusive)
    return [code for code in together if mind.happens(BESIDE_OTHERS * attraction[code])] or None


def choose_order(question: Ranking, mind: Mind) -> dict[str, int] | str:
    attraction = attractions(question.name, (*question.items, *question.instead), mind.view)
    alone = choose_alone([option.code for option in question.instead], attraction, mind)
    if alone:
        return alone
    # Noise of this shape puts each item first with a chance in proportion to its attraction.
    felt = {item.code: log(attraction[item.code]) + mind.rng.gumbel() for item in question.items}
    order = sorted(felt, key=felt.__getitem__, reverse=True)
    last = question.most if mind.happens(RANK_ALL) else int(mind.rng.integers(1, question.most + 1))
    return {item: rank for rank, item in enumerate(order[:last], start=1)}


def choose_alone(codes: Collection[str], attraction: Mapping[str, float], mind: Mind) -> str | None:
    """Choose one of the answers that stand alone, if any."""
    return next((code for code in codes if mind.happens(ALONE * attraction[code])), None)


def choose_number(question: Number, mind: Mind) -> Numeric | str:
    """Give a number that is the higher, the firmer a person is in favour."""
    if question.dont_know and mind.happens(CANNOT_SAY_A_NUMBER):
        return DONT_KNOW
    share = 0.25 + mind.view / 2 + mind.rng.normal(0, WAVERING_OF_NUMBERS)
    steps = round((question.highest - question.lowest) / question.step)
    return question.lowest + question.step * round(min(max(share, 0.0), 1.0) * steps)


def say_something(question: Text, mind: Mind) -> str | None:
    if mind.respondent.in_campaign:
        return write_letter(mind.rng) if question.name == CAMPAIGN_QUESTION else None
    firmness = abs(2 * mind.view - 1)
    chance = WRITES.get(question.name, USUALLY_WRITES) + FIRM_WRITES_MORE * firmness
    if question.name not in phrases().themes or not mind.happens(chance):
        return None
    return write(question.name, mind.view, mind.rng)


def pass_over(_question: AnyQuestion, _mind: Mind) -> None:
    """Say nothing: to a page there is only to read, or to a question about the person that was not asked for."""


OPINIONS: Mapping[str, Callable[[Any, Mind], Any]] = {
    "single": choose_one,
    "agreement": choose_one,
    "multiple": choose_several,
    "grid": choose_by_row,
    "ranking": choose_order,
    "number": choose_number,
    "date": pass_over,
    "text": say_something,
    "place": pass_over,
    "information": pass_over,
}


def is_about_support(options: Iterable[Option]) -> bool:
    return {option.code for option in options} == SHARES.keys()
