"""The lines that an auditor recounts: one for each reply that was not erased, whatever its state, and nobody else's."""

import json

import pytest
from sqlalchemy.orm import Session

from consult.models import Consultation, Response
from consult.services.consultations.catalogue import Catalogue
from consult.services.findings.replies import digest_replies, responses_of, to_count, write_replies
from consult.services.records.exclusions import Act, apply_exclusions
from tests.approved import agree_on
from tests.factories import change_proposal, make_consultation, reply, survey_of


@pytest.fixture
def consultation(session: Session) -> Consultation:
    consultation = make_consultation(session)
    for at in range(3):
        reply(session, consultation, why=f"Secret {at}.")
    return consultation


def lines(session: Session, consultation: Consultation) -> list[list[object]]:
    return [json.loads(line) for line in write_replies(session, survey_of(consultation).id)]


def agree(session: Session, worker: Session, act: Act, number: int) -> None:
    agree_on(session, act, number)
    apply_exclusions(worker, Catalogue())
    worker.commit()
    session.expire_all()


def test_an_excluded_reply_has_its_line_with_its_state(
    session: Session, worker_session: Session, consultation: Consultation
) -> None:
    agree(session, worker_session, Act("exclude", "Sent by a program.", "false"), 1)
    assert sorted(str(line[3]) for line in lines(session, consultation)) == ["counted", "counted", "excluded"]


def test_an_erased_reply_has_none(
    session: Session, worker_session: Session, consultation: Consultation
) -> None:
    agree(session, worker_session, Act("erase", "Asked for.", "withdrawn"), 2)
    assert len(lines(session, consultation)) == 2


def test_lines_lie_in_no_order_that_tells_when_a_reply_came(
    session: Session, consultation: Consultation
) -> None:
    receipts = [str(line[0]) for line in lines(session, consultation)]
    assert receipts == sorted(receipts)
    known = {response.receipt_hash.hex() for response in session.query(Response)}
    assert set(receipts) == known


def test_no_line_tells_what_somebody_wrote(session: Session, consultation: Consultation) -> None:
    assert "Secret" not in str(lines(session, consultation))


def test_replies_to_another_consultation_change_no_digest(
    session: Session, consultation: Consultation
) -> None:
    before = digest_replies(session, survey_of(consultation).id)
    reply(session, make_consultation(session, slug="other"))
    assert digest_replies(session, survey_of(consultation).id) == before
    assert session.scalar(responses_of(survey_of(consultation).id)) == 3


def test_after_a_change_only_replies_to_the_newest_proposal_count(
    session: Session, consultation: Consultation
) -> None:
    first = session.scalars(to_count(survey_of(consultation).id)).all()
    change_proposal(session, consultation)
    second = session.scalars(to_count(survey_of(consultation).id)).all()
    assert first
    assert second
    assert set(first).isdisjoint(second)
    assert len(lines(session, consultation)) == 3, "the lines of all versions stay"
