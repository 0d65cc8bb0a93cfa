"""The file of the replies for an auditor: what the fingerprint of a finding was computed over."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.commands.consultations import consultation as commands
from consult.models import Audit, Consultation, FindingRecord
from consult.services.consultations.publishing import add_survey, publish
from consult.services.findings.closing import AT_CLOSING, close_early
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from surveys import library
from surveys.questions.ordering import LOTS
from tests.factories import SLUG, make_consultation, make_vault, reply, survey_of


@pytest.fixture
def consultation(session: Session) -> Consultation:
    consultation = make_consultation(session)
    for _ in range(3):
        reply(session, consultation, why="It’s sealed.")
    return consultation


@pytest.fixture
def finding(session: Session, consultation: Consultation, worker_engine: Engine) -> FindingRecord:
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()
    record = find_once(Workplace(worker_engine, make_vault()), survey_of(consultation).id, AT_CLOSING)
    assert record is not None
    return record


def write(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(commands, ["replies", *words])


def test_what_is_written_has_the_published_fingerprint(staff_app: Flask, finding: FindingRecord) -> None:
    done = write(staff_app, SLUG)
    assert done.exit_code == 0, done.output
    assert sha256(done.stdout_bytes).hexdigest() == finding.data_digest
    assert done.stderr == f"SHA-256 {finding.data_digest}: the replies of finding 1\n"


def test_a_line_is_one_reply_with_its_pace_and_without_its_words(
    staff_app: Flask, finding: FindingRecord
) -> None:
    lines = [json.loads(line) for line in write(staff_app, SLUG).stdout.splitlines()]
    assert len(lines) == 3
    for receipt, _, arm, state, eligible, _, answers, pace, _crowd, lot in lines:
        assert len(receipt) == 64
        assert (arm, state, eligible, answers["support"]) == ("open_link", "counted", True, "tend_support")
        assert pace == 10
        assert 0 <= lot < LOTS
    assert "sealed" not in str(lines)


def test_what_changed_since_is_no_finding_s(
    staff_app: Flask, finding: FindingRecord, owner_session: Session, consultation: Consultation
) -> None:
    reply_row = "UPDATE response SET pace = 1 WHERE id = (SELECT min(id) FROM response)"
    owner_session.connection().exec_driver_sql(reply_row)
    owner_session.commit()
    assert "no finding was made from exactly these replies" in write(staff_app, SLUG).stderr


def test_that_it_was_written_is_recorded(
    staff_app: Flask, consultation: Consultation, session: Session
) -> None:
    write(staff_app, SLUG)
    session.rollback()
    act = session.scalars(select(Audit).where(Audit.action == "replies written for an auditor")).one()
    assert act.subject == f"survey:{survey_of(consultation).id}"


def test_one_of_several_surveys_must_be_named(
    staff_app: Flask, consultation: Consultation, session: Session
) -> None:
    other = add_survey(session, consultation, "second", "Once more")
    publish(session, None, other, library.load("facial-recognition"))
    session.commit()
    refused = write(staff_app, SLUG)
    assert refused.exit_code == 1
    assert "Name one survey with --survey. There are: views, second" in refused.output
    assert len(write(staff_app, SLUG, "--survey", "views").stdout.splitlines()) == 3
    assert write(staff_app, "nothing").exit_code == 1
