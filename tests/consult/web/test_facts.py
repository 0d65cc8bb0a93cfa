"""Facts from the staff's form to the public page, with the calculator and every kind of mistake."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation, Fact
from consult.services.facts.entering import take_over
from consult.services.facts.reading import ACCURACY, SURVEY
from consult.worker.counting import CountingLoop
from tests.factories import make_consultation, send_reply
from tests.staff import add_account, sign_in
from tests.visitor import Visitor

STAFF = "/staff/facial-recognition/facts"
PUBLIC = "/consultations/facial-recognition"
SIDES = ("tend_support", "strongly_support", "tend_oppose", "neither", "strongly_oppose", "dont_know")
ENTRY = {
    "title": "Kent, a trial",
    "supplier": "A supplier",
    "version": "1",
    "tester": "Kent Police",
    "setting": "street",
    "period": "2026",
    "faces": "100,000",
    "alerts": "50",
    "false_alerts": "5",
    "groups": "Black people; 10000; 8; 2\nOthers;;;3",
    "threshold": "0.64",
    "found_rate": "89",
    "own": "y",
    "source": "A report",
    "day": "2026-11-01",
}


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def staff(
    staff_app: Flask, session: Session, staff_client: FlaskClient, consultation: Consultation
) -> Visitor:
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    return Visitor(staff_client)


def test_the_commissioner_sees_the_scorecard_and_enters_nothing(
    staff_app: Flask, session: Session, staff_client: FlaskClient, consultation: Consultation
) -> None:
    sign_in(staff_client, add_account(staff_app, session, "pcc"))
    assert staff_client.get("/staff/facial-recognition/scorecard").status_code == 200
    for address in (STAFF, f"{STAFF}/accuracy/add", "/staff/facial-recognition/events"):
        assert staff_client.get(address).status_code == 403


def test_nothing_entered_yet_says_what_to_do(staff: Visitor, client: FlaskClient) -> None:
    page = staff.client.get(STAFF).text
    assert "Take over the published figures of others" in page
    assert "No outcome is declared yet" in page
    assert "No evidence has been published here yet" in client.get(f"{PUBLIC}/accuracy").text
    assert "No outcome has been declared yet" in client.get(f"{PUBLIC}/outcomes").text


def test_an_entry_reaches_the_public_page(staff: Visitor, client: FlaskClient, session: Session) -> None:
    answer = staff.send(f"{STAFF}/accuracy/add", **ENTRY)
    assert answer.status_code == 302
    assert "Saved, and public now" in staff.client.get(answer.headers["Location"]).text
    page = client.get(f"{PUBLIC}/accuracy").text
    assert "100,000 faces, 50 alerts, 5 wrong alerts" in page
    assert "about 10 in 100 alerts (likely range between 3 and 22 in 100 alerts)" in page
    assert "10,000 faces, 8 alerts." in page
    assert "Of the 5 wrong alerts, 2 were about people of this group." in page
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart"') == 1
    assert "Fewer than 1 wrong alert in 10,000 faces: too rare for a picture" in page
    assert session.scalars(select(Fact)).one().document["found_rate"] == 0.89


def test_figures_of_others_are_one_press_away(staff: Visitor, client: FlaskClient) -> None:
    token = staff.send(f"{STAFF}/accuracy/add")
    assert token.status_code == 422
    assert staff.client.post(f"{STAFF}/accuracy/take-over").status_code == 400
    form = staff.client.get(STAFF).text
    csrf = form.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert staff.client.post(f"{STAFF}/accuracy/take-over", data={"csrf_token": csrf}).status_code == 302
    page = client.get(f"{PUBLIC}/accuracy").text
    assert (
        "No system has been chosen yet: these are figures of others. Kent and Medway’s own are required before use."
        in page
    )
    assert "3,147,436 faces, 2,077 alerts, 10 wrong alerts" in page
    assert "Black people" in page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"faces": "many"}, "Enter a whole number, like 3,147,436"),
        ({"false_alerts": "60"}, "There cannot be more wrong alerts than alerts"),
        ({"threshold": "high"}, "Enter a number, like 0.6"),
        ({"threshold": "0,6"}, "Enter a number, like 0.6"),
        ({"faces": "1,5"}, "Enter a whole number, like 3,147,436"),
        ({"found_rate": "120"}, "A rate lies between 0 and 1"),
        ({"day": "soon"}, "Enter a day, such as 14/3/2027"),
        ({"groups": "Black people; x"}, "Line 1: write a name and up to 5 whole numbers"),
        ({"groups": "A;;;4\nB;;;400"}, "The group “B” has more than all: wrong alerts"),
        ({"title": ""}, "Enter a title"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    staff: Visitor, session: Session, wrong: dict[str, str], message: str
) -> None:
    page = staff.send(f"{STAFF}/accuracy/add", **(ENTRY | wrong))
    name, typed = next(iter(wrong.items()))
    assert page.status_code == 422
    assert f'<a href="#{name}">{message}' in page.text
    assert f'id="{name}-error"' in page.text
    assert typed.partition("\n")[0] in page.text
    assert "A supplier" in page.text
    assert session.scalars(select(Fact)).all() == []


def test_a_change_is_filled_in_and_kept_as_a_version(staff: Visitor, session: Session) -> None:
    address = staff.send(f"{STAFF}/accuracy/add", **ENTRY).headers["Location"].partition("?")[0]
    page = staff.client.get(f"{address}/edit").text
    assert 'value="100,000"' in page
    assert 'value="89"' in page
    assert "Black people; 10000; 8; 2" in page
    assert staff.send(f"{address}/edit", **ENTRY, seen="1").status_code == 302
    assert staff.send(f"{address}/edit", **ENTRY, seen="1").status_code == 409
    assert "Version 2" in staff.client.get(address).text
    first, second = session.scalars(select(Fact).order_by(Fact.number))
    assert first.document == second.document


def test_withdrawing_asks_for_a_reason_and_shows_it(staff: Visitor, client: FlaskClient) -> None:
    address = staff.send(f"{STAFF}/accuracy/add", **ENTRY).headers["Location"].partition("?")[0]
    assert staff.send(f"{address}/withdraw").status_code == 422
    assert staff.send(f"{address}/withdraw", reason="Counted twice").status_code == 302
    assert "Counted twice" in staff.client.get(address).text
    page = client.get(f"{PUBLIC}/accuracy").text
    assert "Counted twice" in page
    assert "100,000 faces" not in page


@pytest.mark.parametrize(
    ("kind", "fields", "shown"),
    [
        ("outcome", {"label": "Find more missing people", "baseline": "12.5"}, ("outcomes", "12.5")),
        (
            "held",
            {"need": "equality", "title": "EqIA", "text": "**Whole** text"},
            ("tests", "<strong>Whole</strong>"),
        ),
    ],
)
def test_every_kind_has_a_form_and_a_public_place(
    staff: Visitor, client: FlaskClient, kind: str, fields: dict[str, str], shown: tuple[str, str]
) -> None:
    answer = staff.send(f"{STAFF}/{kind}/add", **fields)
    assert answer.status_code == 302, answer.text
    assert staff.client.get(answer.headers["Location"]).status_code == 200
    assert staff.client.get(f"{answer.headers['Location'].partition('?')[0]}/edit").status_code == 200
    assert shown[1] in client.get(f"{PUBLIC}/{shown[0]}").text


POLL = {
    "title": "A poll",
    "organisation": "An office",
    "population": "Adults",
    "when": "2026",
    "wording": "Support?",
    "n": "1,000",
    "support": "61.5",
    "source": "A report",
}


def test_what_other_surveys_found_is_public_after_closing_only(
    staff: Visitor, client: FlaskClient, session: Session, consultation: Consultation
) -> None:
    client.application.extensions["catalogue"].fresh_seconds = 0
    assert staff.send(f"{STAFF}/survey/add", **POLL).status_code == 302
    assert "62 % (58–64)" not in client.get(f"{PUBLIC}/tests").text
    consultation.closes_at = datetime.now(UTC)
    session.commit()
    assert "62 % (58–64)" in client.get(f"{PUBLIC}/tests").text


def test_a_kind_that_there_is_none_of_is_not_found(staff: Visitor) -> None:
    assert staff.client.get(f"{STAFF}/nothing/add").status_code == 404
    assert staff.client.get(f"{STAFF}/accuracy/nothing").status_code == 404


@pytest.fixture
def figures(session: Session, consultation: Consultation) -> None:
    take_over(session, None, consultation.id, ACCURACY)
    take_over(session, None, consultation.id, SURVEY)
    session.commit()


CROWD = "people=60%2C000&listed=20&watchlist=10000&evidence=npl-2023-10000"


def test_the_calculator_needs_no_script(client: FlaskClient, figures: None) -> None:
    page = client.get(f"{PUBLIC}/accuracy?{CROWD}")
    assert page.status_code == 200
    assert "In a crowd of 60,000 with 20 people on the list, expect: right alerts, about 18" in page.text
    assert "wrong alerts, about 10 (4 to 17);" in page.text
    assert "Of every 1,000 alerts in such crowds, about 364 would be wrong" in page.text


def test_a_small_crowd_is_not_told_that_there_are_no_wrong_alerts(client: FlaskClient, figures: None) -> None:
    page = client.get(f"{PUBLIC}/accuracy?people=1000&listed=5&watchlist=1000&evidence=npl-2023-1000").text
    assert "wrong alerts, fewer than 1;" in page
    assert not re.search(r"about 0\b|0 to 0", page)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ("people=lots&listed=20&watchlist=10&evidence=npl-2023-10000", "like 1,000"),
        ("people=0&listed=0&watchlist=10&evidence=npl-2023-10000", "must be from 1 to 1,000,000"),
        ("people=10&listed=20&watchlist=100&evidence=npl-2023-10000", "more people on the list than people"),
        (
            "people=100&listed=20&watchlist=10&evidence=npl-2023-10000",
            "more people of the list than are on it",
        ),
        ("people=99999999999999999999&listed=&watchlist=-1&evidence=x", "Enter a whole number"),
    ],
)
def test_bad_numbers_are_answered_kindly(
    client: FlaskClient, figures: None, changed: str, message: str
) -> None:
    page = client.get(f"{PUBLIC}/accuracy?{changed}")
    assert page.status_code == 422
    assert message in page.text
    assert "The alerts in numbers" not in page.text


def test_the_tests_page_shows_no_opinion_before_closing(client: FlaskClient, figures: None) -> None:
    page = client.get(f"{PUBLIC}/tests").text
    assert "What the public says is shown here after closing" in page
    assert "Here:" not in page
    assert "It is shown here after closing" in page
    assert "Ipsos survey, Britain" not in page


def test_a_look_at_the_scorecard_of_nobody_is_not_recorded(staff: Visitor, session: Session) -> None:
    assert staff.client.get("/staff/facial-recognition/scorecard").status_code == 200
    assert session.scalars(select(Audit).where(Audit.action == "board viewed")).all() == []


def test_after_closing_the_tests_page_shows_what_the_public_says(
    client: FlaskClient, session: Session, consultation: Consultation, figures: None, worker_engine: Engine
) -> None:
    for number in range(60):
        send_reply(
            session, consultation, "open_link", {"support": SIDES[number % 6], "wrong_alerts": "under_1"}
        )
    session.commit()
    loop = CountingLoop(worker_engine)
    loop.step()
    loop.leadership.resign()
    assert "What the public says</h3>" not in client.get(f"{PUBLIC}/tests").text
    consultation.closes_at = datetime.now(UTC) - timedelta(hours=1)
    session.commit()
    client.application.extensions["catalogue"].fresh_seconds = 0
    page = client.get(f"{PUBLIC}/tests").text
    assert "What the public says</h3>" in page
    assert "Here: People who chose to reply" in page


def test_a_look_at_the_scorecard_is_recorded(
    staff: Visitor, session: Session, consultation: Consultation, worker_engine: Engine
) -> None:
    for number in range(60):
        send_reply(session, consultation, "open_link", {"support": SIDES[number % 6]})
    session.commit()
    loop = CountingLoop(worker_engine)
    loop.step()
    loop.leadership.resign()
    staff.client.get("/staff/facial-recognition/scorecard")
    assert session.scalars(select(Audit).where(Audit.action == "board viewed")).one().detail == {
        "snapshot": 1
    }
