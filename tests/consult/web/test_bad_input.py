"""Whatever is sent, the answer is a clear page, an honest status, and nothing typed is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from consult import create_app
from consult.models import Consultation, Draft, Postcode, Response, Statement
from consult.services.vault import Vault
from consult.settings import Settings
from tests.factories import make_consultation, make_schedule
from tests.visitor import CHECK, SHORT_ROUTE, START, TOKEN, Visitor

QUESTIONS = "/consultations/facial-recognition/views/questions"
WORDS = "Something I took ten minutes to write."


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def visitor(consultation: Consultation, client: FlaskClient) -> Visitor:
    """A visitor who has answered everything and not yet sent it."""
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    return visitor


def test_a_text_that_is_too_long_comes_back_whole(visitor: Visitor) -> None:
    long = "word " * 4200
    page = visitor.send(f"{QUESTIONS}/why", why=long)
    assert page.status_code == 422
    assert "must be 20,000 characters or fewer" in page.text
    assert long.strip() in page.text


def test_nul_and_half_characters_never_reach_the_database(
    visitor: Visitor, session: Session, settings: Settings
) -> None:
    token = TOKEN.search(visitor.client.get(f"{QUESTIONS}/why").text)
    assert token
    body = f"csrf_token={token.group(1)}&why=good%00%ED%A0%80idea%FF"
    answer = visitor.client.post(
        f"{QUESTIONS}/why", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 302
    visitor.finish()
    statement, response = session.execute(select(Statement, Response).join(Response)).one()
    words = Vault.from_settings(settings).open_statement(
        statement.sealed, response.key_hash, statement.question
    )
    assert words.startswith("good")
    assert "\x00" not in words


@pytest.mark.parametrize("question", ["support", "replying_as"])
def test_an_option_that_was_not_offered_is_refused(visitor: Visitor, question: str) -> None:
    page = visitor.send(f"{QUESTIONS}/{question}", **{question: "made_up"})
    assert page.status_code == 422
    assert "Select one of the answers shown" in page.text


def test_ten_thousand_fields_are_too_many(visitor: Visitor) -> None:
    fields = {f"field{number}": "x" for number in range(10_000)}
    answer = visitor.client.post(f"{QUESTIONS}/why", data=fields)
    assert answer.status_code == 413
    assert "too much to send at once" in answer.text


def test_words_beside_too_many_fields_are_shown_again(visitor: Visitor) -> None:
    fields = {"why": WORDS} | {f"field{number}": "x" for number in range(10_000)}
    assert WORDS in visitor.client.post(f"{QUESTIONS}/why", data=fields).text


def test_words_of_a_form_that_is_too_large_are_shown_again(visitor: Visitor) -> None:
    answer = visitor.client.post(f"{QUESTIONS}/why", data={"first": WORDS, "why": "word " * 300_000})
    assert answer.status_code == 413
    assert WORDS in answer.text


def test_a_form_with_a_foreign_token_keeps_the_words(visitor: Visitor) -> None:
    page = visitor.client.post(f"{QUESTIONS}/why", data={"csrf_token": "stale", "why": WORDS})
    assert page.status_code == 409
    assert "belongs to another reply" in page.text
    assert WORDS in page.text


def test_an_expired_draft_keeps_the_words_on_the_screen(
    visitor: Visitor, session: Session, worker_session: Session
) -> None:
    token = TOKEN.search(visitor.client.get(f"{QUESTIONS}/why").text)
    assert token
    worker_session.execute(delete(Draft))
    worker_session.commit()
    page = visitor.client.post(f"{QUESTIONS}/why", data={"csrf_token": token.group(1), "why": WORDS})
    assert page.status_code == 410
    assert WORDS in page.text


@pytest.mark.parametrize(
    "address",
    ["/consultations/nothing", "/consultations/nothing/views/start", "/nothing", f"{QUESTIONS}/nothing"],
)
def test_an_unknown_address_is_a_kind_404_or_leads_back(visitor: Visitor, address: str) -> None:
    answer = visitor.client.get(address)
    assert answer.status_code in {302, 404}
    if answer.status_code == 404:
        assert "Page not found" in answer.text


@pytest.mark.parametrize(
    ("postcode", "kept"), [("AB10 1AA", "outside"), ("me14-1xx", "E07000110"), ("ME14 1XX", "E07000110")]
)
def test_a_postcode_becomes_a_district_or_outside(
    visitor: Visitor, session: Session, owner_session: Session, postcode: str, kept: str
) -> None:
    owner_session.merge(Postcode(code="ME141XX", district="E07000110"))
    owner_session.commit()
    assert visitor.send(f"{QUESTIONS}/place", **{"place-postcode": postcode}).status_code == 302
    visitor.finish()
    answers = session.scalars(select(Response)).one().answers
    assert answers["place"] == kept
    assert postcode not in str(answers)


def test_a_postcode_that_is_none_says_what_to_do(visitor: Visitor) -> None:
    page = visitor.send(f"{QUESTIONS}/place", **{"place-postcode": "not a code"})
    assert page.status_code == 422
    assert "select your district instead" in page.text
    assert "not a code" in page.text


def test_a_form_opened_before_closing_may_be_sent_within_the_grace(
    visitor: Visitor, session: Session, consultation: Consultation
) -> None:
    close(session, consultation, minutes_ago=10)
    visitor.finish()
    assert len(session.scalars(select(Response)).all()) == 1


def test_after_the_grace_the_answers_are_shown_and_not_sent(
    visitor: Visitor, session: Session, consultation: Consultation
) -> None:
    close(session, consultation, minutes_ago=70)
    page = visitor.send(CHECK)
    assert page.status_code == 409
    assert "Your answers were not sent" in page.text
    assert "It could help, but only with strict rules." in page.text
    assert session.scalars(select(Response)).all() == []


def close(session: Session, consultation: Consultation, minutes_ago: int) -> None:
    """Close the consultation in the past; the visitor's form was opened before that."""
    session.execute(text("UPDATE draft SET opened_at = now() - interval '2 hours'"))
    closed = text(f"now() - interval '{minutes_ago} minutes'")
    session.execute(update(Consultation).where(Consultation.id == consultation.id).values(closes_at=closed))
    session.commit()


