"""What a finding counts: replies of people it is about, campaigns among what counts, and nothing that is on its way."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, text, update
from sqlalchemy.orm import Session

from analysis.cells import CellTable
from analysis.finding.facts import Facts
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.replies import DIRECTION, DOUBT
from analysis.plan.plan import CampaignRule, Plan
from consult.models import Consultation, Exclusion, FindingRecord, Response
from consult.services.consultations.catalogue import Catalogue
from consult.services.findings import making
from consult.services.findings.closing import AT_CLOSING, close_early, is_due
from consult.services.findings.making import find_senders
from consult.services.findings.plans import lock_plans
from consult.services.records.exclusions import Act, apply_exclusions
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from tests.approved import agree_on
from tests.factories import make_consultation, make_vault, reply, survey_of

OUT = Act("exclude", "Sent by a program.", "false")
ALIKE = "We the undersigned oppose cameras that look at every face in our high streets."


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def close(session: Session, consultation: Consultation) -> None:
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()


def test_a_finding_counts_nobody_whom_it_is_not_about(
    session: Session, consultation: Consultation, worker_engine: Engine
) -> None:
    for number in range(60):
        reply(session, consultation, support=("tend_support", "tend_oppose", "neither")[number % 3])
    for _ in range(20):
        reply(session, consultation, replying_as="visits", support="strongly_support")
    close(session, consultation)
    record = find_once(Workplace(worker_engine, make_vault()), survey_of(consultation).id, AT_CLOSING)
    assert record is not None
    assert (
        "Of 60 people who chose to reply, 33 % support it, 33 % oppose it"
        in record.shown["words"]["headline"]
    )


def test_texts_of_replies_that_do_not_count_make_no_campaign(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    rule = CampaignRule(least_texts=5)
    for _ in range(5):
        reply(session, consultation, why=ALIKE)
    survey = survey_of(consultation).id
    assert len(find_senders(session, make_vault(), survey, rule)) == 5
    agree_on(session, OUT, 1)
    apply_exclusions(worker_session, Catalogue())
    worker_session.commit()
    session.rollback()
    assert find_senders(session, make_vault(), survey, rule) == frozenset()


@pytest.mark.parametrize(
    ("closed_minutes_ago", "grace", "due"), [(60, 60, False), (62, 60, True), (5, 6, False), (1, 0, True)]
)
def test_a_finding_waits_for_replies_that_are_on_their_way(
    session: Session, consultation: Consultation, closed_minutes_ago: int, grace: int, due: bool
) -> None:
    closed = func.now() - func.make_interval(0, 0, 0, 0, 0, closed_minutes_ago)
    session.execute(update(Consultation).values(closes_at=closed, grace_minutes=grace))
    session.commit()
    assert is_due(session, survey_of(consultation).id) is due


@pytest.fixture
def found(session: Session, consultation: Consultation, worker_engine: Engine) -> int:
    """A survey with a finding, and a reply that was taken out; its number."""
    for _ in range(3):
        reply(session, consultation)
    agree_on(session, OUT, 1)
    close(session, consultation)
    survey = survey_of(consultation).id
    assert find_once(Workplace(worker_engine, make_vault()), survey, AT_CLOSING) is not None
    return survey


@pytest.mark.parametrize(("seconds_before", "due"), [(30, True), (600, False)])
def test_what_was_changed_while_a_finding_was_made_leads_to_another(
    session: Session, owner_session: Session, found: int, seconds_before: int, due: bool
) -> None:
    made = datetime.now(UTC) - timedelta(days=2)
    owner_session.execute(update(FindingRecord).values(made_at=made))
    owner_session.execute(update(Exclusion).values(applied_at=made - timedelta(seconds=seconds_before)))
    owner_session.commit()
    assert is_due(session, found) is due


def test_plans_are_written_one_after_another(
    session: Session, consultation: Consultation, web_engine: Engine
) -> None:
    survey = survey_of(consultation).id
    lock_plans(session, survey)
    with Session(web_engine) as other:
        other.execute(text("SET LOCAL lock_timeout = '100ms'"))
        with pytest.raises(Exception, match="lock timeout"):
            lock_plans(other, survey)
        other.rollback()
        lock_plans(other, survey + 1)


def test_a_finding_knows_who_is_in_doubt_and_which_end_of_the_scale_they_saw_first(
    session: Session,
    owner_session: Session,
    consultation: Consultation,
    worker_engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables: list[CellTable] = []

    def find_and_keep(plan: Plan, table: CellTable, facts: Facts) -> Finding:
        tables.append(table)
        return find(plan, table, facts)

    monkeypatch.setattr(making, "find", find_and_keep)
    visits = [reply(session, consultation, "random_invitation", support="neither") for _ in range(30)]
    owner_session.execute(update(Response).where(Response.id <= 4).values(pace=0))
    owner_session.commit()
    close(session, consultation)
    find_once(Workplace(worker_engine, make_vault()), survey_of(consultation).id, AT_CLOSING)
    (table,) = tables
    backwards = sum(visit.lot & 1 for visit in visits)
    assert list(table.margin(DOUBT)) == [26, 4]
    assert list(table.margin(DIRECTION)) == [30 - backwards, backwards, 0]
