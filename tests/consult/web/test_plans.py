"""Writing a plan in the form, as text, and approving it."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import PlanVersion
from tests.factories import make_consultation
from tests.forms import filled
from tests.staff import add_account, sign_in

PLANS = "/staff/facial-recognition/views/plans"


@pytest.fixture
def staff(staff_app: Flask, session: Session, staff_client: FlaskClient) -> FlaskClient:
    make_consultation(session, planned=False)
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    return staff_client


def test_the_form_as_it_comes_is_a_plan(staff: FlaskClient, session: Session) -> None:
    answer = staff.post(f"{PLANS}/new", data=filled(staff.get(f"{PLANS}/new").text))
    assert answer.location == f"{PLANS}/1"
    assert session.scalars(select(PlanVersion)).one().document["rule"]["gamma"] == 1.25
    page = staff.get(f"{PLANS}/1").text
    assert "replies that a computer program made up" in page
    assert "Somebody else has to approve this plan" in page


def test_what_is_changed_in_the_form_is_in_the_plan(staff: FlaskClient, session: Session) -> None:
    fields = filled(staff.get(f"{PLANS}/new").text)
    fields |= {
        "theta": "60",
        "weighted": ["district", "sex"],
        "sensitivities": ["unweighted"],
        "recruitment": "31",
        "adults": "3",
        "least_rate": "8",
        "expected_rate": "12.5",
    }
    fields |= {"frames": "random_invitation: 780,000"}
    staff.post(f"{PLANS}/new", data=fields)
    plan = session.scalars(select(PlanVersion)).one().document
    assert plan["rule"]["theta"] == 0.6
    assert [target["dimension"] for target in plan["weighting"]["targets"]] == ["district", "sex"]
    assert [gates["kind"] for gates in plan["gates"]] == ["random_invitation", "chance_panel"]
    assert plan["gates"][1]["recruitment"] == 0.31
    assert [plan["gates"][0][name] for name in ("least_rate", "expected_rate")] == [0.08, 0.125]
    assert [plan["gates"][1][name] for name in ("least_rate", "expected_rate")] == [None, None]
    assert plan["weighting"]["households"] == {"dimension": "adults", "cap": 3}
    assert plan["weighting"]["frames"] == [{"way": "random_invitation", "addresses": 780_000}]
    assert "from a list of 780,000" in staff.get(f"{PLANS}/1").text
    assert str(filled(staff.get(f"{PLANS}/new").text)["frames"]).strip() == "random_invitation: 780,000"


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("theta", "160", "at least 0.5 and under 1"),
        ("gamma", "much", "Enter a number"),
        ("cap", "4,5", "Enter a number"),
        ("least", "20,0", "Enter a whole number"),
        ("frames", "random_invitation: 780,00", "Enter a way of being reached, a colon"),
        ("shown", "1, two", "Enter numbers with commas"),
        ("weighted", [], "at least one characteristic"),
        ("exclusions", "", "Enter at least one reason"),
        ("frames", "random_invitation, many", "Enter a way of being reached, a colon"),
        ("frames", "pigeons: 12", "no code of a way to reach people by chance"),
        ("frames", "open_link: 12", "no code of a way to reach people by chance"),
    ],
)
def test_an_error_is_shown_at_its_field_and_nothing_typed_is_lost(
    staff: FlaskClient, session: Session, field: str, typed: str | list[str], message: str
) -> None:
    fields = filled(staff.get(f"{PLANS}/new").text) | {"heard": "People in prison", field: typed}
    answer = staff.post(f"{PLANS}/new", data=fields)
    assert answer.status_code == 422
    assert message in answer.text
    assert f'href="#{field}"' in answer.text
    assert "People in prison" in answer.text
    assert session.scalars(select(PlanVersion)).all() == []


def test_as_text_every_problem_is_named(staff: FlaskClient) -> None:
    fields = filled(staff.get(f"{PLANS}/new/text").text)
    document = json.loads(str(fields["document"]))
    document["rule"]["theta"] = 7
    document["weighting"]["targets"][0]["total"] += 1000
    answer = staff.post(f"{PLANS}/new/text", data=fields | {"document": json.dumps(document)})
    assert answer.status_code == 422
    assert "rule, theta" in answer.text
    assert "but the total is given as" in answer.text
    broken = staff.post(f"{PLANS}/new/text", data=fields | {"document": "{"})
    assert "This is not JSON" in broken.text


def test_the_commissioner_approves_what_staff_wrote(
    staff: FlaskClient, staff_app: Flask, session: Session
) -> None:
    staff.post(f"{PLANS}/new", data=filled(staff.get(f"{PLANS}/new").text))
    own = {"csrf_token": filled(staff.get(f"{PLANS}/new").text)["csrf_token"]}
    assert staff.post(f"{PLANS}/1/approve", data=own).status_code == 409
    commissioner = staff_app.test_client()
    sign_in(commissioner, add_account(staff_app, session, "pcc"))
    token = {"csrf_token": filled(commissioner.get(f"{PLANS}/1").text)["csrf_token"]}
    assert commissioner.post(f"{PLANS}/1/approve", data=token).location == f"{PLANS}/1"
    assert "Approved on" in commissioner.get(f"{PLANS}/1").text
    assert commissioner.get(f"{PLANS}/new").status_code == 403
