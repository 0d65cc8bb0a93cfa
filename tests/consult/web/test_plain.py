"""Consultations on other subjects: nothing of facial recognition, and a plain one needs no plan."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult.models import Consultation
from consult.services.consultations.catalogue import Catalogue, Phase
from consult.services.consultations.publishing import add_survey, create_consultation, publish
from consult.services.facts.entering import take_over
from consult.worker.counting import CountingLoop
from surveys.library.templates import load_template
from tests.factories import make_schedule, send_reply
from tests.staff import add_account, sign_in
from tests.visitor import Visitor

TEMPLATES = ("body-worn-video", "police-and-crime-plan", "budget")
OF_FACES = re.compile(
    r"facial|watchlist|\b(?<!=\")alerts?\b(?!\")|\bfaces?\b|five tests|the tests", re.IGNORECASE
)
DUE = {"decision_due": "2027-06-30"}


def make(session: Session, name: str, **changes: Any) -> Consultation:
    bundle = load_template(name).bundle
    consultation = create_consultation(session, name, bundle["proposal"] | DUE, make_schedule())
    publish(
        session,
        None,
        add_survey(session, consultation, "views", "Your views"),
        bundle["questionnaire"] | changes,
    )
    session.commit()
    return consultation


def leaks(page: str) -> list[str]:
    return [page[max(found.start() - 40, 0) : found.end() + 40] for found in OF_FACES.finditer(page)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_residents_see_nothing_of_faces(client: FlaskClient, session: Session, name: str) -> None:
    make(session, name)
    address = f"/consultations/{name}"
    pages = [
        client.get(page).text for page in ("/", address, f"{address}/views/start", f"/privacy?back={address}")
    ]
    assert [leak for page in pages for leak in leaks(page)] == []
    for page in ("accuracy", "outcomes", "tests"):
        assert client.get(f"{address}/{page}").status_code == 404, page


@pytest.mark.parametrize("name", TEMPLATES)
def test_staff_see_nothing_of_faces(
    staff_app: Flask, staff_client: FlaskClient, session: Session, name: str
) -> None:
    make(session, name)
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    pages = ("/staff/", f"/staff/{name}/facts", f"/staff/{name}/events", f"/staff/{name}/views/board")
    assert [leak for page in pages for leak in leaks(staff_client.get(page).text)] == []
    assert staff_client.get(f"/staff/{name}/scorecard").status_code == 404
    assert staff_client.get(f"/staff/{name}/facts/accuracy/add").status_code == 404


def test_figures_of_others_are_not_taken_over_elsewhere(session: Session) -> None:
    consultation = make(session, "budget")
    consultation.document = consultation.document | {"evidence": ["surveys"]}
    session.flush()
    assert take_over(session, None, consultation.id, "survey") == 0


def test_a_plain_one_is_open_without_a_plan(client: FlaskClient, session: Session) -> None:
    make(session, "budget")
    make(session, "body-worn-video")
    listings = Catalogue(fresh_seconds=0).listings(session)
    phases = {listing.slug: listing.phase(datetime.now(UTC)) for listing in listings}
    assert phases == {"budget": Phase.OPEN, "body-worn-video": Phase.COMING}


def test_a_plain_one_needs_no_plan_and_has_no_page_for_it(
    staff_app: Flask, staff_client: FlaskClient, session: Session
) -> None:
    make(session, "budget")
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    assert "Plan of the analysis" not in staff_client.get("/staff/").text
    assert staff_client.get("/staff/budget/views/plans").status_code == 404


@pytest.mark.parametrize("changes", [{}, {"strata": [], "eligible": None}])
def test_its_board_shows_every_question_and_no_support(
    staff_app: Flask,
    staff_client: FlaskClient,
    session: Session,
    worker_engine: Engine,
    changes: dict[str, Any],
) -> None:
    consultation = make(session, "budget", **changes)
    for number in range(40):
        amount = ("nothing", "to_5")[number % 2]
        send_reply(session, consultation, "open_link", {"support": None, "amount": amount, "age": "35-44"})
    session.commit()
    loop = CountingLoop(worker_engine)
    loop.step()
    loop.leadership.resign()
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    board = "/staff/budget/views/board"
    sections = re.findall(
        r'href="/staff/budget/views/board(/questions/[^"?]+)', staff_client.get(f"{board}/questions").text
    )
    pages = [staff_client.get(f"{board}{page}") for page in ("", "/people", "/written", *sections)]
    assert {page.status_code for page in pages} == {200}
    assert "Increase for Band D" in "".join(page.text for page in pages)
    assert not re.search(r"\bsupport\b", "".join(page.text for page in pages), re.IGNORECASE)
    gone = ("groups", "places", "surveys", "live/groups")
    assert {staff_client.get(f"{board}/{page}").status_code for page in gone} == {404}
    export = Visitor(staff_client).send("/staff/budget/views/export", format="csv")
    with ZipFile(BytesIO(export.data)) as files:
        assert files.read("responses.csv").count(b"to_5") == 20


def test_a_plain_one_can_be_answered(client: FlaskClient, session: Session) -> None:
    make(session, "budget")
    visitor = Visitor(client)
    address = visitor.send("/consultations/budget/views/start").headers["Location"]
    answer = visitor.send(address, replying_as="lives")
    assert answer.headers["Location"].endswith("/questions/place")
