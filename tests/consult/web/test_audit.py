"""The record of acts: what was read, tried and refused is in it, and it is searched and exported."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation, Response
from consult.services import audit
from consult.services.audit import PAGE
from consult.services.signing.attempts import MOST_HERE
from tests.factories import reply
from tests.staff import add_account, sign_in
from tests.visitor import TOKEN, Visitor

RECORD = "/staff/audit"


def acts(session: Session, action: str) -> list[Audit]:
    session.rollback()
    return list(session.scalars(select(Audit).where(Audit.action == action).order_by(Audit.id)))


def test_who_reads_a_reply_is_on_record(staff: Visitor, session: Session, consultation: Consultation) -> None:
    reply(session, consultation, why="Words")
    number = session.scalars(select(Response.id)).one()
    assert staff.client.get(f"/staff/facial-recognition/views/responses/{number}").status_code == 200
    read = acts(session, "response read")
    assert [act.subject for act in read] == [f"response:{number}"]
    assert read[0].person_id is not None
    assert staff.client.get("/staff/facial-recognition/views/responses/99").status_code == 404
    assert len(acts(session, "response read")) == 1, "there was nothing to read"


@pytest.mark.parametrize(
    ("page", "action"),
    [
        ("views/responses?words=secret", "responses listed"),
        ("views/moderation", "texts read"),
        ("views/themes", "themes read"),
        ("submissions", "submissions listed"),
    ],
)
def test_so_are_pages_that_show_what_people_sent(
    staff: Visitor, session: Session, page: str, action: str
) -> None:
    assert staff.client.get(f"/staff/facial-recognition/{page}").status_code == 200
    assert "secret" not in str([act.detail for act in acts(session, action)])
    assert len(acts(session, action)) == 1


def test_failed_sign_ins_are_on_record_without_what_was_typed(
    staff_app: Flask, staff_client: FlaskClient, session: Session
) -> None:
    email = add_account(staff_app, session, "staff")
    for typed in (email, "my-password-by-mistake@example.org"):
        sign_in(staff_client, typed, "a wrong guess")
    failed = acts(session, "sign-in failed")
    assert [act.subject for act in failed] == [f"person:{failed[0].person_id}"]
    for _ in range(MOST_HERE + 3):
        sign_in(staff_client, email, "a wrong guess")
    assert len(acts(session, "sign-in held back")) == 1, "once for all of them"


def test_refusals_are_on_record(staff_app: Flask, staff_client: FlaskClient, session: Session) -> None:
    sign_in(staff_client, add_account(staff_app, session, "pcc"))
    assert staff_client.get(RECORD).status_code == 403
    assert [act.subject for act in acts(session, "refused")] == ["page:audit.search"]


@pytest.fixture
def recorded(session: Session) -> None:
    """More acts than a page shows."""
    for number in range(PAGE + 5):
        audit.record(session, None, "trial", f"thing:{number}", note="=1+1")
    session.commit()


def test_acts_are_searched_and_paged(staff: Visitor, recorded: None) -> None:
    page = staff.client.get(f"{RECORD}?act=trial&who=command+line").text
    assert f"thing:{PAGE + 4}<" in page
    assert "thing:3<" not in page
    older = page.split("Older acts")[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    page = staff.client.get(older).text
    assert "thing:3<" in page
    assert f"thing:{PAGE + 4}<" not in page
    assert staff.client.get(f"{RECORD}?about=thing:17").text.count("thing:17<") == 1


@pytest.mark.parametrize(
    "query",
    [
        "since=yesterday",
        "since=1/1/0001",
        "until=31/12/9999",
        "before=99999999999999999999",
        "before=x",
        "who=nobody@nowhere",
        "act=%00",
        "about=%ff" + "x" * 100,
    ],
)
def test_odd_searches_are_answered(staff: Visitor, query: str) -> None:
    assert staff.client.get(f"{RECORD}?{query}").status_code in {200, 400}


def test_a_day_is_in_kent_s_time(staff: Visitor, recorded: None, session: Session) -> None:
    today = session.scalars(select(Audit.at)).first()
    assert today is not None
    assert "thing:" in staff.client.get(f"{RECORD}?since={today:%-d/%-m/%Y}&act=trial").text
    assert "Nothing matches" in staff.client.get(f"{RECORD}?until=1/1/2020").text


def test_what_was_found_is_exported_and_the_export_is_on_record(
    staff: Visitor, recorded: None, session: Session
) -> None:
    token = TOKEN.search(staff.client.get(RECORD).text)
    assert token
    answer = staff.client.post(f"{RECORD}/export", data={"csrf_token": token[1], "act": "trial"})
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        rows = list(csv.reader(StringIO(archive.read("audit.csv").decode("utf-8-sig"))))
    assert rows[0] == ["number", "at", "who", "act", "about", "details"]
    assert len(rows) == PAGE + 6
    assert {row[3] for row in rows[1:]} == {"trial"}
    assert [act.detail for act in acts(session, "audit exported")] == [{"act": "trial"}]


def test_the_record_is_not_exported_for_the_commissioner(
    staff_app: Flask, staff_client: FlaskClient, session: Session
) -> None:
    sign_in(staff_client, add_account(staff_app, session, "pcc"))
    assert staff_client.post(f"{RECORD}/export").status_code in {400, 403}


def test_a_search_that_cannot_be_read_is_not_exported_as_another(staff: Visitor, session: Session) -> None:
    token = TOKEN.search(staff.client.get(RECORD).text)
    assert token
    fields = {"csrf_token": token[1], "since": "yesterday"}
    answer = staff.client.post(f"{RECORD}/export", data=fields)
    assert answer.status_code == 422
    assert 'value="yesterday"' in answer.text
    assert acts(session, "audit exported") == []
