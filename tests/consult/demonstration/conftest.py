"""The demonstration as it is seeded by default, invented once for all tests."""

import numpy as np
import pytest

from consult.demonstration.people import Population, draw_population
from consult.demonstration.replies import Plan, Reply, gather_respondents, make_replies
from consult.demonstration.respondents import Respondent
from surveys import library
from surveys.document import parse
from surveys.questionnaire import Questionnaire


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return parse(library.load("facial-recognition"))


@pytest.fixture(scope="session")
def population() -> Population:
    return draw_population(40_000, np.random.default_rng(5))


@pytest.fixture(scope="session")
def respondents() -> list[Respondent]:
    return gather_respondents(Plan())


@pytest.fixture(scope="session")
def replies(questionnaire: Questionnaire) -> list[Reply]:
    return list(make_replies(questionnaire, Plan()))
