"""`flask consultation close`: a command ends demonstrations only, and tells the finding of what is over."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.commands.consultations import NOT_YET
from consult.models import Audit, Consultation, FindingRecord
from tests.factories import SLUG, make_consultation, make_schedule, reply


def close(app: Flask) -> Result:
    return app.test_cli_runner().invoke(args=["consultation", "close", SLUG])


def findings(session: Session) -> list[FindingRecord]:
    session.rollback()
    return list(session.scalars(select(FindingRecord)))


def test_whoever_has_the_machine_cannot_end_a_real_one_alone(staff_app: Flask, session: Session) -> None:
    consultation = make_consultation(session)
    closes = consultation.closes_at
    done = close(staff_app)
    assert done.exit_code == 1
    assert "one person asks" in done.output
    assert findings(session) == []
    assert session.get_one(Consultation, consultation.id).closes_at == closes


def test_a_demonstration_is_ended_found_and_on_record(staff_app: Flask, session: Session) -> None:
    consultation = make_consultation(session)
    consultation.synthetic = True
    reply(session, consultation)
    done = close(staff_app)
    assert done.exit_code == 0, done.output
    (record,) = findings(session)
    for told in (record.plan_digest, record.data_digest, record.code_version, f"/findings/{record.number}"):
        assert told in done.output
    assert session.scalars(select(Audit).where(Audit.action == "closed early")).one().person_id is None


def test_the_same_finding_is_told_again_and_not_made_again(staff_app: Flask, session: Session) -> None:
    make_consultation(session, make_schedule(40, -1))
    first, second = close(staff_app), close(staff_app)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert len(findings(session)) == 1
    assert first.output == second.output


def test_while_late_replies_are_let_in_nothing_is_found(staff_app: Flask, session: Session) -> None:
    make_consultation(session, make_schedule(40, -0.001))
    assert NOT_YET in close(staff_app).output
    assert findings(session) == []


@pytest.mark.parametrize("days", [-2, -30])
def test_what_never_opened_is_not_closed(staff_app: Flask, session: Session, days: int) -> None:
    make_consultation(session, make_schedule(days, 60))
    done = close(staff_app)
    assert done.exit_code == 1
    assert "has not opened yet" in done.output