@pytest.mark.parametrize(("opened", "closes", "words"), [(-1, 5, "not open yet"), (9, -1, "has closed")])
def test_outside_its_time_a_consultation_cannot_be_started(
    client: FlaskClient, session: Session, opened: float, closes: float, words: str
) -> None:
    make_consultation(session, make_schedule(opened, closes))
    page = client.get(START)
    assert page.status_code == 409
    assert words in page.text


def test_twenty_copies_of_one_submission_are_one_response(
    visitor: Visitor, app: Flask, session: Session
) -> None:
    token = TOKEN.search(visitor.client.get(CHECK).text)
    cookies = (visitor.client._cookies or {}).values()
    assert token
    header = "; ".join(f"{cookie.key}={cookie.value}" for cookie in cookies)

    def send(_number: int) -> tuple[int, str]:
        client = app.test_client(use_cookies=False)
        answer = client.post(CHECK, data={"csrf_token": token.group(1)}, headers={"Cookie": header})
        return answer.status_code, answer.headers["Location"]

    with ThreadPoolExecutor(20) as pool:
        answers = set(pool.map(send, range(20)))
    assert answers == {(302, "/consultations/facial-recognition/views/confirmation")}
    assert len(session.scalars(select(Response)).all()) == 1


def test_a_database_that_is_away_is_an_outage_and_the_form_can_be_sent_again(
    settings: Settings,
) -> None:
    gone = Settings(settings.secret_key, "postgresql://nobody@127.0.0.1:1/none", instance=settings.instance)
    client = create_app(gone, ["residents"]).test_client()
    page = client.post(f"{QUESTIONS}/why", data={"why": WORDS, "csrf_token": "x"})
    assert (page.status_code, page.headers["Retry-After"]) == (503, "20")
    assert WORDS in page.text
    assert "Try again" in page.text
