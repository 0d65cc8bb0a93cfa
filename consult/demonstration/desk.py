"""The desk: what staff would have done so far: facts, notes of what is heard beside the form, views published."""

import json
from datetime import date, timedelta
from importlib.resources import files

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Person, SurveyVersion
from consult.services.beside.consultees import NewConsultee, add_consultee, record_reply
from consult.services.beside.sessions import NewNote, add_note
from consult.services.beside.submissions import NewSubmission, add_submission
from consult.services.facts.entering import Place, add_fact, take_over
from consult.services.facts.reading import ACCURACY, SURVEY
from consult.services.statements.moderation import Ruling, decide, waiting_statements
from consult.services.statements.theming import ask_search
from consult.services.vault import Vault

READ = 300
SEARCHED = "why"
DATES = ("day", "measured", "due")
FILE = """To the consultation team

We are an invented association of market traders. Our members lose stock to theft every week and would welcome
anything that helps. They also fear that shoppers will stay away if cameras scan every face. We ask for three
things: no camera at the market itself without a public meeting first, figures on wrong alerts every month, and a
date on which the trial ends unless it is renewed in public.
"""
E_MAIL = """I do not use forms. I was stopped once because I looked like somebody else, and it took an hour to put
right. Whatever is decided, please say who is told when the system is wrong, and how they say sorry.

(This e-mail was invented for the demonstration.)
"""
VIEWS = """Several people said that they are stopped more often than their neighbours already, and expect cameras to
make this worse. Some would accept it for finding missing children, and for nothing else. Nobody knew how to have a
picture removed from a list. They asked for somebody of their own community among those who check the system.
"""
NOTE_PLACE = "Invented community hall, Gravesend"
CONSULTEES = ("Invented Association of Market Traders", "Invented Youth Council", "Invented Disability Forum")


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


def add_records(session: Session, vault: Vault, person: Person, consultation_id: int, opened: date) -> None:
    """Add them as staff would have, in the first weeks after opening."""
    week = timedelta(weeks=1)
    submissions = (
        NewSubmission(
            sender=CONSULTEES[0],
            sender_kind="organisation",
            received_on=opened + week,
            may_publish=True,
            file_name="market-traders.txt",
            file=FILE.encode(),
        ),
        NewSubmission(
            sender="An invented resident",
            sender_kind="individual",
            received_on=opened + 2 * week,
            may_publish=False,
            words=E_MAIL,
        ),
    )
    for submission in submissions:
        add_submission(session, vault, person, consultation_id, submission)
    add_note(session, vault, person, consultation_id, session_of(opened + 2 * week))
    for name in CONSULTEES:
        consultee = add_consultee(session, person, consultation_id, NewConsultee(name, opened, "letter"))
        if name == CONSULTEES[0]:
            record_reply(session, person, consultee, opened + week)


def session_of(day: date) -> NewNote:
    return NewNote(
        host="An invented community group",
        place=NOTE_PLACE,
        held_on=day,
        attendance=14,
        groups=["Gypsy, Traveller and Roma residents"],
        views=VIEWS,
    )


def enter_facts(session: Session, consultation_id: int, opened: date) -> None:
    """Published figures of others, and invented outcomes and documents; their dates are days before opening."""
    for kind in (ACCURACY, SURVEY):
        take_over(session, None, consultation_id, kind)
    invented = json.loads((files("consult.demonstration") / "facts.json").read_text(encoding="utf-8"))
    for kind, documents in invented.items():
        for code, document in documents.items():
            dates = {name: opened - timedelta(days=document[name]) for name in DATES if name in document}
            told = document | {name: day.isoformat() for name, day in dates.items()}
            add_fact(session, None, Place(consultation_id, kind, code), told)
