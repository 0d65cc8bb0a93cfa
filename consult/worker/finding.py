"""The job that makes the finding after closing; asked for twice, it is made once."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from consult.models import FindingRecord
from consult.services.findings.closing import is_due
from consult.services.findings.making import make_finding
from consult.services.findings.published import deciding_plan, plan_in_force
from consult.worker.workplace import Workplace, workplace


def run_finding(survey_id: int, occasion: str) -> None:
    """The job."""
    find_once(workplace(), survey_id, occasion)


def find_once(place: Workplace, survey_id: int, occasion: str) -> FindingRecord | None:
    """The finding, from one unchanging state of the database; None when it was made in the meantime.

    Beside it stands what a plan would find that was approved after replies had come.
    """
    reading = place.engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(reading, expire_on_commit=False) as session, session.begin():
        plan, newest = deciding_plan(session, survey_id), plan_in_force(session, survey_id)
        if plan is None or not is_due(session, survey_id):
            return None
        now = datetime.now(UTC)
        record = make_finding(session, place.vault, plan, occasion, now)
        if newest is not None and newest.id != plan.id:
            make_finding(session, place.vault, newest, occasion, now)
        return record
