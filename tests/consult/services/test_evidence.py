"""What was shown or refused stays on record whatever becomes of the request, and a knocking machine fills no record."""

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from consult.models import Audit, Person
from consult.services import audit
from consult.services.evidence import note, note_view, noted_lately
from tests.factories import make_person


@pytest.fixture
def person(session: Session) -> Person:
    person = make_person(session)
    session.commit()
    return person


def test_it_outlives_a_request_that_is_undone(session: Session, web_engine: Engine, person: Person) -> None:
    session.add(Audit(action="half done", subject="survey:1", detail={}))
    note(web_engine, person, "export refused", "survey:1", reason="role")
    session.rollback()
    kept = session.scalars(select(Audit).where(Audit.person_id == person.id)).one()
    assert (kept.action, kept.subject, kept.detail) == ("export refused", "survey:1", {"reason": "role"})
    assert session.scalars(select(Audit).where(Audit.action == "half done")).all() == []


def test_which_figures_were_looked_at_is_on_record(
    session: Session, web_engine: Engine, person: Person
) -> None:
    note_view(web_engine, person, 3, 17)
    kept = session.scalars(select(Audit).where(Audit.action == "board viewed")).one()
    assert (kept.person_id, kept.subject, kept.detail) == (person.id, "survey:3", {"snapshot": 17})


@pytest.mark.parametrize(("age", "lately"), [("14 minutes", True), ("16 minutes", False)])
def test_the_same_is_noted_again_after_a_quarter_of_an_hour(
    session: Session, owner_session: Session, person: Person, age: str, lately: bool
) -> None:
    audit.record(session, person, "refused", "page")
    session.commit()
    owner_session.execute(text("UPDATE audit SET at = now() - CAST(:age AS interval)"), {"age": age})
    owner_session.commit()
    assert noted_lately(session, "refused", person) is lately


def test_what_somebody_else_or_something_else_did_hides_nothing(
    session: Session, web_engine: Engine, person: Person
) -> None:
    other = make_person(session)
    session.commit()
    note(web_engine, person, "refused", "page")
    assert not noted_lately(session, "refused", other)
    assert not noted_lately(session, "export refused", person)
