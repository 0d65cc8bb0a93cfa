"""Adding ways of being reached, and following a partner's link."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Arm, Consultation, Response
from tests.visitor import SHORT_ROUTE, START, Visitor

PAGE = "/staff/facial-recognition/ways"
PARTNER = {"kind": "partner_link", "name": "St John’s Library", "code": ""}


def test_a_partner_gets_a_code_and_an_address(staff: Visitor, session: Session) -> None:
    assert staff.send(PAGE, **PARTNER).status_code == 302
    arm = session.scalars(select(Arm).where(Arm.kind == "partner_link")).one()
    assert (arm.code, arm.label) == ("st-johns-library", "Link of St John’s Library")
    page = staff.client.get(PAGE).text
    assert "http://localhost/consultations/facial-recognition?via=st-johns-library" in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": ""}, "Select how people are reached"),
        ({"name": ""}, "Enter the partner’s name"),
        ({"code": "two words"}, "Use small letters"),
        ({"code": "open_link"}, "is used already"),
        ({"kind": "open_link"}, "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(staff: Visitor, fields: dict[str, str], message: str) -> None:
    page = staff.send(PAGE, **(PARTNER | fields))
    assert page.status_code == 422
    assert page.text.count(message) >= 2


@pytest.mark.parametrize("kind", ["panel", "paper", "phone", "event"])
def test_other_ways_need_no_name(staff: Visitor, session: Session, kind: str) -> None:
    staff.send(PAGE, kind=kind, name="", code="")
    assert session.scalars(select(Arm.code).where(Arm.kind == kind)).one() == kind


@pytest.fixture
def follower(staff: Visitor, app: Flask) -> Visitor:
    """A resident of a consultation that a library links to."""
    staff.send(PAGE, **(PARTNER | {"code": "library"}))
    return Visitor(app.test_client())


def arm_of_reply(session: Session) -> str:
    return session.scalars(select(Arm.kind).join(Response, Response.arm_id == Arm.id)).one()


@pytest.mark.parametrize(
    ("via", "kind"),
    [("library", "partner_link"), (" Library ", "partner_link"), ("nobody", "open_link"), ("", "open_link")],
)
def test_a_link_is_carried_to_the_reply(
    follower: Visitor, session: Session, consultation: Consultation, via: str, kind: str
) -> None:
    overview = follower.client.get("/consultations/facial-recognition", query_string={"via": via})
    begin = f"{START}?via=library" if kind == "partner_link" else START
    assert f'href="{begin}"' in overview.text
    address = follower.send(begin).headers["Location"]
    for _ in range(60):
        question = address.rpartition("/")[2]
        if question == "check-answers":
            break
        address = follower.send(address, **SHORT_ROUTE.get(question, {})).headers["Location"]
    follower.finish()
    assert arm_of_reply(session) == kind


def test_a_link_leaves_no_cookie_before_the_visit_begins(follower: Visitor) -> None:
    page = follower.client.get("/consultations/facial-recognition?via=library")
    assert "Set-Cookie" not in page.headers
    start = follower.client.get(f"{START}?via=library")
    assert "visit" not in start.headers.get("Set-Cookie", "")
    assert "given out by a partner" in start.text


def test_other_codes_in_the_address_open_no_other_way(follower: Visitor, session: Session) -> None:
    follower.send(f"{START}?via=random_invitation")
    page = follower.client.get(f"{START}?via=random_invitation").text
    assert "given out by a partner" not in page
