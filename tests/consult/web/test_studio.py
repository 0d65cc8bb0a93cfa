"""The studio's pages: what is typed is kept, what a colleague did is seen, and no input breaks a page."""

import io
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Consultation, Manuscript, PreviewLink, Response
from consult.services.studio.manuscripts import find_draft
from consult.services.studio.previews import make_link
from surveys.drafting.outline import find_question
from tests.consult.services.studio.making import make_manuscript
from tests.factories import make_person
from tests.forms import filled
from tests.staff import add_account, sign_in
from tests.visitor import Visitor

NEW = "/staff/studio/new"


@pytest.fixture
def manuscript(session: Session) -> Manuscript:
    return make_manuscript(session)


@pytest.fixture
def desk(manuscript: Manuscript) -> str:
    return f"/staff/studio/{manuscript.id}"


def signed(app: Flask, session: Session, name: str, role: str = "staff") -> FlaskClient:
    client = app.test_client()
    sign_in(client, add_account(app, session, role, f"{name}@example.org"))
    return client


@pytest.fixture
def one(staff_app: Flask, session: Session) -> FlaskClient:
    return signed(staff_app, session, "one")


@pytest.fixture
def other(staff_app: Flask, session: Session) -> FlaskClient:
    return signed(staff_app, session, "other")


def question(session: Session, manuscript: Manuscript, name: str) -> dict[str, Any]:
    session.rollback()
    return find_question(find_draft(session, manuscript.id).document["questionnaire"], name)


def change(client: FlaskClient, address: str, opened: str, **fields: str) -> tuple[int, str]:
    answer = client.post(address, data=filled(opened) | fields)
    return answer.status_code, answer.text


