"""What a careless or hostile account sends: a clear answer, nothing stored that cannot be, nothing in the log."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories import make_consultation
from tests.forms import filled
from tests.staff import add_account, sign_in

CONSULTATION = "/consultations/facial-recognition"
STAFF = "/staff/facial-recognition"
HUGE = 30_000_000_000_000_000_000_000


@pytest.fixture
def staff(staff_app: Flask, session: Session, staff_client: FlaskClient) -> FlaskClient:
    make_consultation(session)
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    return staff_client


@pytest.mark.parametrize(
    "address", [f"{CONSULTATION}/views/plan-{HUGE}.json", f"{CONSULTATION}/proposals/3000000000"]
)
def test_a_number_no_row_has_leads_nowhere(client: FlaskClient, session: Session, address: str) -> None:
    make_consultation(session)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", ["views/plans", "views/responses", "submissions", "sessions"])
def test_neither_does_it_for_staff(staff: FlaskClient, page: str) -> None:
    assert staff.get(f"{STAFF}/{page}/{HUGE}").status_code == 404


def test_characters_that_cannot_be_stored_are_left_out(staff: FlaskClient) -> None:
    address = f"{STAFF}/views/plans/new"
    fields = filled(staff.get(address).text) | {"heard": "People in\x00 prison"}
    assert staff.post(address, data=fields).status_code == 302
    assert "People in prison" in staff.get(f"{STAFF}/views/plans/2").text


def test_ten_thousand_fields_are_too_many(staff: FlaskClient) -> None:
    fields = {f"field{number}": "x" for number in range(10_000)}
    assert staff.post(f"{STAFF}/views/plans/new/text", data=fields).status_code == 413


def test_an_address_with_line_ends_leads_to_the_sign_in_page(staff_client: FlaskClient) -> None:
    answer = staff_client.get("/staff/%0d%0aX/ways")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/staff/sign-in?next=/staff/%0D%0AX/ways"


@pytest.mark.parametrize(
    "document",
    ["[" * 100_000, '{"a":' * 20_000, '{"a": "\\ud800"}', '{"rule": 1e400}', '{"a": ' + "9" * 400 + "}"],
)
def test_text_that_is_no_plan_is_refused(staff: FlaskClient, document: str) -> None:
    address = f"{STAFF}/views/plans/new/text"
    fields = filled(staff.get(address).text) | {"document": document}
    answer = staff.post(address, data=fields)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_an_address_that_runs_a_script_is_refused(staff: FlaskClient) -> None:
    address = f"{STAFF}/facts/survey/add"
    fields = filled(staff.get(address).text)
    fields |= {"title": "A survey", "source": "Somebody", "url": "javascript:alert(1)"}
    answer = staff.post(address, data=fields)
    assert answer.status_code == 422
    assert "javascript:alert" not in staff.get(f"{CONSULTATION}/tests").text


def test_errors_of_the_database_do_not_tell_what_was_sent(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(DBAPIError) as error:
        session.execute(text("SELECT CAST(:words AS integer) / 0"), {"words": "0", "other": "a secret view"})
    assert "a secret view" not in str(error.value)
