"""How unequally sides answered is measured on questions that official surveys asked, too, and not by chance."""

from math import exp, log

import numpy as np
import pytest

from analysis.finding.doubts.benchmarks import Distance, measure_distance, pool_odds
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()


def distance(said: Said, official: float, asked: int | None = None) -> Distance | None:
    table = make_replies(said)
    return measure_distance(PLAN, table, make_facts(table), official, asked)


@pytest.mark.parametrize(("official", "odds"), [(0.6, 1.0), (0.5, 1.5), (0.7, 1 / 1.56)])
def test_the_distance_is_that_of_the_sample_from_the_survey(official: float, odds: float) -> None:
    found = distance(Said(4000, 0.6, 0.4), official)
    assert found
    assert exp(found.log_odds) == pytest.approx(odds, abs=0.08)


def test_a_small_official_survey_is_less_sure_itself() -> None:
    exact, small = (distance(Said(4000, 0.6, 0.4), 0.5, asked) for asked in (None, 400))
    assert exact
    assert small
    assert small.variance == pytest.approx(exact.variance + 0.01)


def test_people_who_chose_to_reply_measure_nothing() -> None:
    assert distance(Said(4000, 0.6, 0.4, arm="open_link"), 0.3) is None


def test_a_question_that_everybody_answers_alike_measures_nothing() -> None:
    assert distance(Said(2000, 1, 0), 0.3) is None
    assert pool_odds([], 0.95) == 1.0


def drawn(shares: list[float], official: float, n: int, seed: int) -> list[Distance]:
    """Questions answered by n random people each, beside an official figure without error."""
    found = np.random.default_rng(seed).binomial(n, shares) / n
    return [
        Distance(log(p / (1 - p)) - log(official / (1 - official)), 1 / (n * p * (1 - p)))
        for p in found.tolist()
    ]


def test_chance_alone_raises_gamma_in_one_sample_of_twenty() -> None:
    """Three shares of 10 % in a sample of 500, without any selection; the largest is over 1.25 in a third of them."""
    found = [drawn([0.1] * 3, 0.1, 500, seed) for seed in range(2000)]
    raised = [pool_odds(each, 0.95) > 1.25 for each in found]
    largest = [max(abs(one.log_odds) for one in each) > log(1.25) for each in found]
    assert np.mean(raised) < 0.065
    assert np.mean(largest) > 0.3


@pytest.mark.parametrize("odds", [1.5, 2.0])
def test_a_selection_that_is_there_is_found_at_its_size(odds: float) -> None:
    selected = odds * 0.4 / (odds * 0.4 + 0.6)
    found = [pool_odds(drawn([selected] * 3, 0.4, 1000, seed), 0.95) for seed in range(200)]
    assert np.median(found) == pytest.approx(odds, rel=0.04)
