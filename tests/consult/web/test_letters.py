"""Trying out how many letters are needed, before any are bought."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import make_consultation
from tests.forms import filled
from tests.recount.tables import read_tables
from tests.staff import add_account, sign_in

LETTERS = "/staff/facial-recognition/views/plans/letters"


@pytest.fixture(params=["staff", "pcc"])
def watcher(
    request: pytest.FixtureRequest, staff_app: Flask, session: Session, staff_client: FlaskClient
) -> FlaskClient:
    make_consultation(session, planned=False)
    sign_in(staff_client, add_account(staff_app, session, request.param))
    return staff_client


def ask(client: FlaskClient, **typed: str) -> str:
    """The page after some fields were changed."""
    return client.get(LETTERS, query_string=filled(client.get(LETTERS).text) | typed).text


def cells(page: str, name: str) -> list[list[str]]:
    (table,) = [table for table in read_tables(page) if table.name.startswith(name)]
    return [list(row.values()) for row in table.rows]


def test_the_page_as_it_comes_says_what_letters_would_bring(watcher: FlaskClient) -> None:
    page = watcher.get(LETTERS).text
    assert "About <strong>900 replies</strong>, worth about <strong>600 random ones</strong>" in page
    assert "The groups most affected" in page
    assert "The plan asks" not in page


def test_more_letters_find_a_majority_more_often(watcher: FlaskClient) -> None:
    few, many = ask(watcher, letters="5000"), ask(watcher, letters="20000")
    found = [cells(page, "How often")[6] for page in (few, many)]
    assert [row[0] for row in found] == ["60 %", "60 %"]
    assert int(found[0][1].removesuffix(" %")) < int(found[1][1].removesuffix(" %"))


def test_a_price_gives_the_cost_of_each_change(watcher: FlaskClient) -> None:
    changes = cells(ask(watcher, letters="6000", price="1.50"), "What more letters")
    assert [row[-1] for row in changes] == ["£9,000", "£10,500", "£9,000"]
    assert [row[1] for row in changes] == ["900", "1,050", "1,035"]


def test_a_boost_brings_more_of_the_groups_most_affected(watcher: FlaskClient) -> None:
    assert "letters to all addresses" in ask(watcher)
    boosted = ask(watcher, boost_letters="20000", boost_times="20")
    assert "Black residents: about 1," in boosted


def test_what_makes_no_sense_is_said_at_its_field_and_kept(watcher: FlaskClient) -> None:
    answer = watcher.get(LETTERS, query_string=filled(watcher.get(LETTERS).text) | {"response": "101"})
    assert answer.status_code == 422
    assert "Enter a number from 0 to 100" in answer.text
    assert 'value="101"' in answer.text


def test_letters_that_nobody_answers_are_too_little(watcher: FlaskClient) -> None:
    page = ask(watcher, response="0")
    assert {row[3] for row in cells(page, "How often")} == {"100 %"}
    assert "No number of letters would bring them." in page
