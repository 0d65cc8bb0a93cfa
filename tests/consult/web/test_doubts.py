"""The pages about replies in doubt."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation, Doubt
from tests.factories import make_consultation, reply
from tests.forms import filled
from tests.staff import add_account, sign_in
from tests.visitor import Visitor

RESPONSES = "/staff/facial-recognition/views/responses"


@pytest.fixture
def staff(staff_app: Flask, session: Session, staff_client: FlaskClient) -> FlaskClient:
    reply(session, make_consultation(session), "random_invitation")
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    return staff_client


def test_without_doubts_the_page_says_what_would_appear(staff: FlaskClient) -> None:
    assert "No reply is in doubt. Replies appear here when" in staff.get(f"{RESPONSES}/doubts").text
    assert "It is not in doubt." in staff.get(f"{RESPONSES}/1/doubt").text


def approve_first(app: Flask, session: Session) -> None:
    other = app.test_client()
    sign_in(other, add_account(app, session, "pcc"))
    Visitor(other).send("/staff/facial-recognition/approvals/2", decision="approved")
    session.rollback()


def test_a_doubt_is_listed_looked_at_and_settled(
    staff: FlaskClient, staff_app: Flask, session: Session, worker_session: Session
) -> None:
    worker_session.execute(text("UPDATE response SET pace = 0"))
    worker_session.commit()
    page = staff.get(f"{RESPONSES}/doubts").text
    assert "1 reply is in doubt" in page
    assert "less than 2 seconds for each answered question" in page
    form = filled(staff.get(f"{RESPONSES}/1/doubt").text) | {"action": "settled", "reason": "A long text."}
    assert staff.post(f"{RESPONSES}/1/doubt", data=form).location.endswith("/approvals/2?asked=yes")
    assert "1 reply is in doubt" in staff.get(f"{RESPONSES}/doubts").text, "one person alone settles nothing"
    approve_first(staff_app, session)
    assert "No reply is in doubt" in staff.get(f"{RESPONSES}/doubts").text
    assert "doubt settled. <bdi>A long text.</bdi>" in staff.get(f"{RESPONSES}/1/doubt").text
    assert "doubt settled approved" in session.scalars(select(Audit.action)).all()


def test_one_person_alone_raises_no_doubt(staff: FlaskClient, staff_app: Flask, session: Session) -> None:
    """Doubts about a twentieth of the replies would keep a finding from being made."""
    fields = filled(staff.get(f"{RESPONSES}/doubts/ask?reply=1").text)
    fields |= {"action": "raised", "reason": "Somebody else wrote it."}
    assert staff.post(f"{RESPONSES}/doubts/ask", data=fields).status_code == 302
    assert "No reply is in doubt" in staff.get(f"{RESPONSES}/doubts").text
    approve_first(staff_app, session)
    assert "Staff: Somebody else wrote it." in staff.get(f"{RESPONSES}/doubts").text


def test_a_doubt_needs_a_kind_and_a_reason_and_keeps_what_was_typed(
    staff: FlaskClient, session: Session
) -> None:
    form = filled(staff.get(f"{RESPONSES}/1/doubt").text)
    without = staff.post(f"{RESPONSES}/1/doubt", data=form | {"reason": "They called us."})
    assert without.status_code == 422
    assert "Select what you want to note" in without.text
    assert "They called us." in without.text
    assert staff.post(f"{RESPONSES}/1/doubt", data=form | {"action": "raised"}).status_code == 422
    assert session.scalars(select(Doubt)).all() == []


def test_there_is_no_page_about_a_reply_that_does_not_exist(staff: FlaskClient) -> None:
    assert staff.get(f"{RESPONSES}/99/doubt").status_code == 404


def test_a_reply_of_somebody_who_chose_to_reply_can_be_doubted_too(
    staff: FlaskClient, session: Session
) -> None:
    reply(session, session.scalars(select(Consultation)).one(), "open_link")
    assert "Doubts about this reply" in staff.get(f"{RESPONSES}/1").text
    assert "Doubts about this reply" in staff.get(f"{RESPONSES}/2").text
    assert 'name="reason"' in staff.get(f"{RESPONSES}/2/doubt").text


def test_the_list_says_how_many_there_are_by_each_way_and_shows_the_oldest(
    staff: FlaskClient,
    staff_app: Flask,
    session: Session,
    worker_session: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(3):
        reply(session, session.scalars(select(Consultation)).one(), "open_link")
    worker_session.execute(text("UPDATE response SET pace = 0"))
    worker_session.commit()
    monkeypatch.setitem(staff_app.view_functions["doubts.list_doubts"].__globals__, "MOST_LISTED", 2)
    page = staff.get(f"{RESPONSES}/doubts").text
    assert "4 replies are in doubt" in page
    assert "Open link: anybody could reply 3" in page
    assert "The oldest 2 are listed" in page
    assert page.count('/doubt">') == 2
