"""The scorecard: evidence and gaps from what is entered, the public's view from what was let out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult.models import Consultation
from consult.services.consultations.catalogue import Catalogue
from consult.services.counting.shown import read_snapshot
from consult.services.facts.comparing import compare_surveys
from consult.services.facts.entering import Place, add_fact, take_over
from consult.services.facts.reading import ACCURACY, HELD, OUTCOME, SURVEY
from consult.services.facts.scorecard import Scorecard, ScoredTest, make_scorecard
from consult.services.findings.closing import AT_CLOSING, close_early
from consult.worker.counting import CountingLoop
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from tests.factories import SLUG, make_consultation, make_schedule, make_vault, send_reply

SIDES = ("tend_support", "strongly_support", "tend_oppose", "neither")
ALL = (*SIDES, "strongly_oppose", "dont_know")


CHOSE = "People who chose to reply"


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def counting(worker_engine: Engine) -> Iterator[CountingLoop]:
    loop = CountingLoop(worker_engine)
    yield loop
    loop.leadership.resign()


def scorecard(session: Session, *, with_views: bool = True) -> Scorecard:
    return make_scorecard(session, Catalogue().listing(session, SLUG), with_views=with_views)


def the_test(found: Scorecard, code: str) -> ScoredTest:
    return next(each for each in found.tests if each.card.code == code)


def fill(session: Session, consultation: Consultation, count: int) -> None:
    for number in range(count):
        answers = {
            "support_before": ALL[number % 6],
            "support": (*ALL, "tend_support", "tend_support")[number % 8],
            "wrong_alerts": ("under_1", "under_1", "about_5")[number % 3],
            "safeguards": {"signs": ("more", "more", "no_difference", "less", "dont_know")[number % 5]},
        }
        send_reply(session, consultation, "open_link", answers)
    session.commit()


def test_at_first_only_finished_documents_of_the_proposal_are_held(
    session: Session, consultation: Consultation
) -> None:
    found = scorecard(session)
    states = ["gaps", "nothing_held", "nothing_held", "nothing_held", "nothing_held"]
    assert [each.card.state for each in found.tests] == states
    assert "A date of review" in the_test(found, "review").card.gaps
    drafts = {"Data protection impact assessment", "Equality impact assessment"}
    assert drafts <= {gap for each in found.tests for gap in each.card.gaps}


def test_a_plan_counts_only_if_it_was_approved_before_opening(session: Session) -> None:
    make_consultation(session, make_schedule(opened_days_ago=-1))
    assert "A plan of the analysis, published before opening" not in gaps(session, "support")


def test_a_late_plan_is_a_gap(session: Session, consultation: Consultation) -> None:
    assert "A plan of the analysis, published before opening" in gaps(session, "support")


def gaps(session: Session, test: str) -> tuple[str, ...]:
    return the_test(scorecard(session), test).card.gaps


def test_without_views_no_group_is_shown(session: Session, consultation: Consultation) -> None:
    found = scorecard(session)
    assert all(not each.groups for each in found.tests)


def test_what_is_entered_fills_the_gaps(session: Session, consultation: Consultation) -> None:
    take_over(session, None, consultation.id, ACCURACY)
    add_fact(session, None, Place(consultation.id, OUTCOME), {"label": "Fewer thefts", "indicator": "Thefts"})
    held = {"need": "equality", "title": "Equality assessment", "text": "Whole text"}
    add_fact(session, None, Place(consultation.id, HELD), held)
    found = scorecard(session)
    assert the_test(found, "accuracy").card.gaps == (
        "Figures by ethnic group, age and sex",
        "Figures of the system that would be used, in this area",
    )
    assert the_test(found, "outcome").card.state == "gaps"
    assert "Equality impact assessment" not in the_test(found, "review").card.gaps


def test_the_public_view_comes_from_what_was_let_out(
    session: Session, consultation: Consultation, counting: CountingLoop
) -> None:
    fill(session, consultation, 120)
    counting.step()
    found = scorecard(session)
    assert found.seen == [(consultation.surveys[0].id, 1)]
    assert "67 % gave the right answer" in the_test(found, "accuracy").card.view
    assert "support: 33 % before the facts, 50 % after the facts" in the_test(found, "support").card.view
    assert "“Clear signs near the cameras” would add most support" in the_test(found, "review").card.view


def test_after_closing_support_is_that_of_the_finding(
    session: Session, consultation: Consultation, counting: CountingLoop
) -> None:
    """The board did not move again before closing, so its last figures are not those of the finding."""
    fill(session, consultation, 40)
    counting.step()
    assert not scorecard(session).found
    for side in ("tend_support",) * 40 + ("tend_oppose",) * 10 + ("neither",) * 10:
        send_reply(session, consultation, "open_link", {"support_before": side, "support": side})
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()
    record = find_once(Workplace(counting.engine, make_vault()), consultation.surveys[0].id, AT_CLOSING)
    found = scorecard(session)
    assert record is not None
    assert found.found
    (_, *_, replied, number, _) = record.shown["shares"]["rows"][0]
    groups = the_test(found, "support").groups
    assert [group.label for group in groups] == [CHOSE]
    for group in groups:
        assert after_the_facts(group.measures) == [*replied.removesuffix(" %").split(" / "), number]


def after_the_facts(measures: list[dict[str, Any]]) -> list[str]:
    """Percents as replied, and the number of replies."""
    (row,) = [row for row in measures[0]["table"]["rows"] if row[0] == "After the facts"]
    return [cell.split(" as replied")[0] for cell in row[1:]]


def test_questions_that_not_everybody_is_asked_are_marked(
    session: Session, consultation: Consultation, counting: CountingLoop
) -> None:
    assert not scorecard(session).asks_some
    fill(session, consultation, 60)
    counting.step()
    found = scorecard(session)
    assert found.asks_some
    (group,) = [group for group in the_test(found, "purpose").groups if group.label == CHOSE]
    marked = {measure["title"].split()[0]: measure["of_all"] for measure in group.measures}
    assert marked == {"Under": False, "How": False, "Would": True}


def test_without_views_no_opinion_is_in_it(
    session: Session, consultation: Consultation, counting: CountingLoop
) -> None:
    fill(session, consultation, 60)
    counting.step()
    found = scorecard(session, with_views=False)
    assert found.seen == []
    assert all(not each.groups and not each.card.view for each in found.tests)


def test_other_surveys_stand_beside_ours(
    session: Session, consultation: Consultation, counting: CountingLoop
) -> None:
    take_over(session, None, consultation.id, SURVEY)
    fill(session, consultation, 60)
    counting.step()
    listing = Catalogue().listing(session, SLUG)
    shown = compare_surveys(session, listing, read_snapshot(session, consultation.surveys[0].id))
    assert shown.ours["support"] == "50 %"
    assert shown.surveys[1].figures == {"support": "64 %", "oppose": "17 %", "neither": "not published"}
    assert compare_surveys(session, listing, None).ours == {}
