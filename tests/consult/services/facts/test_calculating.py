"""The alert calculator over entered evidence."""

import pytest
from sqlalchemy.orm import Session

from consult.services.facts.calculating import Answer, Question, calculate, usable
from consult.services.facts.entering import take_over
from consult.services.facts.reading import ACCURACY, FactView, read_current
from tests.factories import make_consultation


@pytest.fixture
def facts(session: Session) -> list[FactView]:
    consultation = make_consultation(session)
    take_over(session, None, consultation.id, ACCURACY)
    return read_current(session, consultation.id, ACCURACY)


def ask(facts: list[FactView], evidence: str, watchlist: int = 10_000) -> Answer:
    return calculate(facts, Question(60_000, 20, watchlist, evidence))


def test_the_numbers_of_a_crowd(facts: list[FactView]) -> None:
    answer = ask(facts, "npl-2023-10000")
    assert answer.alerts.wrong.number == pytest.approx(59_980 * 0.00017)
    assert answer.alerts.right.number == pytest.approx(20 * 0.89)
    assert answer.alerts.wrong.low < 10 < answer.alerts.wrong.high
    assert "In a crowd of 60,000 with 20 people on the list" in answer.sentence
    assert answer.picture.startswith("<svg")


def test_a_list_ten_times_as_long_gives_about_ten_times_the_wrong_alerts(facts: list[FactView]) -> None:
    short, long = (ask(facts, "npl-2023-10000", size).alerts.wrong.number for size in (1_000, 10_000))
    assert long / short == pytest.approx(10, rel=0.01)


def test_what_the_evidence_does_not_say_is_said(facts: list[FactView]) -> None:
    answer = ask(facts, "london-2025")
    assert any("not known, so the size you gave" in note for note in answer.notes)
    assert any("as the chosen evidence does not count it" in note for note in answer.notes)


def test_without_any_count_of_people_missed_only_wrong_alerts_are_told(facts: list[FactView]) -> None:
    london = [fact for fact in facts if fact.code == "london-2025"]
    answer = ask(london, "london-2025")
    assert not answer.known
    assert "How many right alerts there would be is not known" in answer.sentence
    assert not answer.picture


def test_evidence_that_is_not_there_cannot_be_chosen(facts: list[FactView]) -> None:
    assert len(usable(facts)) == 3
    with pytest.raises(LookupError):
        ask(facts, "withdrawn")