def test_the_second_of_two_sees_what_the_first_did_and_loses_nothing(
    one: FlaskClient, other: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    address = f"{desk}/questions/why"
    opened = one.get(address).text, other.get(address).text
    assert change(one, address, opened[0], **{"set-title": "Their words?"})[0] == 302
    status, page = change(other, address, opened[1], **{"set-title": "My words?"})
    assert (status, "one@example.org changed this" in page, "Their words?" in page) == (409, True, True)
    assert filled(page)["set-title"] == "My words?"
    assert change(other, address, page, **{"set-title": "My words?"})[0] == 302
    assert question(session, manuscript, "why")["title"] == "My words?"


def test_texts_of_two_people_are_put_together_unless_both_changed_one(
    one: FlaskClient, other: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    address = f"{desk}/about"
    opened = one.get(address).text, other.get(address).text
    assert change(one, address, opened[0], summary="Theirs.")[0] == 302
    assert change(other, address, opened[1], title="Mine")[0] == 302
    session.rollback()
    proposal = find_draft(session, manuscript.id).document["proposal"]
    assert (proposal["summary"], proposal["title"]) == ("Theirs.", "Mine")
    status, page = change(other, address, opened[1], summary="Mine, too.")
    assert (status, "Theirs." in page, str(filled(page)["summary"]).strip()) == (409, True, "Mine, too.")


def test_a_question_is_seen_before_it_is_saved(
    one: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    address = f"{desk}/questions/amount"
    typed = filled(one.get(address).text) | {"set-options": "One\nTwo | A hint\n* Don’t know", "see": "yes"}
    page = one.post(address, data=typed).text
    assert all(f">{label}</label>" in page for label in ("One", "Two", "Don’t know"))
    assert question(session, manuscript, "amount")["options"][0]["code"] == "nothing"
    del typed["see"]
    one.post(address, data=typed)
    made = question(session, manuscript, "amount")["options"]
    assert [(each["code"], each.get("hint"), each.get("outside")) for each in made] == [
        ("one", None, None),
        ("two", "A hint", None),
        ("dont_know", None, True),
    ]


def test_rules_follow_a_question_to_its_new_name(
    one: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    opened = one.get(f"{desk}/questions/pays").text
    assert change(one, f"{desk}/questions/pays", opened, **{"set-name": "council_tax"})[0] == 302
    assert question(session, manuscript, "afford")["show_if"] == {
        "variable": "council_tax",
        "in": ["full", "reduced"],
    }
    opened = one.get(f"{desk}/questions/why").text
    status, page = change(one, f"{desk}/questions/why", opened, **{"set-name": "amount"})
    assert (status, "Another question has this name" in page) == (422, True)


def test_rules_are_added_joined_and_removed(
    one: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    address, visitor = f"{desk}/rules/question/why", Visitor(one)
    seen = {"seen": "1"}
    assert "Yes, in full" in one.get(f"{address}?at=pays").text
    assert visitor.send(address, **seen, act="add", at="pays").status_code == 422
    visitor.send(address, **seen, act="add", at="pays", codes=["full", "made-up"])
    visitor.send(address, seen="2", act="add", at="amount", codes=["nothing", "to_5"], negated="y")
    assert "and it is not so that" in one.get(address).text
    visitor.send(address, seen="3", act="any")
    assert question(session, manuscript, "why")["show_if"] == {
        "any": [
            {"variable": "pays", "is": "full"},
            {"not": {"variable": "amount", "in": ["nothing", "to_5"]}},
        ]
    }
    visitor.send(address, seen="4", act="remove-0")
    visitor.send(address, seen="5", act="remove-0")
    assert "show_if" not in question(session, manuscript, "why")


@pytest.mark.parametrize("source", ["template:budget", "template:empty", "copy:1", "nothing"])
def test_a_consultation_is_begun_from_anything(
    one: FlaskClient, session: Session, manuscript: Manuscript, source: str
) -> None:
    made = Visitor(one).send(NEW, title="Our own", slug="our-own", source=source)
    assert made.status_code == 302, made.text
    for page in ("", "/about", "/settings", "/check", "/review", "/history", "/history/1", "/text", "/file"):
        assert one.get(made.location + page).status_code == 200, page
    draft = find_draft(session, int(made.location.rpartition("/")[2]))
    assert draft.document["proposal"]["title"] == "Our own"
    assert "decision_due" not in draft.document["proposal"]


HOSTILE: list[bytes] = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'{"proposal": [], "questionnaire": {}}',
    b"\xff\xfe{",
    b"[" * 9999,
]


@pytest.mark.parametrize("content", HOSTILE)
def test_files_that_are_none_are_refused_and_the_title_is_kept(one: FlaskClient, content: bytes) -> None:
    file = (io.BytesIO(content), "a.json")
    page = Visitor(one).send(NEW, title="Our own", source="file", file=file)
    assert (page.status_code, 'value="Our own"' in page.text) == (422, True)


def test_a_file_comes_back_as_it_went_out(
    one: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    content = one.get(f"{desk}/file").data
    made = Visitor(one).send(NEW, title="A copy", source="file", file=(io.BytesIO(content), "a.json"))
    there = find_draft(session, int(made.location.rpartition("/")[2])).document
    here = json.loads(content)
    assert there["questionnaire"] | {"title": ""} == here["questionnaire"] | {"title": ""}


MARKUP = "<script>alert(1)</script> {{ 7*7 }} {% raw %} \u202e ' \" &amp;"


def test_markup_and_braces_are_words(
    one: FlaskClient, manuscript: Manuscript, desk: str, client: FlaskClient, session: Session
) -> None:
    opened = one.get(f"{desk}/questions/why").text
    assert change(one, f"{desk}/questions/why", opened, **{"set-title": MARKUP, "set-hint": MARKUP})[0] == 302
    Visitor(one).send(f"{desk}/about", title=MARKUP)
    Visitor(one).send(f"{desk}/comments?question=why", words=MARKUP)
    token = make_link(session, make_person(session), manuscript.id)
    session.commit()
    pages = [
        one.get(desk + path).text
        for path in ("", "/questions/why", "/check", "/review", "/history", "/about")
    ]
    pages.append(client.get(f"/preview/{token}").text)
    assert [page for page in pages if "<script>alert" in page or "49" in page.partition("<main")[2][:0]] == []
    assert "contains a curly bracket" in pages[1]


NOWHERE = (
    *("/questions/none", "/sections/none", "/rules/question/none", "/rules/x", "/about/none/0"),
    *("/about/options/99", "/about/options/x", "/history/99", "/approvals/1"),
)


@pytest.mark.parametrize("path", NOWHERE)
def test_addresses_that_lead_nowhere_say_so(one: FlaskClient, desk: str, path: str) -> None:
    assert one.get(desk + path).status_code == 404


@pytest.mark.parametrize(
    ("act", "name"), [("up", "none"), ("fly", "why"), ("remove", ""), ("section-remove", "why")]
)
def test_acts_on_what_is_not_there_say_so(one: FlaskClient, desk: str, act: str, name: str) -> None:
    answer = Visitor(one).send(desk)
    token = filled(one.get(desk).text)["csrf_token"]
    answer = one.post(f"{desk}/act", data={"csrf_token": token, "act": act, "name": name, "seen": "1"})
    assert answer.status_code == 404


def test_who_watches_the_board_cannot_write(staff_app: Flask, session: Session, desk: str) -> None:
    watcher = signed(staff_app, session, "watcher", "pcc")
    assert [watcher.get(page).status_code for page in (desk, NEW, f"{desk}/check")] == [403] * 3


def test_a_preview_goes_to_the_end_keeps_nothing_and_ends(
    client: FlaskClient, one: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    token = make_link(session, make_person(session), manuscript.id)
    session.commit()
    address = f"/preview/{token}"
    page = client.get(address)
    assert (page.headers["X-Robots-Tag"], "ways has" in page.text) == ("noindex, nofollow", True)
    wrong = client.post(address, data=filled(page.text) | {"asked": "replying_as", "replying_as": "nobody"})
    assert wrong.status_code == 422
    text = client.post(
        address, data={**filled(page.text), "asked": "replying_as", "replying_as": "lives"}
    ).text
    for _ in range(40):
        if "Nothing was sent" in text:
            break
        fields = {name: value for name, value in filled(text).items() if name != "back"}
        text = client.post(address, data=fields).text
    assert "I live in Kent or Medway" in text
    assert session.scalars(select(Response)).all() == []
    link = session.scalars(select(PreviewLink)).one()
    csrf = filled(one.get(f"{desk}/review").text)["csrf_token"]
    one.post(f"{desk}/links/{link.id}", data={"csrf_token": csrf})
    assert (client.get(address).status_code, client.get("/preview/x").status_code) == (404, 404)


def test_answers_that_were_tampered_with_count_for_nothing(
    client: FlaskClient, session: Session, manuscript: Manuscript
) -> None:
    token = make_link(session, make_person(session), manuscript.id)
    session.commit()
    page = client.post(f"/preview/{token}", data={"sealed": '{"amount": [1]}', "asked": ""})
    assert (page.status_code, "How are you replying?" in page.text) == (200, True)


def test_what_was_published_without_the_studio_is_taken_up_once(
    one: FlaskClient, session: Session, consultation: Consultation
) -> None:
    events = "/staff/facial-recognition/events"
    assert "Take it up in the studio" in one.get(events).text
    token = filled(one.get(events).text)["csrf_token"]
    fields = {"csrf_token": token, "slug": "facial-recognition"}
    first, again = (one.post("/staff/studio/take-up", data=fields).location for _ in range(2))
    assert first == again
    assert "This is published" in one.get(first).text
    assert "Correct the words of questions" in one.get(events).text
    opened = one.get(f"{first}/questions/use").text
    assert (
        change(one, f"{first}/questions/use", opened, **{"set-title": "How should it be used, if at all?"})[0]
        == 302
    )
    page = filled(one.get(f"{first}/check").text)
    answer = one.post(f"{first}/ask", data=page | {"reason": "Plainer."})
    assert answer.status_code == 302, answer.text
    assert one.post("/staff/studio/take-up", data=fields | {"slug": "none"}).status_code == 404
