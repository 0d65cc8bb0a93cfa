"""How unequally sides answered is measured on a question that an official survey asked, too."""

import pytest

from analysis.finding.doubts.benchmarks import measured_odds
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()


@pytest.mark.parametrize(("official", "odds"), [(0.6, 1.0), (0.5, 1.5), (0.7, 1.56)])
def test_the_odds_ratio_is_that_of_the_sample_against_the_survey(official: float, odds: float) -> None:
    table = make_replies(Said(4000, 0.6, 0.4))
    assert measured_odds(PLAN, table, make_facts(table), official) == pytest.approx(odds, abs=0.08)


def test_people_who_chose_to_reply_measure_nothing() -> None:
    table = make_replies(Said(4000, 0.6, 0.4, arm="open_link"))
    assert measured_odds(PLAN, table, make_facts(table), 0.3) == 1.0


def test_a_question_that_everybody_answers_alike_measures_nothing() -> None:
    table = make_replies(Said(2000, 1, 0))
    assert measured_odds(PLAN, table, make_facts(table), 0.3) == 1.0
