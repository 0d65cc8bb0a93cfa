"""A change of the proposal while people answer: what staff send, what everybody sees."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from consult.models import Consultation
from consult.services.consultations.changing import Announcement, announce
from tests.factories import make_consultation
from tests.staff import add_account, sign_in
from tests.visitor import SHORT_ROUTE, START, Visitor

EVENTS = "/staff/facial-recognition/events"
PUBLIC = "/consultations/facial-recognition"
SAID = {"what": "Regular use is off.", "why": "Many replies.", "notice": "Only a trial is proposed now."}


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def staff(
    staff_app: Flask, session: Session, staff_client: FlaskClient, consultation: Consultation
) -> Visitor:
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    return Visitor(staff_client)


def in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def change(session: Session, consultation: Consultation) -> None:
    document = consultation.document | {"summary": "Only a trial."}
    said = Announcement("Regular use is off.", "Many replies.", SAID["notice"], document=document)
    announce(session, None, consultation.id, said, datetime.now(UTC))
    session.commit()


def test_the_page_says_when_time_is_short_and_nothing_has_changed(staff: Visitor) -> None:
    page = staff.client.get(EVENTS).text
    assert "less than six weeks" in page
    assert "Nothing has changed since" in page


def test_a_later_closing_is_announced(staff: Visitor, client: FlaskClient) -> None:
    answer = staff.send(f"{EVENTS}/extend", what="Two more weeks.", why="A holiday.", closes_on=in_days(60))
    assert answer.status_code == 302
    page = client.get(PUBLIC).text
    assert "more time to answer" in page
    assert "Reason: A holiday." in page


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("soon", "Enter a day, such as 14/3/2027"),
        ("2020-01-01", "The closing can only be moved to a later time"),
        ("", "Enter the new last day"),
    ],
)
def test_a_closing_that_is_no_later_is_refused(staff: Visitor, day: str, message: str) -> None:
    page = staff.send(f"{EVENTS}/extend", what="Two more weeks.", why="A holiday.", closes_on=day)
    assert page.status_code == 422
    assert f'<a href="#closes_on">{message}' in page.text
    assert "Two more weeks." in page.text


def test_the_page_after_announcing_shows_what_was_just_announced(staff: Visitor) -> None:
    """Also while the process still keeps the consultation as it was some seconds ago."""
    staff.client.application.extensions["catalogue"].fresh_seconds = 3600
    staff.client.get(EVENTS)
    day = datetime.now(UTC) + timedelta(days=60)
    staff.send(f"{EVENTS}/extend", what="More weeks.", why="A holiday.", closes_on=f"{day:%d %B %Y}")
    page = staff.client.get(f"{EVENTS}?announced=yes").text
    assert f"to {day.day} {day:%B %Y} at 11:59pm" in page
    assert "More weeks. Reason: A holiday." in page
    assert "Nothing has changed" not in page


@pytest.mark.parametrize("form", ["{d}/{m}/{y}", "{d}-{m}-{y}", "{d} {name} {y}", "{y}-{m:02}-{d:02}"])
def test_the_last_day_is_read_as_people_write_it(staff: Visitor, form: str) -> None:
    day = datetime.now(UTC) + timedelta(days=60)
    typed = form.format(d=day.day, m=day.month, y=day.year, name=f"{day:%b}")
    assert staff.send(f"{EVENTS}/extend", what="More.", why="A holiday.", closes_on=typed).status_code == 302


def test_a_material_change_is_edited_word_by_word(staff: Visitor, client: FlaskClient) -> None:
    form = staff.client.get(f"{EVENTS}/change").text
    assert "Only after the event" in form
    fields = {**SAID, "text.summary": "Only a trial is proposed.", "text.system": "A system"}
    answer = staff.send(f"{EVENTS}/change", **fields)
    assert answer.status_code == 302, answer.text
    page = client.get(PUBLIC).text
    assert "Only a trial is proposed." in page
    assert "the proposal changed" in page
    earlier = client.get(f"{PUBLIC}/proposals/1").text
    assert "Should the police in Kent and Medway" in earlier
    assert client.get(f"{PUBLIC}/proposals/3").status_code == 404
    assert "A system has been chosen" in client.get(f"{PUBLIC}/accuracy").text


def test_a_change_of_nothing_is_refused_and_nothing_is_lost(staff: Visitor) -> None:
    page = staff.send(f"{EVENTS}/change", **SAID)
    assert page.status_code == 422
    assert "The proposal reads as before" in page.text
    assert "Only a trial is proposed now." in page.text


def test_a_proposal_that_lacks_something_is_refused(staff: Visitor) -> None:
    page = staff.send(f"{EVENTS}/change", **SAID, **{"text.title": "", "text.decision_due": "soon"})
    assert page.status_code == 422
    assert "“title” is missing" in page.text


def test_everybody_who_answers_sees_the_notice(
    client: FlaskClient, session: Session, consultation: Consultation
) -> None:
    visitor = Visitor(client)
    first = visitor.start()
    assert SAID["notice"] not in client.get(first).text
    change(session, consultation)
    client.application.extensions["catalogue"].fresh_seconds = 0
    begun = client.get(first).text
    assert SAID["notice"] in begun
    assert "You began before this change" in begun
    assert SAID["notice"] in client.get(START).text
    again = Visitor(client.application.test_client())
    started = again.client.get(again.start()).text
    assert SAID["notice"] in started
    assert "You began before this change" not in started


def test_who_replied_before_a_change_can_reply_again(
    client: FlaskClient, session: Session, consultation: Consultation
) -> None:
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    first = visitor.finish()
    change(session, consultation)
    client.application.extensions["catalogue"].fresh_seconds = 0
    assert "reply again" in client.get(START.replace("start", "confirmation")).text
    visitor.answer_all(SHORT_ROUTE)
    assert visitor.finish() != first
