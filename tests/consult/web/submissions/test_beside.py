"""What is heard beside the form, page by page."""

from io import BytesIO

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, stream_encode_multipart

from consult.models import Withdrawal, WrittenSubmission
from tests.files import PDF
from tests.visitor import TOKEN, Visitor

PLACE = "/staff/facial-recognition"
SUBMISSION = {
    "sender": "A housing association",
    "sender_kind": "organisation",
    "received_on": "14/3/2026",
    "words": "We have read it with care.",
}
NOTE = {
    "host": "A community centre",
    "place": "Gravesend",
    "held_on": "14/3/2026",
    "attendance": "14",
    "groups": "Gypsy, Traveller and Roma residents\n\n Young people ",
    "views": "They fear being stopped more often.",
}


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(WrittenSubmission)) or 0


def test_words_are_added_read_and_withdrawn(staff: Visitor, session: Session) -> None:
    address = staff.send(f"{PLACE}/submissions/add", **SUBMISSION).headers["Location"]
    page = staff.client.get(address).text
    assert "We have read it with care." in page
    assert "It may not be published." in page
    assert "1 written submission (1 of organisations)" in staff.client.get(f"{PLACE}/submissions").text
    withdraw(staff, address, "")
    assert session.scalar(select(func.count()).select_from(Withdrawal)) == 0
    withdraw(staff, address, "The sender asked for it.")
    assert "The sender asked for it." in staff.client.get(address).text
    assert "0 written submissions" in staff.client.get(f"{PLACE}/submissions").text


def withdraw(staff: Visitor, address: str, reason: str) -> None:
    post(staff, address, "withdraw", reason=reason)


def post(staff: Visitor, address: str, action: str, **fields: str) -> TestResponse:
    """Send a form that stands on a page to an address of its own."""
    found = TOKEN.search(staff.client.get(address).text)
    assert found
    return staff.client.post(f"{address}/{action}", data={"csrf_token": found[1], **fields})


def send_file(staff: Visitor, address: str, content: bytes, **fields: str) -> TestResponse:
    """Post a form with a file, encoded in memory: the test client itself would leave a file behind."""
    found = TOKEN.search(staff.client.get(address).text)
    assert found
    file = FileStorage(BytesIO(content), "Our letter.pdf", "file")
    stream, length, boundary = stream_encode_multipart(
        MultiDict({"csrf_token": found[1], **fields, "file": file}), use_tempfile=False
    )
    kind = f'multipart/form-data; boundary="{boundary}"'
    return staff.client.post(address, input_stream=stream, content_length=length, content_type=kind)


def test_a_file_of_several_megabytes_is_kept_and_handed_out(staff: Visitor, session: Session) -> None:
    content = PDF + b"&" * (3 * 1024 * 1024)
    answer = send_file(staff, f"{PLACE}/submissions/add", content, **(SUBMISSION | {"words": ""}))
    assert answer.status_code == 302, answer.text
    page = staff.client.get(answer.headers["Location"])
    assert "Our letter.pdf" in page.text
    file = post(staff, answer.headers["Location"], "file")
    assert file.data == content
    assert file.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sender": ""}, "Enter the sender’s name"),
        ({"sender_kind": ""}, "Select who sent it"),
        ({"received_on": "soon"}, "Enter a day"),
        ({"words": ""}, "Paste the words or choose a file"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    staff: Visitor, session: Session, changes: dict[str, str], message: str
) -> None:
    page = staff.send(f"{PLACE}/submissions/add", **(SUBMISSION | changes))
    assert page.status_code == 422
    assert page.text.count(message) == 2
    assert "14/3/2026" in page.text or "soon" in page.text
    assert count(session) == 0


def test_a_file_that_is_something_else_is_refused_and_the_rest_kept(staff: Visitor, session: Session) -> None:
    page = send_file(staff, f"{PLACE}/submissions/add", b"MZ", **(SUBMISSION | {"words": ""}))
    assert page.status_code == 422
    assert "This is not a PDF file" in page.text
    assert "A housing association" in page.text
    assert count(session) == 0


def test_eleven_megabytes_are_too_much_and_only_here_is_more_than_one_taken(staff: Visitor) -> None:
    large, small = PDF + bytes(12 * 1024 * 1024), bytes(2 * 1024 * 1024)
    assert send_file(staff, f"{PLACE}/submissions/add", large, **SUBMISSION).status_code == 413
    assert send_file(staff, f"{PLACE}/consultees", small).status_code == 413


def test_a_session_is_noted(staff: Visitor) -> None:
    address = staff.send(f"{PLACE}/sessions/add", **NOTE).headers["Location"]
    page = staff.client.get(address).text
    assert "14 people came" in page
    assert "<li>Young people</li>" in page
    assert "They fear being stopped" in page
    assert "Gravesend" in staff.client.get(f"{PLACE}/sessions").text
    withdraw(staff, address, "Held elsewhere")
    assert "Withdrawn" in staff.client.get(f"{PLACE}/sessions").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"attendance": "few"}, "Enter a whole number"),
        ({"attendance": "-1"}, "0 or more"),
        ({"views": ""}, "Write what people said"),
        ({"host": ""}, "Enter who held the session"),
    ],
)
def test_a_note_with_a_mistake_comes_back(staff: Visitor, changes: dict[str, str], message: str) -> None:
    page = staff.send(f"{PLACE}/sessions/add", **(NOTE | changes))
    assert page.status_code == 422
    assert page.text.count(message) == 2
    assert "Gravesend" in page.text


def test_the_register_is_kept(staff: Visitor) -> None:
    page = f"{PLACE}/consultees"
    fields = {"organisation": "Zebra Trust", "contacted_on": "1/3/2026", "way": "letter"}
    assert staff.send(page, **(fields | {"organisation": ""})).status_code == 422
    assert staff.send(page, **fields).status_code == 302
    assert staff.send(f"{page}/1/reply", replied_on="1/2/2026").status_code == 422
    assert staff.send(f"{page}/1/reply", replied_on="9/3/2026").status_code == 302
    assert "9 March 2026" in staff.client.get(page).text
