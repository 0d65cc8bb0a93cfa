"""Making a batch of codes and reconciling it, page by page."""

import csv
import re
from io import StringIO

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.models import Consultation, Invitation, InvitationBatch
from consult.services.answering.invitations import find_invitation
from tests.visitor import Visitor

PAGE = "/staff/facial-recognition/invitations"
FIELDS = {
    "arm": "random_invitation",
    "name": "Wave 1",
    "size": "1,200",
    "post_on": "2027-03-14",
    "frame": "An address file",
    "selection": "Whoever has the next birthday",
    "format": "file",
}


def codes_of(staff: Visitor, **changes: str) -> list[str]:
    text = staff.send(f"{PAGE}/make", **(FIELDS | changes)).text
    return [row["code"] for row in csv.DictReader(StringIO(text))]


def test_the_answer_is_the_file_with_every_code(
    staff: Visitor, session: Session, consultation: Consultation
) -> None:
    answer = staff.send(f"{PAGE}/make", **FIELDS)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert len({row["code"] for row in rows}) == len(rows) == 1200
    assert rows[-1]["number"] == "1200"
    assert rows[0]["address"] == "http://localhost/consultations/facial-recognition"
    assert find_invitation(session, consultation.id, rows[7]["code"]) is not None


def test_pressing_twice_makes_no_second_batch(staff: Visitor, session: Session) -> None:
    codes_of(staff)
    again = staff.send(f"{PAGE}/make", **FIELDS)
    assert again.status_code == 422
    assert "There is a batch with this name already" in again.text
    assert session.scalar(select(func.count()).select_from(InvitationBatch)) == 1
    assert session.scalar(select(func.count()).select_from(Invitation)) == 1200


def test_letters_have_one_code_each_and_the_words_of_the_proposal(staff: Visitor) -> None:
    page = staff.send(f"{PAGE}/make", **(FIELDS | {"size": "10", "format": "letters"})).text
    codes = re.findall(r'app-letter__code">([0-9A-Z-]{14})<', page)
    assert len(set(codes)) == page.count("<article") == 10
    assert page.count("Whoever has the next birthday") == 10
    assert "14 March 2027" in page
    assert "No decision has been taken" in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"size": "many"}, "Enter a whole number"),
        ({"size": "50,001"}, "Enter a number from 10 to 50,000"),
        ({"size": "2001", "format": "letters"}, "get a CSV file"),
        ({"name": ""}, "Enter a name for the batch"),
        ({"frame": ""}, "Say where the addresses come from"),
        ({"post_on": "31/2/2027"}, "Enter a day"),
        ({"arm": "open_link"}, "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    staff: Visitor, session: Session, changes: dict[str, str], message: str
) -> None:
    page = staff.send(f"{PAGE}/make", **(FIELDS | {"notes": "Kept words"} | changes))
    assert page.status_code == 422
    assert page.text.count(message) == 2
    changes.pop("arm", None)  # a choice that was never offered is not shown again
    for typed in ("Kept words", "Whoever has the next birthday", *changes.values()):
        assert typed in page.text
    assert session.scalar(select(func.count()).select_from(Invitation)) == 0


def test_a_batch_is_posted_reconciled_and_shows_its_rate(staff: Visitor, session: Session) -> None:
    codes = codes_of(staff, size="10")
    number = session.scalars(select(InvitationBatch.id)).one()
    staff.send(f"{PAGE}/{number}/posted", number="10", day="14/3/2026")
    staff.send(f"{PAGE}/{number}/undelivered", number="1", day="2026-03-20")
    answer = staff.send(
        f"{PAGE}/{number}/codes", codes=f"{codes[0]}\n\n {codes[1].lower()} ", day="2026-03-20"
    )
    assert answer.status_code == 302
    page = staff.client.get(f"{PAGE}/{number}").text
    assert "3 (the codes of 2 are void)" in page
    assert "0 % (0 of 7)" in page
    assert "0 %" in staff.client.get(PAGE).text


def test_an_unknown_code_comes_back_with_all_others(staff: Visitor, session: Session) -> None:
    codes = codes_of(staff, size="10")
    number = session.scalars(select(InvitationBatch.id)).one()
    staff.send(f"{PAGE}/{number}/posted", number="10", day="14/3/2026")
    page = staff.send(f"{PAGE}/{number}/codes", codes=f"{codes[0]}\nNOT-A-CODE", day="2026-03-20")
    assert page.status_code == 422
    assert "NOT-A-CODE: not a code of this batch" in page.text
    assert codes[0] in page.text


def test_voiding_asks_first_and_wants_a_reason(
    staff: Visitor, session: Session, consultation: Consultation
) -> None:
    codes = codes_of(staff, size="10")
    number = session.scalars(select(InvitationBatch.id)).one()
    assert "This cannot be undone" in staff.client.get(f"{PAGE}/{number}/void").text
    assert staff.send(f"{PAGE}/{number}/void", reason="").status_code == 422
    assert staff.send(f"{PAGE}/{number}/void", reason="Never printed").status_code == 302
    assert find_invitation(session, consultation.id, codes[0]) is None
    again = staff.send(f"{PAGE}/{number}/void", reason="Twice")
    assert again.status_code == 400


def test_an_unknown_batch_or_step_is_not_found(staff: Visitor) -> None:
    assert [staff.client.get(f"{PAGE}/{each}").status_code for each in ("9", "9/posted", "9/burn")] == [
        404
    ] * 3
