"""What staff took out is told by its rule and by its way; what was typed again or came back is no judgement."""

import pytest
from sqlalchemy.orm import Session

from analysis.plan.parsing import read_plan
from analysis.plan.plan import Plan
from consult.models import Consultation
from consult.services.consultations.catalogue import Catalogue
from consult.services.findings.published import deciding_plan
from consult.services.findings.taken_out import ERASED, count_judged, count_removed
from consult.services.records.exclusions import Act, apply_exclusions
from tests.approved import agree_on
from tests.factories import make_consultation, reply, survey_of

FALSE, AGAIN = Act("exclude", "From one device.", "false"), Act("exclude", "Sent twice.", "duplicate")
BACK, ERASE = Act("reinstate", "Two people."), Act("erase", "Asked for.", "withdrawn")


@pytest.fixture
def consultation(session: Session) -> Consultation:
    consultation = make_consultation(session)
    for arm in ("open_link", "open_link", "random_invitation", "random_invitation"):
        reply(session, consultation, arm)
    return consultation


@pytest.fixture
def plan(session: Session, consultation: Consultation) -> Plan:
    row = deciding_plan(session, survey_of(consultation).id)
    assert row is not None
    return read_plan(row.document)


def agree(session: Session, worker: Session, act: Act, *numbers: int) -> None:
    agree_on(session, act, *numbers)
    apply_exclusions(worker, Catalogue())
    worker.commit()
    session.expire_all()


def told(session: Session, consultation: Consultation, plan: Plan) -> list[tuple[str, int, bool]]:
    removed = count_removed(session, survey_of(consultation).id, plan)
    return [(each.code, each.count, each.duplicates) for each in removed]


def test_each_is_counted_under_the_rule_that_took_it_out(
    session: Session, worker_session: Session, consultation: Consultation, plan: Plan
) -> None:
    agree(session, worker_session, FALSE, 1, 3)
    agree(session, worker_session, AGAIN, 2)
    assert told(session, consultation, plan) == [("duplicate", 1, True), ("false", 2, False)]


def test_what_came_back_is_not_taken_out_and_a_second_time_counts_by_its_own_rule(
    session: Session, worker_session: Session, consultation: Consultation, plan: Plan
) -> None:
    agree(session, worker_session, FALSE, 1)
    agree(session, worker_session, BACK, 1)
    assert told(session, consultation, plan) == []
    assert not count_judged(session, survey_of(consultation).id)
    agree(session, worker_session, AGAIN, 1)
    assert told(session, consultation, plan) == [("duplicate", 1, True)]


def test_an_erased_reply_is_told_as_one_that_its_sender_wanted_gone(
    session: Session, worker_session: Session, consultation: Consultation, plan: Plan
) -> None:
    agree(session, worker_session, ERASE, 4)
    (removed,) = count_removed(session, survey_of(consultation).id, plan)
    assert (removed.code, removed.label, removed.count) == ("erased", ERASED, 1)


def test_an_auditor_can_tell_from_which_way_they_were_taken(
    session: Session, worker_session: Session, consultation: Consultation
) -> None:
    agree(session, worker_session, FALSE, 1, 3)
    agree(session, worker_session, ERASE, 4)
    assert count_judged(session, survey_of(consultation).id) == {"open_link": 1, "random_invitation": 2}


def test_replies_of_those_whom_a_finding_is_not_about_are_no_judgement_about_it(
    session: Session, worker_session: Session, consultation: Consultation
) -> None:
    reply(session, consultation, replying_as="visits")
    agree(session, worker_session, FALSE, 5)
    assert not count_judged(session, survey_of(consultation).id)
