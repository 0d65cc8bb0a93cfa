"""Whoever opens a page with what somebody sent is on record: every page of the staff is looked at, by its words."""

import psycopg
import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.audiences import AUDIENCES, OF_SOMEBODY, STAFF, WATCHERS
from consult.models import Audit, Consultation
from tests.factories import reply
from tests.faults.broken import in_state, refusing
from tests.visitor import TOKEN, Visitor

WORDS = "hippogriff"
PLACE = {"consultation": "facial-recognition", "survey": "views", "kind": "survey", "page": "written"}
FACE = f"/staff/{PLACE['consultation']}"
SUBMISSION = {"sender": WORDS, "sender_kind": "organisation", "received_on": "14/3/2026", "words": WORDS}
NOTE = {"host": "A library", "place": "Gravesend", "held_on": "14/3/2026", "attendance": "14", "views": WORDS}


@pytest.fixture
def desk(staff: Visitor, session: Session, consultation: Consultation) -> Visitor:
    """A desk with a reply, a written submission and a note of a session, each with a word of its sender."""
    reply(session, consultation, why=f"A {WORDS}.", publish="yes")
    assert staff.send(f"{FACE}/submissions/add", **SUBMISSION).status_code == 302
    assert staff.send(f"{FACE}/sessions/add", **NOTE).status_code == 302
    return staff


def count_reading(session: Session) -> int:
    session.rollback()
    acts = {action for action, _ in OF_SOMEBODY.values()}
    return session.scalar(select(func.count()).where(Audit.action.in_(acts))) or 0


def pages(app: Flask, method: str) -> dict[str, str]:
    """The address of each page that is not for everybody, about the first of each thing."""
    addresses = app.url_map.bind("localhost")
    return {
        rule.endpoint: addresses.build(rule.endpoint, {name: PLACE.get(name, 1) for name in rule.arguments})
        for rule in app.url_map.iter_rules()
        if AUDIENCES[rule.endpoint] in {STAFF, WATCHERS} and method in (rule.methods or ())
    }


def open_page(staff: Visitor, method: str, address: str) -> str:
    """What is shown of a page that is asked for, or that is sent with nothing filled in."""
    token = TOKEN.search(staff.client.get("/staff/account").text)
    assert token
    data = {"csrf_token": token[1]} if method == "POST" else None
    answer = staff.client.open(address, method=method, data=data)
    return answer.text if answer.mimetype == "text/html" and answer.status_code < 500 else ""


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_page_that_shows_what_somebody_sent_is_on_record(
    desk: Visitor, staff_app: Flask, session: Session, method: str
) -> None:
    showing = set()
    for endpoint, address in pages(staff_app, method).items():
        before = count_reading(session)
        if WORDS in open_page(desk, method, address):
            showing.add(endpoint)
            assert count_reading(session) == before + 1, endpoint
    assert showing <= set(OF_SOMEBODY)
    assert showing >= (
        {"moderation.queue", "submissions.show", "sessions.show"} if method == "GET" else set()
    )


def test_a_page_that_cannot_be_recorded_is_not_shown(desk: Visitor, sweeper: psycopg.Connection) -> None:
    address = f"{FACE}/submissions/1"
    with in_state(sweeper, refusing("53100", tables=["audit"])):
        answer = desk.client.get(address)
    assert (answer.status_code, WORDS in answer.text) == (503, False)
