"""Opinions: from a person's view to an answer to any question, by the question's kind and options.

A person picks an option the more readily, the closer it leans to their own view. What the options lean to is
data; options that nothing is known of are picked by everybody alike.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from consult.demonstration.campaign import write_letter
from consult.demonstration.chance import pick
from consult.demonstration.respondents import Respondent
from consult.demonstration.views import SHARES, support_code
from consult.demonstration.writing import write
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.questions.grid import Grid
from surveys.questions.multiple import Multiple
from surveys.questions.number import Number
from surveys.questions.options import DONT_KNOW, Option
from surveys.questions.ranking import Ranking
from surveys.questions.single import Single
from surveys.questions.text import Text
from surveys.routing import Answers, route

Table = Mapping[str, Mapping[str, float]]

BREADTH = 0.28  # of the range of views that an option attracts
NEUTRAL = 0.5  # how much an option attracts that leans to no side
OUTSIDE = 0.1  # how much one attracts that has no place on the scale
RIGHT = 1.6  # how much the right answer attracts, where there is one
WAVERING = 0.03  # between one question about support and the next
WAVERING_BY_ROW = 0.1
PASSED_OVER = 0.035
ROW_PASSED_OVER = 0.03
PICKED_BESIDE_OTHERS = 0.8
RARELY_ALONE = 0.06

# The share of those shown a text box who write something; those with firm views write more.
WRITES = {"why": 0.36}
USUALLY_WRITES = 0.22
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


def answer_all(
    questionnaire: Questionnaire, respondent: Respondent, rng: np.random.Generator
) -> dict[str, Any]:
    """Give an answer to every question shown to this person, None for those passed over."""
    mind = Mind(respondent, rng)
    answers: Answers = {question.name: answer(question, mind) for question in questionnaire.questions}
    return {name: answers[name] for name in route(questionnaire, answers).names}


def answer(question: AnyQuestion, mind: Mind) -> Any:
    """Give what a person says about themselves, or an opinion, or None."""
    if question.name in mind.respondent.traits:
        return mind.respondent.traits[question.name]
    if not question.required and mind.rng.random() < PASSED_OVER:
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
    powers = leanings()["rows"].get(question.name, {})
    picked = {}
    for row in question.rows:
        view = mind.wavering(WAVERING_BY_ROW) ** powers.get(row.code, 1.0)
        if is_about_support(question.columns):
            picked[row.code] = support_code(view)
        else:
            picked[row.code] = pick(attractions(question.name, question.columns, view), mind.rng)
    return {row: code for row, code in picked.items() if mind.rng.random() >= ROW_PASSED_OVER} or None


def choose_several(question: Multiple, mind: Mind) -> list[str] | None:
    attraction = attractions(question.name, question.options, mind.view)
    for code in question.exclusive:
        if mind.rng.random() < attraction.pop(code) * (1 if leans(question.name, code) else RARELY_ALONE):
            return [code]
    taken = {
        code for code, strength in attraction.items() if mind.rng.random() < strength * PICKED_BESIDE_OTHERS
    }
    return [code for code in question.labels if code in taken] or None


def choose_order(question: Ranking, mind: Mind) -> dict[str, int] | str:
    attraction = attractions(question.name, (*question.items, *question.instead), mind.view)
    for option in question.instead:
        strength = attraction[option.code]
        if mind.rng.random() < strength * (1 if leans(question.name, option.code) else RARELY_ALONE):
            return option.code
    # Noise of this shape makes each item first with a chance in proportion to its attraction.
    felt = {item.code: np.log(attraction[item.code]) + mind.rng.gumbel() for item in question.items}
    order = sorted(felt, key=felt.__getitem__, reverse=True)
    given = question.most if mind.rng.random() < 0.7 else int(mind.rng.integers(1, question.most + 1))
    return {item: rank for rank, item in enumerate(order[:given], start=1)}


def choose_number(question: Number, mind: Mind) -> int | float | str:
    if question.dont_know and mind.rng.random() < RARELY_ALONE / 2:
        return DONT_KNOW
    share = 0.25 + 0.5 * mind.view + mind.rng.normal(0, 0.15)
    steps = round((question.highest - question.lowest) / question.step)
    return question.lowest + question.step * round(min(max(share, 0.0), 1.0) * steps)


def say_something(question: Text, mind: Mind) -> str | None:
    if mind.respondent.in_campaign:
        return write_letter(mind.rng) if question.name == CAMPAIGN_QUESTION else None
    firmness = abs(2 * mind.view - 1)
    chance = WRITES.get(question.name, USUALLY_WRITES) + FIRM_WRITES_MORE * firmness
    return write(question.name, mind.view, mind.rng) if mind.rng.random() < chance else None


def pass_over(_question: AnyQuestion, _mind: Mind) -> None:
    return None


OPINIONS: Mapping[str, Callable[[Any, Mind], Any]] = {
    "single": choose_one,
    "agreement": choose_one,
    "multiple": choose_several,
    "grid": choose_by_row,
    "ranking": choose_order,
    "number": choose_number,
    "text": say_something,
    "information": pass_over,
    "place": pass_over,
    "date": pass_over,
}


def is_about_support(options: Iterable[Option]) -> bool:
    return {option.code for option in options} == SHARES.keys()


def attractions(question: str, options: Iterable[Option], view: float) -> dict[str, float]:
    """Say how much each option attracts somebody with this view."""
    popularity = leanings()["popularity"].get(question, {})
    leaning = leanings()["leanings"].get(question, {})
    found = {}
    for option in options:
        usual = OUTSIDE if option.outside else 1.0
        strength = NEUTRAL
        if option.code in leaning:
            strength = float(np.exp(-(((view - leaning[option.code]) / BREADTH) ** 2) / 2))
        found[option.code] = strength * popularity.get(option.code, usual)
    return found


def leans(question: str, code: str) -> bool:
    return code in leanings()["leanings"].get(question, {})


@lru_cache(maxsize=1)
def leanings() -> Mapping[str, Table]:
    text = files("consult.demonstration").joinpath("leanings.json").read_text(encoding="utf-8")
    tables: Mapping[str, Table] = json.loads(text)
    return tables
