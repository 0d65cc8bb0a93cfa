"""Changes of the proposal by two people: nobody undoes a colleague's words, and nobody alone sets replies aside."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Consultation, ConsultationEvent
from consult.services.consultations.publishing import publish_proposal
from tests.factories import make_consultation, reply
from tests.forms import Fields, filled
from tests.staff import add_account, sign_in

STAFF = "/staff/facial-recognition"
CHANGE = f"{STAFF}/events/change"
PUBLIC = "/consultations/facial-recognition"
SAID = {"what": "The words changed.", "why": "They were not clear.", "notice": "Read it again."}
SUMMARY, TITLE = "text.summary", "text.title"


@dataclass
class Colleague:
    """Somebody with a form that was opened at some time."""

    client: FlaskClient
    fields: Fields

    def change(self, **texts: str) -> tuple[int, str]:
        answer = self.client.post(CHANGE, data=self.fields | SAID | texts)
        return answer.status_code, answer.text


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def colleague(app: Flask, session: Session, name: str, role: str = "staff") -> Colleague:
    client = app.test_client()
    sign_in(client, add_account(app, session, role, f"{name}@example.org"))
    page = client.get(CHANGE)
    return Colleague(client, filled(page.text) if page.status_code == 200 else {})


@pytest.fixture
def both(staff_app: Flask, session: Session, consultation: Consultation) -> tuple[Colleague, Colleague]:
    return colleague(staff_app, session, "one"), colleague(staff_app, session, "other")


def proposal(session: Session) -> dict[str, str]:
    session.rollback()
    return session.scalars(select(Consultation)).one().document


def test_an_older_form_does_not_undo_what_a_colleague_published(
    both: tuple[Colleague, Colleague], session: Session
) -> None:
    one, other = both
    assert one.change(**{SUMMARY: "Only a trial is proposed."})[0] == 302
    status, page = other.change(**{TITLE: "A better title"})
    assert status == 409
    assert "Somebody else changed the proposal in the meantime" in page
    assert "Now: <span" in page
    assert "Only a trial is proposed." in page
    assert proposal(session)["summary"] == "Only a trial is proposed."
    again = filled(page)
    assert str(again[TITLE]).strip() == "A better title", "what was typed is kept"
    assert str(again[SUMMARY]).strip() == "Only a trial is proposed.", "what was not touched is theirs"
    assert other.client.post(CHANGE, data=again).status_code == 302
    assert (proposal(session)["title"], proposal(session)["summary"]) == (
        "A better title",
        "Only a trial is proposed.",
    )


def test_a_text_that_both_changed_keeps_what_was_typed_and_shows_theirs(
    both: tuple[Colleague, Colleague], session: Session
) -> None:
    one, other = both
    one.change(**{SUMMARY: "Their words."})
    status, page = other.change(**{SUMMARY: "My words."})
    assert (status, "Their words." in page) == (409, True)
    assert str(filled(page)[SUMMARY]).strip() == "My words."


@pytest.mark.parametrize("seen", ["", "0", "99", "x", "9" * 40])
def test_a_form_that_does_not_say_what_it_was_made_from_is_refused(
    both: tuple[Colleague, Colleague], session: Session, seen: str
) -> None:
    status, page = both[0].change(seen=seen, **{SUMMARY: "Mine."})
    assert (status, "Mine." in page) == (409, True)
    assert session.scalars(select(ConsultationEvent)).all() == []


def test_nobody_alone_sets_replies_aside(
    staff_app: Flask, session: Session, consultation: Consultation, client: FlaskClient
) -> None:
    reply(session, consultation)
    one, other = colleague(staff_app, session, "one"), colleague(staff_app, session, "other", "pcc")
    status, _ = one.change(**{SUMMARY: "Only a trial is proposed."})
    assert status == 302
    assert session.scalars(select(ConsultationEvent)).all() == []
    assert "Only a trial" not in client.get(PUBLIC).text
    page = other.client.get(f"{STAFF}/approvals/2").text
    assert "Publish a changed proposal" in page
    assert "Only a trial is proposed." in page
    waiting = one.change(**{SUMMARY: "Something else."})
    assert (waiting[0], "Another change waits for approval: request 2" in waiting[1]) == (422, True)
    other.client.post(f"{STAFF}/approvals/2", data=filled(page) | {"decision": "approved"})
    client.application.extensions["catalogue"].fresh_seconds = 0
    assert "Only a trial is proposed." in client.get(PUBLIC).text


def test_an_approved_change_does_not_undo_a_later_one(
    staff_app: Flask, session: Session, consultation: Consultation
) -> None:
    one, other = colleague(staff_app, session, "one"), colleague(staff_app, session, "other")
    reply(session, consultation)
    one.change(**{SUMMARY: "Only a trial is proposed."})
    consultation.document = consultation.document | {"title": "Published in between"}
    publish_proposal(session, consultation, consultation.document)
    session.commit()
    page = other.client.get(f"{STAFF}/approvals/2").text
    answer = other.client.post(f"{STAFF}/approvals/2", data=filled(page) | {"decision": "approved"})
    assert (answer.status_code, "in the meantime" in answer.text) == (409, True)
    assert proposal(session)["title"] == "Published in between"


def test_nobody_alone_closes_early(
    staff_app: Flask, session: Session, consultation: Consultation, client: FlaskClient
) -> None:
    one, other = colleague(staff_app, session, "one"), colleague(staff_app, session, "other", "pcc")
    planned = consultation.closes_at
    fields = filled(one.client.get(f"{STAFF}/events/close").text)
    assert one.client.post(f"{STAFF}/events/close", data=fields).status_code == 422
    asked = one.client.post(f"{STAFF}/events/close", data=fields | {"reason": "The budget is spent."})
    assert asked.location == f"{STAFF}/approvals/2?asked=yes"
    again = one.client.post(f"{STAFF}/events/close", data=fields | {"reason": "Once more."})
    assert (again.status_code, "waits for an answer already" in again.text) == (422, True)
    session.rollback()
    assert consultation.closes_at == planned
    page = other.client.get(f"{STAFF}/approvals/2").text
    assert "It was to be open until" in page
    other.client.post(f"{STAFF}/approvals/2", data=filled(page) | {"decision": "approved"})
    session.rollback()
    assert consultation.closes_at < planned
    client.application.extensions["catalogue"].fresh_seconds = 0
    public = client.get(PUBLIC).text
    assert "closed before its time" in public
    assert "Reason: The budget is spent." in public
