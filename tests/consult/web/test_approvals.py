"""One account cannot turn a finding: it sees no opinions of single replies, and its acts wait for another."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Audit, Exclusion, Statement
from consult.services.statements.moderation import Ruling, decide
from tests.factories import make_consultation, make_person, make_vault, reply
from tests.forms import filled
from tests.staff import add_account, sign_in
from tests.visitor import Visitor

STAFF = "/staff/facial-recognition"
RESPONSES = f"{STAFF}/views/responses"
OUT = {"action": "exclude", "rule": "false", "reason": "Both came from one device."}
ANSWERS = {
    "support": "strongly_oppose",
    "support_before": "strongly_support",
    "use": "never",
    "why": "It frightens me.",
}
TOLD = re.compile(
    r"strongly|oppose|support|never|frighten|E07000110|Maidstone|35 to 44|may be published", re.IGNORECASE
)


@pytest.fixture
def staff(staff_app: Flask, session: Session, staff_client: FlaskClient) -> Visitor:
    consultation = make_consultation(session)
    visit = reply(session, consultation, "random_invitation", publish="yes", age="35-44", **ANSWERS)
    reply(session, consultation, "random_invitation", age="35-44", **ANSWERS)
    decide(
        session,
        make_vault(),
        make_person(session),
        session.scalars(select(Statement.id).order_by(Statement.id)).first() or 0,
        Ruling("publish"),
    )
    session.commit()
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    visitor = Visitor(staff_client)
    visitor.pages.append(visit.receipt)
    return visitor


def colleague(app: Flask, session: Session, role: str) -> Visitor:
    client = app.test_client()
    sign_in(client, add_account(app, session, role, f"second-{role}@example.org"))
    return Visitor(client)


def main_part(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    "page",
    ["", "/1", "?words=1", "?state=counted", "?arm=random_invitation", "/ask?reply=1", "/1/doubt", "/doubts",
     "/doubts/ask?reply=1", "?words=frightens", "?words=strongly_oppose", "?words=strongly+oppose"],
)  # fmt: skip
def test_no_page_about_replies_tells_what_they_say(staff: Visitor, page: str) -> None:
    answer = staff.client.get(f"{RESPONSES}{page}")
    shown = main_part(answer.text).replace(page.rpartition("=")[2].replace("+", " "), "")
    assert answer.status_code == 200
    assert TOLD.findall(re.sub(r'(href|value)="[^"]*"', "", shown)) == []
    if "words=" in page and "words=1" not in page:
        assert "/responses/1" not in shown


def test_neither_does_the_page_of_a_request(staff: Visitor) -> None:
    page = staff.send(f"{RESPONSES}/1", **OUT).headers["Location"]
    assert TOLD.findall(main_part(staff.client.get(page).text)) == []


@pytest.mark.parametrize("role", ["staff", "pcc"])
def test_one_asks_and_another_approves(staff: Visitor, staff_app: Flask, session: Session, role: str) -> None:
    asked = staff.send(f"{RESPONSES}/1", **OUT)
    assert asked.headers["Location"] == f"{STAFF}/approvals/2?asked=yes"
    assert session.scalars(select(Exclusion)).all() == []
    own = staff.client.get(f"{STAFF}/approvals/2").text
    assert "Take it back" in own
    assert "Approve it" not in own
    other = colleague(staff_app, session, role)
    assert "1 waits" in other.client.get("/staff/").text
    page = other.client.get(f"{STAFF}/approvals/2").text
    assert "The reply was found not to be a person&#39;s own." in page
    assert (f"{RESPONSES}/1" in page) == (role == "staff"), "the commissioner has no pages about replies"
    answer = other.send(f"{STAFF}/approvals/2", decision="approved")
    assert answer.headers["Location"] == f"{STAFF}/approvals/2?answered=yes"
    session.rollback()
    assert [(row.response_id, row.rule) for row in session.scalars(select(Exclusion))] == [(1, "false")]
    page = staff.client.get(f"{RESPONSES}/1").text
    assert f"Asked for by staff@example.org, approved by second-{role}@example.org" in page


def test_nobody_approves_their_own(staff: Visitor, session: Session) -> None:
    staff.send(f"{RESPONSES}/1", **OUT)
    answer = staff.send(f"{STAFF}/approvals/2", decision="approved")
    assert answer.status_code == 422
    assert session.scalars(select(Exclusion)).all() == []


def test_several_are_asked_for_at_once(staff: Visitor, staff_app: Flask, session: Session) -> None:
    page = f"{RESPONSES}/ask?reply=1&reply=2"
    fields = {**filled(staff.client.get(page).text), "reply": ["1", "2"], **OUT}
    assert staff.client.post(f"{RESPONSES}/ask", data=fields).status_code == 302
    other = colleague(staff_app, session, "staff")
    other.send(f"{STAFF}/approvals/2", decision="approved")
    session.rollback()
    assert [row.response_id for row in session.scalars(select(Exclusion).order_by(Exclusion.id))] == [1, 2]


def test_what_was_typed_is_kept_where_something_is_missing(staff: Visitor) -> None:
    fields = {"reply": ["1", "2"], "action": "exclude", "rule": "", "reason": "They came together."}
    answer = staff.send(f"{RESPONSES}/ask?reply=1", **fields)
    assert answer.status_code == 422
    assert "Choose the rule of the plan" in answer.text
    assert "They came together." in answer.text
    assert answer.text.count('name="reply" value=') == 2
    assert "You ticked no reply" in staff.client.get(f"{RESPONSES}/ask").text
    assert staff.client.get(f"{RESPONSES}/ask?reply=1&reply=99").status_code == 404


def test_a_refusal_says_why_and_is_on_record(staff: Visitor, staff_app: Flask, session: Session) -> None:
    staff.send(f"{RESPONSES}/1", **OUT)
    other = colleague(staff_app, session, "staff")
    assert other.send(f"{STAFF}/approvals/2", decision="refused").status_code == 409
    other.send(f"{STAFF}/approvals/2", decision="refused", reason="Two people of one household.")
    page = staff.client.get(f"{STAFF}/approvals/2").text
    assert "Refused by second-staff@example.org" in page
    assert "Two people of one household." in page
    late = other.send(f"{STAFF}/approvals/2", decision="approved")
    assert (late.status_code, "It was answered already." in late.text) == (409, True)


def test_the_sender_gets_a_copy_and_the_reader_no_say(staff: Visitor, session: Session) -> None:
    receipt = staff.pages[0]
    fields = filled(staff.client.get(f"{RESPONSES}/1").text)
    wrong = staff.client.post(f"{RESPONSES}/1/copy", data=fields | {"reference": "AAAA-AAAA-AAAA-AAAA-A"})
    assert (wrong.status_code, "This is not the reference of this reply" in wrong.text) == (422, True)
    copy = staff.client.post(f"{RESPONSES}/1/copy", data=fields | {"reference": receipt})
    assert "It frightens me." in copy.text
    assert "Strongly oppose" in copy.text
    assert session.scalars(select(Audit.action).order_by(Audit.id.desc()).limit(1)).one() == (
        "response read for its sender"
    )
    refused = staff.send(f"{RESPONSES}/1", **OUT)
    assert (refused.status_code, "You have read what response 1 says" in refused.text) == (422, True)


def test_the_way_back_keeps_the_search(staff: Visitor) -> None:
    query = "?words=1&amp;state=counted"
    page = staff.client.get(f"{RESPONSES}?words=1&state=counted").text
    assert f'href="{RESPONSES}/1{query}"' in page
    assert (
        f'href="{RESPONSES}{query}" class="govuk-back-link"'
        in staff.client.get(f"{RESPONSES}/1?words=1&state=counted").text
    )


def test_words_lead_to_the_views_that_were_published(staff: Visitor) -> None:
    page = staff.client.get(f"{RESPONSES}?words=frightens").text
    assert "Replies are not found by what they say" in page
    found = staff.client.get(f"{STAFF}/views/moderation/decided?words=frightens").text
    assert "It frightens me." in found
    assert "responses/1" not in found
