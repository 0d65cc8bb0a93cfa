"""Adding ways of being reached, and following a partner's link."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Arm, Response
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


@pytest.mark.parametrize("kind", ["chance_panel", "opt_in_panel", "paper", "phone", "event"])
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


@pytest.mark.parametrize("via", ["library", "%20Library%20"])
def test_a_link_is_carried_from_the_overview_to_the_reply(
    follower: Visitor, session: Session, via: str
) -> None:
    overview = follower.client.get(f"/consultations/facial-recognition?via={via}")
    begin = f"{START}?via=library"
    assert f'href="{begin}"' in overview.text
    reply_from(follower, begin)
    assert arm_of_reply(session) == "partner_link"


@pytest.mark.parametrize("via", ["", "nobody", "random_invitation", "open_link", "library%00"])
def test_any_other_code_counts_as_the_open_link(follower: Visitor, session: Session, via: str) -> None:
    overview = follower.client.get(f"/consultations/facial-recognition?via={via}")
    assert f'href="{START}"' in overview.text
    assert "given out by a partner" not in follower.client.get(f"{START}?via={via}").text
    reply_from(follower, f"{START}?via={via}")
    assert arm_of_reply(session) == "open_link"


def reply_from(follower: Visitor, begin: str) -> None:
    """A reply that begins on a start page with a code in its address."""
    address = follower.send(begin).headers["Location"]
    for _ in range(60):
        question = address.rpartition("/")[2]
        if question == "check-answers":
            break
        address = follower.send(address, **SHORT_ROUTE.get(question, {})).headers["Location"]
    follower.finish()


def test_a_link_leaves_no_cookie_before_the_visit_begins(follower: Visitor) -> None:
    page = follower.client.get("/consultations/facial-recognition?via=library")
    assert "Set-Cookie" not in page.headers
    start = follower.client.get(f"{START}?via=library")
    assert "visit" not in start.headers.get("Set-Cookie", "")
    assert "given out by a partner" in start.text
