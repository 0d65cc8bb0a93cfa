"""A page that is not taken: each cause by its own name, nothing typed is lost, and other ways are named."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from consult.models import Consultation, Draft, Response
from consult.services.answering import drafts
from tests.forms import filled
from tests.visitor import CHECK, SHORT_ROUTE, START, Visitor

QUESTION = "/consultations/facial-recognition/views/questions/why"
COOKIE = "visit-1"
WORDS = "Something I took ten minutes to write."


@pytest.fixture
def visitor(consultation: Consultation, client: FlaskClient) -> Visitor:
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    return visitor


def test_a_browser_that_refuses_cookies_is_told_so(app: Flask, consultation: Consultation) -> None:
    client = app.test_client(use_cookies=False)
    for _ in range(2):
        page = client.post(START, data=filled(client.get(START).text))
        assert page.status_code == 400
        assert "did not send back the one cookie that we need" in page.text
        assert "Allow cookies of this site" in page.text
        assert "Ask the office for the questions on paper" in page.text
        assert "once more" not in page.text


def test_a_code_from_a_browser_without_cookies_is_answered_the_same(
    app: Flask, consultation: Consultation
) -> None:
    client = app.test_client(use_cookies=False)
    page = client.post(START.replace("start", "invitation"), data={"code": "AAAA-BBBB-CCCC"})
    assert "did not send back the one cookie that we need" in page.text


def test_a_page_without_its_cookie_says_that_the_key_is_missing(visitor: Visitor) -> None:
    sent = filled(visitor.client.get(QUESTION).text) | {"why": WORDS}
    visitor.client.delete_cookie(COOKIE)
    page = visitor.client.post(QUESTION, data=sent)
    assert page.status_code == 400
    assert "did not say which answers are yours" in page.text
    assert WORDS in page.text


def test_a_page_of_another_reply_is_not_saved_into_this_one(visitor: Visitor) -> None:
    sent = filled(visitor.client.get(QUESTION).text) | {"why": WORDS}
    again = START.replace("start", "start-again")
    visitor.client.post(again, data=filled(visitor.client.get(again).text))
    page = visitor.client.post(QUESTION, data=sent)
    assert page.status_code == 409
    assert "This page belongs to another reply" in page.text
    assert WORDS in page.text
    assert WORDS not in visitor.client.get(QUESTION).text


def test_a_page_after_sending_says_so_and_changes_nothing(visitor: Visitor, session: Session) -> None:
    sent = filled(visitor.client.get(QUESTION).text) | {"why": WORDS}
    reference = visitor.finish()
    page = visitor.client.post(QUESTION, data=sent)
    assert page.status_code == 409
    assert "This reply was sent already" in page.text
    assert WORDS in page.text
    assert visitor.reference() == reference
    assert session.query(Response).count() == 1


def test_a_page_of_a_draft_that_expired_says_how_long_drafts_are_kept(
    visitor: Visitor, worker_session: Session
) -> None:
    sent = filled(visitor.client.get(QUESTION).text) | {"why": "非常に長い文章。"}
    worker_session.execute(delete(Draft))
    worker_session.commit()
    page = visitor.client.post(QUESTION, data=sent)
    assert page.status_code == 410
    assert "deleted 30 days after they were last saved" in page.text
    assert "非常に長い文章。" in page.text
    assert "This page was not saved" not in visitor.client.get(QUESTION).text


def test_a_draft_that_goes_while_a_page_is_being_saved_is_no_fault(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, worker_session: Session
) -> None:
    seal = drafts.seal

    def seal_late(*what: object) -> bytes:
        worker_session.execute(delete(Draft))
        worker_session.commit()
        return seal(*what)  # type: ignore[arg-type]

    sent = filled(visitor.client.get(QUESTION).text) | {"why": WORDS}
    monkeypatch.setattr(drafts, "seal", seal_late)
    page = visitor.client.post(QUESTION, data=sent)
    assert (page.status_code, WORDS in page.text) == (410, True)


def test_a_friends_link_to_a_question_leads_to_the_start(
    client: FlaskClient, consultation: Consultation
) -> None:
    page = client.get(QUESTION, follow_redirects=True)
    assert page.request.path == START
    assert "This browser has no answers to go on with" in page.text
    assert "Start now" in page.text


@pytest.mark.parametrize(
    "page", ["check-answers", "confirmation", "copy", "later", "continue", "start-again"]
)
def test_pages_of_a_visit_lead_to_the_start_where_there_is_none(
    client: FlaskClient, consultation: Consultation, page: str
) -> None:
    assert client.get(START.replace("start", page)).location == f"{START}?from=link"


def test_an_old_start_page_begins_nothing_over_what_is_being_written(
    client: FlaskClient, consultation: Consultation
) -> None:
    old = filled(client.get(START).text)
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    page = client.post(START, data=old)
    assert page.status_code == 409
    assert "You have begun already" in page.text
    assert "Go on where you stopped" in page.text
    assert client.get(CHECK).text.count("It could help, but only with strict rules.") == 1
