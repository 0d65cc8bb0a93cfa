"""The desk: what staff would have done so far: enter facts, read some replies, publish them, look for themes."""

import json
from importlib.resources import files

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Person, SurveyVersion
from consult.services.facts.entering import Place, add_fact, take_over
from consult.services.facts.reading import ACCURACY, SURVEY
from consult.services.statements.moderation import Ruling, decide, waiting_statements
from consult.services.statements.theming import ask_search
from consult.services.vault import Vault

READ = 300
SEARCHED = "why"


def work_through(session: Session, vault: Vault, survey_id: int, email: str) -> int:
    """Publish the first statements that may be published, and ask for a search; the number published."""
    person = session.scalars(select(Person).where(Person.email == email)).one()
    versions = list(session.scalars(select(SurveyVersion.id).where(SurveyVersion.survey_id == survey_id)))
    published = 0
    while published < READ:
        waiting, _total = waiting_statements(session, vault, versions)
        if not waiting:
            break
        for statement in waiting:
            decide(session, vault, person, statement.id, Ruling("publish"))
        published += len(waiting)
    ask_search(session, person, survey_id, SEARCHED)
    return published


def enter_facts(session: Session, consultation_id: int) -> None:
    """Published figures of others, and invented outcomes and documents."""
    for kind in (ACCURACY, SURVEY):
        take_over(session, None, consultation_id, kind)
    invented = json.loads((files("consult.demonstration") / "facts.json").read_text(encoding="utf-8"))
    for kind, documents in invented.items():
        for code, document in documents.items():
            add_fact(session, None, Place(consultation_id, kind, code), document)
