"""A form that was entered, from the address of its page."""

from dataclasses import dataclass, replace

from flask import current_app

from consult.extensions import db
from consult.models import AssistedEntry, Response
from consult.services.entering.entries import find_entry
from consult.web.staff_survey import StaffSurvey, find_staff_survey


@dataclass(frozen=True)
class Typed:
    """An entry with its response, and the survey in the version that was answered."""

    place: StaffSurvey
    entry: AssistedEntry
    response: Response


def find_typed(consultation: str, survey: str, entry_id: int) -> Typed:
    """Raises `NotFoundError` for an address that leads nowhere."""
    place = find_staff_survey(consultation, survey)
    entry, response = find_entry(db.session, place.version_ids, entry_id)
    version = current_app.extensions["catalogue"].version(db.session, response.version_id)
    return Typed(replace(place, version=version), entry, response)
