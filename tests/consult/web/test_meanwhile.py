"""Two colleagues with the same form: the older one undoes nothing, says what differs, and keeps what was typed."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Fact, PlanVersion
from tests.factories import make_consultation
from tests.forms import Fields, filled
from tests.staff import add_account, sign_in

STAFF = "/staff/facial-recognition"
PLANS = f"{STAFF}/views/plans/new"
OUTCOME = {"label": "Fewer thefts", "indicator": "Thefts recorded", "baseline": "100", "target": "90"}


@pytest.fixture
def clients(staff_app: Flask, session: Session) -> list[FlaskClient]:
    make_consultation(session)
    found = [staff_app.test_client() for _ in range(2)]
    for number, client in enumerate(found):
        sign_in(client, add_account(staff_app, session, "staff", f"staff-{number}@example.org"))
    return found


def open_both(clients: list[FlaskClient], address: str) -> list[Fields]:
    return [filled(client.get(address).text) for client in clients]


def documents(session: Session, kind: type[Fact] | type[PlanVersion]) -> list[dict[str, Any]]:
    session.rollback()
    return list(session.scalars(select(kind.document).order_by(kind.id)))


def test_evidence_that_a_colleague_changed(clients: list[FlaskClient], session: Session) -> None:
    one, other = clients
    fields = filled(one.get(f"{STAFF}/facts/outcome/add").text)
    page = one.post(f"{STAFF}/facts/outcome/add", data=fields | OUTCOME).location.partition("?")[0]
    first, second = open_both(clients, f"{page}/edit")
    assert one.post(f"{page}/edit", data=first | {"target": "80"}).status_code == 302
    late = other.post(f"{page}/edit", data=second | {"indicator": "Thefts, as shops count them"})
    assert late.status_code == 409
    assert "Somebody else changed this in the meantime" in late.text
    assert "What others changed since you opened this page" in late.text
    again = filled(late.text)
    assert (again["target"], again["indicator"]) == ("80", "Thefts, as shops count them")
    assert other.post(f"{page}/edit", data=again).status_code == 302
    last = documents(session, Fact)[-1]
    assert (last["target"], last["indicator"]) == (80, "Thefts, as shops count them")


def test_a_plan_that_a_colleague_wrote(clients: list[FlaskClient], session: Session) -> None:
    one, other = clients
    first, second = open_both(clients, PLANS)
    assert one.post(PLANS, data=first | {"cap": "4"}).status_code == 302
    late = other.post(PLANS, data=second | {"theta": "60"})
    assert late.status_code == 409
    assert "Somebody else wrote a plan in the meantime" in late.text
    assert (
        "No reply counts more than this many times the average one"
        in late.text.partition("<h2")[2].partition("<form")[0]
    )
    again = filled(late.text)
    assert (float(str(again["cap"])), again["theta"]) == (4, "60")
    assert other.post(PLANS, data=again).status_code == 302
    last = documents(session, PlanVersion)[-1]
    assert (last["weighting"]["cap"], last["rule"]["theta"]) == (4, 0.6)


def test_a_plan_as_text_that_a_colleague_overtook(clients: list[FlaskClient], session: Session) -> None:
    one, other = clients
    first, second = open_both(clients, f"{PLANS}/text")
    assert one.post(f"{PLANS}/text", data=first).status_code == 302
    mine = json.loads(str(second["document"])) | {"sensitivities": ["put_back"]}
    late = other.post(f"{PLANS}/text", data=second | {"document": json.dumps(mine)})
    assert late.status_code == 409
    assert "The plan that somebody else wrote in the meantime" in late.text
    again = filled(late.text)
    assert json.loads(str(again["document"])) == mine
    assert other.post(f"{PLANS}/text", data=again).status_code == 302
    assert len(documents(session, PlanVersion)) == 3
