"""A double click of staff is one act: the second leads to the same page, and adds nothing."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from consult.models import Arm, Base, SentForm, SessionNote, WrittenSubmission
from consult.services.records.retention import delete_expired
from tests.files import PDF
from tests.forms import Fields, filled
from tests.staff import add_account, sign_in
from tests.visitor import Visitor

FACE = "/staff/facial-recognition"
NOTE = {"host": "A library", "place": "Hythe", "held_on": "14/3/2026", "attendance": "14", "views": "Words."}
LINK = {"kind": "partner_link", "name": "A library", "code": ""}
LETTER = {"sender": "A society", "sender_kind": "organisation", "received_on": "14/3/2026", "words": "Words."}
ADDED: dict[str, tuple[Fields, type[Base]]] = {
    "sessions/add": ({**NOTE}, SessionNote),
    "ways": ({**LINK}, Arm),
    "submissions/add": ({**LETTER}, WrittenSubmission),
}


def count(session: Session, table: type[Base]) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(table)) or 0


def open_form(staff: Visitor, page: str, fields: Fields) -> Fields:
    return filled(staff.client.get(f"{FACE}/{page}").text) | fields


@pytest.mark.parametrize("page", ADDED)
def test_a_double_click_adds_one_and_leads_to_it(staff: Visitor, session: Session, page: str) -> None:
    fields, table = ADDED[page]
    form, before = open_form(staff, page, fields), count(session, table)
    answers = [staff.client.post(f"{FACE}/{page}", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert count(session, table) == before + 1


def test_clicks_at_the_same_moment_are_one(staff: Visitor, staff_app: Flask, session: Session) -> None:
    form = open_form(staff, "sessions/add", {**NOTE})
    cookie = staff.client.get_cookie("staff-session")
    assert cookie is not None

    def click(_number: int) -> str:
        browser = staff_app.test_client()
        browser.set_cookie(cookie.key, cookie.value)
        return browser.post(f"{FACE}/sessions/add", data=form).headers["Location"]

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(click, range(6)))) == 1
    assert count(session, SessionNote) == 1


def test_what_was_refused_can_be_sent_again(staff: Visitor, session: Session) -> None:
    form = open_form(staff, "sessions/add", {**NOTE, "attendance": "few"})
    answers = [staff.client.post(f"{FACE}/sessions/add", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert staff.client.post(f"{FACE}/sessions/add", data=form | {"attendance": "9"}).status_code == 302
    assert count(session, SentForm) == 1


def test_the_same_words_of_another_page_are_another_note(
    staff: Visitor, staff_app: Flask, session: Session
) -> None:
    staff.send(f"{FACE}/sessions/add", **NOTE)
    other = Visitor(staff_app.test_client())
    sign_in(other.client, add_account(staff_app, session, "staff", "second@example.org"))
    other.send(f"{FACE}/sessions/add", **NOTE)
    assert count(session, SessionNote) == 2


def test_another_file_is_another_submission(staff: Visitor, session: Session) -> None:
    form = open_form(staff, "submissions/add", {**LETTER, "words": ""})
    for content in (PDF, PDF, PDF + b"\n% another"):
        sent = form | {"file": (BytesIO(content), "letter.pdf")}
        assert staff.client.post(f"{FACE}/submissions/add", data=sent).status_code == 302
    assert count(session, WrittenSubmission) == 2


def test_a_file_can_be_asked_for_as_often_as_is_wanted(staff: Visitor, session: Session) -> None:
    form = filled(staff.client.get("/staff/audit").text)
    answers = [staff.client.post("/staff/audit/export", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert count(session, SentForm) == 0


def test_what_was_sent_is_forgotten_after_a_day(
    staff: Visitor, session: Session, worker_session: Session, owner_session: Session
) -> None:
    staff.send(f"{FACE}/sessions/add", **NOTE)
    owner_session.execute(update(SentForm).values(at=func.now() - func.make_interval(0, 0, 0, 2)))
    owner_session.commit()
    delete_expired(worker_session)
    worker_session.commit()
    assert count(session, SentForm) == 0
