"""Evidence of what was shown to whom, in a short transaction of its own: it outlives a request's own fate."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult.models import Person
from consult.services import audit


def note_view(engine: Engine, person: Person, survey_id: int, number: int) -> None:
    """Record that a person saw a snapshot of the board."""
    with Session(engine) as own, own.begin():
        audit.record(own, person, "board viewed", f"survey:{survey_id}", snapshot=number)
