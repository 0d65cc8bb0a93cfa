"""What came too late has no effect: replies to an earlier proposal, surveys entered after opening, late rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from analysis.documents import to_document
from analysis.plan.defaults import RULE
from consult.models import Consultation, Response
from consult.services.consultations.catalogue import Catalogue, read_version
from consult.services.facts.comparing import official_benchmarks
from consult.services.facts.entering import Place, add_fact
from consult.services.facts.reading import SURVEY
from consult.services.findings.closing import AT_CLOSING, close_early
from consult.services.findings.plans import Subject, approve, suggest_plan, write
from consult.services.findings.published import (
    deciding_plan,
    find_beside,
    list_findings,
    newest_finding,
    plan_in_force,
)
from consult.services.records.exclusions import Act, ExclusionRefusedError
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from tests.approved import agree_on
from tests.factories import (
    change_proposal,
    make_consultation,
    make_person,
    make_vault,
    put_plan_in_force,
    reply,
    survey_of,
)

OFFICIAL = {
    "title": "An official survey",
    "source": "A report",
    "organisation": "An office",
    "when": "2025",
    "population": "Adults",
    "wording": "How much do you trust the police?",
    "official": True,
    "variable": "trust",
    "answers": ["7", "8"],
    "share": 0.4,
}
LATE_RULE = {"code": "late", "sentence": "It was written after the replies were seen."}


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def test_a_finding_counts_replies_to_the_newest_proposal_only(
    session: Session, consultation: Consultation, worker_engine: Engine
) -> None:
    for _ in range(40):
        reply(session, consultation, support="tend_support")
    change_proposal(session, consultation)
    for number in range(60):
        reply(session, consultation, support="tend_support" if number % 2 else "tend_oppose")
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()
    record = find_once(Workplace(worker_engine, make_vault()), survey_of(consultation).id, AT_CLOSING)
    assert record is not None
    assert record.shown["waterfall"]["rows"][1][1:] == [
        "60",
        "sent about the proposal before it was changed, after which everybody could reply again: 40",
    ]
    assert record.shown["earlier"] == [{"number": 1, "support": None}], "the board never showed it"


def test_surveys_entered_after_opening_do_not_move_gamma(
    session: Session, consultation: Consultation
) -> None:
    add_fact(session, None, Place(consultation.id, SURVEY), OFFICIAL)
    assert official_benchmarks(session, consultation.id, consultation.opens_at) == []
    later = datetime.now(UTC) + timedelta(days=1)
    assert len(official_benchmarks(session, consultation.id, later)) == 1


def test_a_rule_of_a_later_plan_takes_no_reply_out(session: Session, consultation: Consultation) -> None:
    reply(session, consultation)
    number = session.scalars(select(Response.id)).one()
    put_plan_in_force(session, survey_of(consultation), exclusions=[LATE_RULE])
    with pytest.raises(ExclusionRefusedError, match="opened with"):
        agree_on(session, Act("exclude", "I do not like it", "late"), number)


def test_a_plan_that_was_approved_after_replies_had_come_finds_beside_and_never_instead(
    session: Session, consultation: Consultation, worker_engine: Engine
) -> None:
    for _ in range(40):
        reply(session, consultation)
    eager = to_document(replace(RULE, gamma=1.0))
    later = put_plan_in_force(session, survey_of(consultation), rule=eager)
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()
    survey_id = survey_of(consultation).id
    record = find_once(Workplace(worker_engine, make_vault()), survey_id, AT_CLOSING)
    assert record is not None
    assert not record.exploratory
    assert record.plan_id != later.id
    (beside, decided) = list_findings(session, survey_id)
    assert (beside.exploratory, beside.plan_id) == (True, later.id)
    assert newest_finding(session, survey_id) == decided
    assert find_beside([beside, decided], decided) == [beside]


def test_the_plan_that_decides_is_the_newest_that_knew_no_reply(
    session: Session, consultation: Consultation
) -> None:
    survey = survey_of(consultation)
    second = put_plan_in_force(session, survey)
    reply(session, consultation)
    third = put_plan_in_force(session, survey)
    assert plan_in_force(session, survey.id) == third
    assert deciding_plan(session, survey.id) == second


def test_an_approval_keeps_how_many_replies_had_come(session: Session, consultation: Consultation) -> None:
    for _ in range(3):
        reply(session, consultation)
    listing = Catalogue(fresh_seconds=0).listing(session, consultation.slug)
    subject = Subject(listing, read_version(survey_of(consultation).versions[-1]))
    plan = write(session, make_person(session), subject, suggest_plan(subject))
    approval = approve(session, make_person(session), subject, plan.number)
    assert approval.after_replies == 3
