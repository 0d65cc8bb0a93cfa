"""A resident's way from start to receipt, without a browser."""

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Draft, Monitoring, Outbox, Response, Statement
from consult.services.vault import Vault
from consult.settings import Settings
from tests.factories import make_consultation
from tests.visitor import CHECK, SHORT_ROUTE, START, Visitor


def test_answers_are_stored_as_they_were_given(
    session: Session, client: FlaskClient, settings: Settings
) -> None:
    make_consultation(session)
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    visitor.finish()

    response = session.scalars(select(Response)).one()
    assert response.answers["support"] == "tend_support"
    assert response.answers["place"] == "E07000110"
    assert response.stratum == "E07000110|35-44|female|unknown|unknown|unknown"
    assert response.eligible
    statement = session.scalars(select(Statement)).one()
    words = Vault.from_settings(settings).open_statement(
        statement.sealed, response.key_hash, statement.question
    )
    assert words == "It could help, but only with strict rules."


def test_everything_a_submission_needs_is_written_at_once(session: Session, client: FlaskClient) -> None:
    make_consultation(session)
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    visitor.finish()
    assert session.scalars(select(Draft)).all() == []
    assert session.scalars(select(Outbox)).one().sign == 1
    assert session.scalars(select(Monitoring)).one()


def test_equality_answers_stay_out_of_the_answers(session: Session, client: FlaskClient) -> None:
    make_consultation(session)
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    visitor.finish()
    assert {"age", "sex"} & session.scalars(select(Response)).one().answers.keys() == set()


def test_sending_again_gives_the_same_reference_and_no_second_response(
    session: Session, client: FlaskClient
) -> None:
    make_consultation(session)
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    page = client.get(CHECK)
    first = visitor.finish()
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    again = client.post(CHECK, data={"csrf_token": token})
    assert again.headers["Location"].endswith("/confirmation")
    assert visitor.reference() == first
    assert len(session.scalars(select(Response)).all()) == 1


def test_the_check_can_be_reached_at_any_time_and_says_what_is_open(
    session: Session, client: FlaskClient
) -> None:
    make_consultation(session)
    visitor = Visitor(client)
    first = visitor.start()
    page = client.get(CHECK).text
    assert "You have answered 0 of " in page
    assert f'href="{first}?from=check">Go on with' in page
    refused = visitor.send(CHECK)
    assert refused.status_code == 422
    assert "Select how you are replying" in refused.text


def test_a_second_start_is_a_second_reply(session: Session, client: FlaskClient) -> None:
    make_consultation(session)
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    first = visitor.finish()
    visitor.answer_all(SHORT_ROUTE)
    assert visitor.finish() != first
    assert client.get(START).status_code == 200


def test_two_questions_with_one_wording_are_told_apart_before_sending(
    session: Session, client: FlaskClient
) -> None:
    make_consultation(session)
    Visitor(client).answer_all(SHORT_ROUTE)
    page = client.get(CHECK).text
    assert "your answer: Support, before the facts<" in page
    assert "your answer: Support, after the facts<" in page
    assert page.count(">Do you support or oppose Kent Police using live facial recognition?<") == 2
