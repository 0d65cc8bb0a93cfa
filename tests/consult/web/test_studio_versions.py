"""The studio is asked, approved and tried out as it was seen, whatever a colleague does meanwhile."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import ApprovalRequest, Consultation, Manuscript, ManuscriptComment
from consult.services.acts import approve
from consult.services.studio.manuscripts import Document, Edit, bring_back, find_draft, save
from consult.services.studio.previews import make_link
from consult.services.studio.publishing import ask_correction, ask_publication
from surveys.drafting.outline import find_question, find_section, remove_question, replace_question
from tests.consult.services.studio.making import make_manuscript
from tests.factories import make_person
from tests.forms import filled
from tests.staff import add_account, sign_in


@pytest.fixture
def manuscript(session: Session) -> Manuscript:
    return make_manuscript(session)


@pytest.fixture
def desk(manuscript: Manuscript) -> str:
    return f"/staff/studio/{manuscript.id}"


@pytest.fixture
def one(staff_app: Flask, session: Session) -> FlaskClient:
    client = staff_app.test_client()
    sign_in(client, add_account(staff_app, session, "staff", "one@example.org"))
    return client


def with_question(session: Session, manuscript: Manuscript, name: str, **fields: Any) -> None:
    """A colleague's committed change of a question."""

    def changed(bundle: Document) -> Document:
        made = find_question(bundle["questionnaire"], name) | fields
        return bundle | {"questionnaire": replace_question(bundle["questionnaire"], name, made)}

    save(session, None, manuscript.id, Edit("Changed", changed))
    session.commit()


def test_nobody_asks_for_a_version_that_they_have_not_seen(
    one: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    opened = filled(one.get(f"{desk}/check").text) | {"reason": "It is ready."}
    with_question(session, manuscript, "why", title="What a colleague put in?")
    refused = one.post(f"{desk}/ask", data=opened)
    assert (refused.status_code, "It is ready." in refused.text) == (422, True)
    assert session.scalars(select(ApprovalRequest)).all() == []
    assert one.post(f"{desk}/ask", data=filled(refused.text) | {"reason": "It is ready."}).status_code == 302


def test_a_section_that_a_colleague_renamed_is_not_overwritten(
    one: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    name = find_draft(session, manuscript.id).document["questionnaire"]["sections"][0]["name"]
    opened = filled(one.get(f"{desk}/sections/{name}").text)
    assert one.post(f"{desk}/sections/{name}", data=opened | {"title": "Theirs"}).status_code == 302
    refused = one.post(f"{desk}/sections/{name}", data=opened | {"title": "My own words"})
    assert (refused.status_code, "My own words" in refused.text) == (409, True), "what was typed is told"
    session.rollback()
    kept = find_section(find_draft(session, manuscript.id).document["questionnaire"], name)
    assert kept["title"] == "Theirs"


def test_a_request_shows_every_word_and_whether_it_still_is_the_newest(
    one: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    with_question(session, manuscript, "why", hint="A hint that would be public.")
    asked = ask_publication(session, make_person(session), manuscript.id, "Ready.")
    session.commit()
    page, version = f"{desk}/approvals/{asked.id}", asked.document["version"]
    assert "A hint that would be public." in one.get(page).text
    with_question(session, manuscript, "why", hint="Another one.")
    assert "It was changed since" in one.get(page).text
    bring_back(session, None, manuscript.id, version)
    session.commit()
    assert "It was changed since" not in one.get(page).text, "it can be approved"


def publish_and_correct(session: Session, manuscript: Manuscript, *titles: str) -> list[ApprovalRequest]:
    """A published consultation of which a question was given one title after another."""
    approve(
        session, make_person(session), ask_publication(session, make_person(session), manuscript.id, "Ready.")
    )
    session.commit()
    found = []
    for title in titles:
        with_question(session, manuscript, "why", title=title)
        found.append(ask_correction(session, make_person(session), manuscript.id, "Plainer."))
        session.commit()
        approve(session, make_person(session), found[-1])
        session.commit()
    return found


def test_what_was_approved_is_told_for_good(
    one: FlaskClient, session: Session, manuscript: Manuscript, desk: str
) -> None:
    first, second = publish_and_correct(session, manuscript, "Why is that?", "Why so?")
    told = one.get(f"{desk}/approvals/{first.id}").text
    assert ("What are your reasons?" in told, "Why is that?" in told, "Why so?" in told) == (
        True,
        True,
        False,
    )
    told = one.get(f"{desk}/approvals/{second.id}").text
    assert ("Why is that?" in told, "Why so?" in told) == (True, True)
    assert session.scalars(select(Consultation)).one().surveys[0].versions[-1].number == 3


def test_a_comment_stays_with_its_question(one: FlaskClient, session: Session, desk: str) -> None:
    token = filled(one.get(f"{desk}/review").text)["csrf_token"]
    assert (
        one.post(f"{desk}/comments?question=none", data={"csrf_token": token, "words": "A"}).status_code
        == 404
    )
    again = one.post(f"{desk}/comments?question=why", data={"csrf_token": token, "words": ""})
    assert (again.status_code, f"{desk}/comments?question=why" in again.text) == (422, True)
    assert session.scalars(select(ManuscriptComment)).all() == []


AMOUNT = {"name": "amount", "title": "How much?"}
CHANGES: dict[str, Document] = {
    "another kind": AMOUNT | {"kind": "number", "min": 0, "max": 10},
    "several answers": AMOUNT | {"kind": "multiple", "options": [{"code": "a", "label": "A"}]},
    "other answers": AMOUNT | {"kind": "single", "options": [{"code": each, "label": each} for each in "ab"]},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_preview_goes_on_when_a_question_is_changed_meanwhile(
    client: FlaskClient, session: Session, manuscript: Manuscript, change: str
) -> None:
    address = f"/preview/{make_link(session, make_person(session), manuscript.id)}"
    session.commit()
    sent = {"asked": "amount", "amount": "to_5", "sealed": filled(client.get(address).text)["sealed"]}
    page = client.post(address, data=sent)
    sealed = filled(page.text)["sealed"]

    def changed(bundle: Document) -> Document:
        asked = replace_question(bundle["questionnaire"], "amount", CHANGES[change])
        return bundle | {"questionnaire": asked}

    save(session, None, manuscript.id, Edit("Changed", changed))
    session.commit()
    shown = client.post(address, data={"asked": "why", "back": "yes", "sealed": sealed})
    assert (shown.status_code, 'value="to_5" checked' in shown.text) == (200, False)


def test_a_preview_says_that_something_is_missing_by_now(
    client: FlaskClient, session: Session, manuscript: Manuscript
) -> None:
    address = f"/preview/{make_link(session, make_person(session), manuscript.id)}"
    session.commit()
    sealed = filled(client.get(address).text)["sealed"]

    def without(bundle: Document) -> Document:
        return bundle | {"questionnaire": remove_question(bundle["questionnaire"], "pays")}

    save(session, None, manuscript.id, Edit("Removed", without))
    session.commit()
    page = client.post(address, data={"asked": "why", "sealed": sealed})
    assert (page.status_code, "This cannot be tried out yet" in page.text) == (409, True)
