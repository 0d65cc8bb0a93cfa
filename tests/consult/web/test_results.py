"""The public record: the method before opening, the finding after closing, every plan as a file."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from analysis.documents import to_document
from analysis.plan.defaults import RULE as USUAL
from consult.services.findings.closing import AT_CLOSING, close_early
from consult.services.findings.published import plan_in_force
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from tests.factories import make_consultation, make_vault, put_plan_in_force, reply, survey_of

PLACE = "/consultations/facial-recognition/views"
RULE = (
    "We report majority support only if, in a random sample adjusted to the census, more than half support it "
    "after allowing for chance and for supporters being 1.25 times as likely to answer; majority opposition in "
    "the same way. Open replies explain why and stand beside it; alone they never count as the view of Kent and "
    "Medway."
)


def test_the_rule_is_public_in_two_sentences(client: FlaskClient, session: Session) -> None:
    make_consultation(session)
    assert RULE in client.get(f"{PLACE}/method").text
    assert "/method" in client.get("/consultations/facial-recognition").text


def test_the_file_of_a_plan_has_the_published_fingerprint(client: FlaskClient, session: Session) -> None:
    consultation = make_consultation(session)
    plan = plan_in_force(session, survey_of(consultation).id)
    assert plan is not None
    assert sha256(client.get(f"{PLACE}/plan-1.json").data).hexdigest() == plan.digest
    assert plan.digest in client.get(f"{PLACE}/method").text


def test_without_a_plan_nothing_is_public_and_nobody_can_start(client: FlaskClient, session: Session) -> None:
    make_consultation(session, planned=False)
    assert client.get(f"{PLACE}/plan-1.json").status_code == 404
    assert "has not been published yet" in client.get(f"{PLACE}/method").text
    overview = client.get("/consultations/facial-recognition").text
    assert "once the plan of the analysis has been published" in overview
    assert client.get(f"{PLACE}/start").status_code == 409


@pytest.mark.parametrize("page", ["finding", "findings/1", "finding/sheet"])
def test_before_closing_there_is_no_finding(client: FlaskClient, session: Session, page: str) -> None:
    make_consultation(session)
    assert client.get(f"{PLACE}/{page}").status_code == 404


def test_after_closing_everybody_can_read_it(
    client: FlaskClient, session: Session, worker_engine: Engine
) -> None:
    consultation = make_consultation(session)
    for number in range(40):
        reply(session, consultation, support="tend_support" if number % 4 else "tend_oppose")
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()
    find_once(Workplace(worker_engine, make_vault()), survey_of(consultation).id, AT_CLOSING)
    digest = sha256(client.get(f"{PLACE}/plan-1.json").data).hexdigest()
    for address in ("finding", "findings/1", "finding/sheet"):
        page = client.get(f"{PLACE}/{address}").text
        assert "Too little to say what Kent and Medway think" in page
        assert "it does not make it" in page
        assert digest in page
    assert "Written submissions: 0, of them by organisations: 0" in client.get(f"{PLACE}/finding").text
    assert client.get(f"{PLACE}/findings/2").status_code == 404
    assert f"{PLACE}/finding" in client.get("/consultations/facial-recognition").text


def closed_with_a_later_plan(client: FlaskClient, session: Session, worker_engine: Engine) -> None:
    """The plan that opened it, and one that was approved when replies had come."""
    client.application.extensions["catalogue"].fresh_seconds = 0
    consultation = make_consultation(session)
    for number in range(40):
        reply(session, consultation, support="tend_support" if number % 4 else "tend_oppose")
    put_plan_in_force(session, survey_of(consultation), rule=to_document(replace(USUAL, gamma=1.0)))
    close_early(session, None, consultation, "Enough have replied.", datetime.now(UTC))
    session.commit()
    find_once(Workplace(worker_engine, make_vault()), survey_of(consultation).id, AT_CLOSING)


@pytest.mark.parametrize("address", ["finding", "finding/sheet"])
def test_what_a_later_plan_finds_stands_beside_and_is_called_exploratory(
    client: FlaskClient, session: Session, worker_engine: Engine, address: str
) -> None:
    closed_with_a_later_plan(client, session, worker_engine)
    told = client.get(f"{PLACE}/{address}").text
    assert "By a later plan, approved after replies had come, it would be" in told
    assert "it does not replace this finding" in told
    beside = client.get(f"{PLACE}/findings/2").text
    assert "Exploratory: the plan behind it was approved on" in beside
    assert "By a later plan" not in beside


@pytest.mark.parametrize("address", ["finding", "finding/sheet"])
def test_an_early_closing_is_told_with_its_reason(
    client: FlaskClient, session: Session, worker_engine: Engine, address: str
) -> None:
    closed_with_a_later_plan(client, session, worker_engine)
    told = client.get(f"{PLACE}/{address}").text
    assert "closed earlier, on" in told
    assert "The reason given: Enough have replied." in told
    assert "Shares could be seen while it was open" in told


def test_the_method_page_tells_which_plan_decides(
    client: FlaskClient, session: Session, worker_engine: Engine
) -> None:
    closed_with_a_later_plan(client, session, worker_engine)
    page = client.get(f"{PLACE}/method").text
    assert "Plan 1</a> (decides)" in page
    assert "Plan 2</a> (exploratory: approved after 40 replies)" in page
