"""Replies: all answers of the demonstration, the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from consult.demonstration.opinions import answer_all
from consult.demonstration.people import draw_population
from consult.demonstration.respondents import Respondent, find_respondents
from consult.demonstration.turnout import OPEN_LINK, PAPER, PARTNER_LINK, RANDOM_INVITATION
from consult.demonstration.views import side
from surveys.questionnaire import Questionnaire

INVITATIONS = 2_500
RESPONSE_RATE = 0.40
INVITED_AT_MOST = 0.25  # of all replies, where there are few
BY_PARTNER = 0.03
ON_PAPER = 0.02
MOST_ON_PAPER = 12
RESIDENTS_PER_REPLY = 10
FEWEST_RESIDENTS = 20_000
IN_CAMPAIGN = 0.045
CAMPAIGN_BEGINS = 0.3  # of the way through


@dataclass(frozen=True, slots=True)
class Plan:
    """How many replies to invent, and the seed that decides on all of them."""

    replies: int = 4_000
    seed: int = 1

    @property
    def invited(self) -> int:
        """How many of the replies come by invitation."""
        return min(round(INVITATIONS * RESPONSE_RATE), round(self.replies * INVITED_AT_MOST))

    @property
    def reached(self) -> dict[str, int]:
        """How many of the replies come by each way of being reached."""
        apart = {
            RANDOM_INVITATION: self.invited,
            PARTNER_LINK: round(self.replies * BY_PARTNER),
            PAPER: min(round(self.replies * ON_PAPER), MOST_ON_PAPER),
        }
        return apart | {OPEN_LINK: self.replies - sum(apart.values())}


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply as it is sent: how the person was reached, and the answer to every question shown."""

    arm: str
    answers: dict[str, Any]


def make_replies(questionnaire: Questionnaire, plan: Plan) -> Iterator[Reply]:
    """Invent the replies one after another."""
    for number, respondent in enumerate(gather_respondents(plan)):
        rng = np.random.default_rng([plan.seed, number])
        yield Reply(respondent.arm, answer_all(questionnaire, respondent, rng))


def gather_respondents(plan: Plan) -> list[Respondent]:
    """Find everybody who answers, in the order in which they do."""
    rng = np.random.default_rng(plan.seed)
    population = draw_population(max(FEWEST_RESIDENTS, RESIDENTS_PER_REPLY * plan.replies), rng)
    everybody = [
        respondent
        for arm, count in plan.reached.items()
        for respondent in find_respondents(population, arm, count, rng)
    ]
    order = rng.permutation(len(everybody))
    return _join_campaign([everybody[index] for index in order])


def _join_campaign(respondents: list[Respondent]) -> list[Respondent]:
    """Let the opponents who come after the campaign's beginning send its letter, until enough have done so."""
    left = round(len(respondents) * IN_CAMPAIGN)
    joined = []
    for number, respondent in enumerate(respondents):
        begun = number >= len(respondents) * CAMPAIGN_BEGINS
        joins = begun and left > 0 and respondent.arm == OPEN_LINK and side(respondent.view) == "against"
        left -= joins
        joined.append(replace(respondent, in_campaign=joins))
    return joined
