"""Typing in forms, page by page."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.models import AssistedEntry, Consultation, EntryCheck, Response
from consult.services.consultations.publishing import add_arm
from tests.forms import filled
from tests.staff import add_account, sign_in
from tests.visitor import REFERENCE, Visitor

PAGE = "/staff/facial-recognition/views/entry"
VISIT = re.compile(r'name="(?:slip-)?visit"[^>]* value="([^"]+)"')
SLIP = {"slip-arm": "paper", "slip-batch": "Bundle 1", "slip-serial": "P-009"}
ANSWERS = {
    "replying_as": "lives",
    "place-district": "E07000110",
    "support": "tend_oppose",
    "why": "Copied word for word.",
}


@pytest.fixture(autouse=True)
def paper(session: Session, consultation: Consultation) -> None:
    add_arm(session, consultation, "paper")
    session.commit()


def fill_in(staff: Visitor, **changes: str) -> dict[str, str]:
    """The fields of a new form, with what the page itself puts there."""
    page = staff.client.get(PAGE).text
    visit = VISIT.search(page)
    assert visit
    return {**SLIP, **ANSWERS, "slip-visit": visit[1], "slip-received": received_of(page), **changes}


def received_of(page: str) -> str:
    found = re.search(r'id="slip-received"[^>]* value="([^"]+)"', page)
    assert found
    return found[1]


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Response)) or 0


def test_a_form_is_saved_and_the_next_is_ready(staff: Visitor, session: Session) -> None:
    page = staff.send(PAGE, **fill_in(staff))
    assert page.status_code == 200
    assert "Form P-009 is saved" in page.text
    assert REFERENCE.search(page.text)
    assert 'value="P-010"' in page.text
    assert 'value="Bundle 1"' in page.text
    assert "Copied word for word." not in page.text
    assert session.scalars(select(Response)).one().answers["support"] == "tend_oppose"


def test_sending_the_page_again_saves_nothing_and_shows_the_same_reference(
    staff: Visitor, session: Session
) -> None:
    fields = fill_in(staff)
    first, second = (REFERENCE.search(staff.send(PAGE, **fields).text) for _ in range(2))
    assert first
    assert second
    assert first[1] == second[1]
    assert count(session) == 1


def test_the_same_form_cannot_be_entered_twice_and_nothing_typed_is_lost(
    staff: Visitor, session: Session
) -> None:
    staff.send(PAGE, **fill_in(staff))
    page = staff.send(PAGE, **fill_in(staff, **{"slip-serial": "p-009"}))
    assert page.status_code == 422
    assert page.text.count("The form P-009 was entered already") == 2
    assert "Copied word for word." in page.text
    assert count(session) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"replying_as": ""}, "Select"),
        ({"slip-serial": ""}, "Enter the number on the form"),
        ({"slip-received": "yesterday"}, "Enter a day"),
        ({"support": "made_up"}, "Select one of the answers shown"),
        ({"place-postcode": "nowhere", "place-district": ""}, "select your district instead"),
        ({"more": "yes", "trust": "eleven"}, "number"),
    ],
)
def test_what_is_wrong_is_said_at_its_question(
    staff: Visitor, session: Session, changes: dict[str, str], message: str
) -> None:
    page = staff.send(PAGE, **fill_in(staff, **changes))
    assert page.status_code == 422
    assert page.text.count(message) >= 2
    assert "Copied word for word." in page.text
    assert count(session) == 0


def test_a_mistake_in_a_question_that_is_not_asked_does_not_matter(staff: Visitor, session: Session) -> None:
    page = staff.send(PAGE, **fill_in(staff, more="no", trust="eleven", review="year_1"))
    assert page.status_code == 200
    assert "Not counted, because the form does not ask it" in page.text
    assert "review" not in session.scalars(select(Response)).one().answers


def test_all_questions_stand_on_one_page_under_one_heading(staff: Visitor) -> None:
    page = staff.client.get(PAGE).text
    assert page.count("<h1") == 1
    for name in ("replying_as", "place-postcode", "purposes-violence", "overseers-", "trust", "religion"):
        assert f'name="{name}' in page


@pytest.fixture
def checker(staff_app: Flask, session: Session) -> Visitor:
    """Somebody else of the staff."""
    client = staff_app.test_client()
    sign_in(client, add_account(staff_app, session, "staff", "checker@example.org"))
    return Visitor(client)


def test_a_second_person_types_blind_sees_the_difference_and_corrects_it(
    staff: Visitor, checker: Visitor, session: Session
) -> None:
    staff.send(PAGE, **fill_in(staff))
    assert "No form to check" in staff.client.get(f"{PAGE}/check").text
    address = checker.client.get(f"{PAGE}/check").headers["Location"]
    assert "Copied word for word." not in checker.client.get(address).text
    page = checker.send(address, **ANSWERS | {"support": "neither", "why": "copied  word for word."}).text
    assert "4 answers were compared; 1 differs" in page
    assert session.scalars(select(EntryCheck.differing)).one() == ["support"]
    entry = session.scalars(select(AssistedEntry.id)).one()
    form = checker.client.get(f"{PAGE}/{entry}/correct").text
    assert "Copied word for word." in form
    visit = VISIT.search(form)
    assert visit
    corrected = checker.send(f"{PAGE}/{entry}/correct", visit=visit[1], **ANSWERS | {"support": "neither"})
    assert "Form P-009 is corrected" in corrected.text
    assert "Corrected since" in checker.client.get(f"{PAGE}/list").text


def test_a_check_with_a_mistake_comes_back(staff: Visitor, checker: Visitor) -> None:
    staff.send(PAGE, **fill_in(staff))
    address = checker.client.get(f"{PAGE}/check").headers["Location"]
    page = checker.send(address, **ANSWERS | {"replying_as": ""})
    assert page.status_code == 422
    assert "Copied word for word." in page.text


def test_ones_own_form_cannot_be_checked(staff: Visitor, session: Session) -> None:
    staff.send(PAGE, **fill_in(staff))
    entry = session.scalars(select(AssistedEntry.id)).one()
    assert "Somebody else must check it" in staff.client.get(f"{PAGE}/{entry}/check").text


def test_before_the_first_form_the_list_says_what_to_do(staff: Visitor) -> None:
    assert "Forms appear here as they are saved" in staff.client.get(f"{PAGE}/list").text


def test_of_two_corrections_the_later_is_told_what_differs_and_loses_nothing(
    staff: Visitor, checker: Visitor, session: Session
) -> None:
    staff.send(PAGE, **fill_in(staff))
    page = f"{PAGE}/1/correct"
    opened = filled(checker.client.get(page).text)
    staff.client.post(page, data=filled(staff.client.get(page).text) | {"support": "neither"})
    late = checker.client.post(page, data=opened | {"support": "tend_support"})
    assert late.status_code == 409
    assert "Somebody else corrected this form in the meantime" in late.text
    differences = late.text.partition("Theirs")[2].partition("</table>")[0]
    assert "Neither support nor oppose" in differences
    assert "Tend to support" in differences
    assert f'action="{PAGE}/2/correct"' in late.text
    again = checker.client.post(f"{PAGE}/2/correct", data=filled(late.text))
    assert again.status_code == 200, "and what was typed can be saved over theirs"
    session.rollback()
    assert [row.answers["support"] for row in session.scalars(select(Response).order_by(Response.id))] == [
        "tend_oppose",
        "neither",
        "tend_support",
    ]
