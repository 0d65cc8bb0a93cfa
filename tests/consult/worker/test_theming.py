"""A search for themes: over what was counted, with progress, and quotes only of what was published."""

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Consultation, Moderation, Person, Statement, ThemeMember, ThemeRun
from consult.services.people import add_person
from consult.services.statements.moderation import PublishingRefusedError, Ruling, decide
from consult.services.statements.suggested import read_suggestions
from consult.services.statements.theming import SearchRefusedError, ask_search
from consult.worker.theming import search_themes
from consult.worker.workplace import Workplace
from tests.factories import make_consultation, make_vault, reply

VIEWS = (
    "Cameras could find missing children quickly when parents are desperate.",
    "I worry about privacy and being watched every day in my own town.",
    "Mistakes by the computer could lead to innocent people being stopped.",
    "Shops need help because theft and shoplifting drive them out of business.",
    "Money would be better spent on youth workers and patrols.",
)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    consultation = make_consultation(session)
    for number in range(60):
        publish = "yes" if number % 2 else "no"
        reply(session, consultation, why=f"{VIEWS[number % 5]} Reply {number}.", publish=publish)
    return consultation


@pytest.fixture
def moderator(session: Session, staff_app: Flask) -> Person:
    with staff_app.app_context():
        return add_person(session, "moderator@example.org", hash_password("long enough words"), "staff")


def search(session: Session, worker_engine: Engine, consultation: Consultation) -> ThemeRun:
    run = ask_search(session, None, consultation.surveys[0].id, "why")
    session.commit()
    search_themes(Workplace(worker_engine, make_vault()), run.id)
    session.refresh(run)
    return run


def test_a_search_finds_what_people_write_about(
    session: Session, worker_engine: Engine, consultation: Consultation
) -> None:
    run = search(session, worker_engine, consultation)
    assert (run.state, run.progress, run.outcome["texts"]) == ("finished", 1.0, 60)
    (found,) = read_suggestions(session, consultation.surveys[0].id)
    assert (found.question, found.texts) == ("why", 60)
    words = {word for theme in found.themes for word in theme.words}
    assert {"privacy", "missing"} & words


def test_what_says_nothing_is_in_no_theme_and_is_told(
    session: Session, worker_engine: Engine, consultation: Consultation
) -> None:
    for _ in range(12):
        reply(session, consultation, why="Nothing else, thanks.")
    search(session, worker_engine, consultation)
    (found,) = read_suggestions(session, consultation.surveys[0].id)
    assert (found.texts, found.aside["nothing to add"]) == (72, 12)


def test_those_who_answered_differently_are_in_no_theme_together(
    session: Session, worker_engine: Engine, consultation: Consultation
) -> None:
    for number in range(60):
        reply(session, consultation, why=f"{VIEWS[number % 5]} Reply {number}.", support="tend_oppose")
    search(session, worker_engine, consultation)
    (found,) = read_suggestions(session, consultation.surveys[0].id)
    assert {theme.side for theme in found.themes} == {"support", "oppose"}
    for theme in found.themes:
        members = set(
            session.scalars(select(ThemeMember.statement_id).where(ThemeMember.theme_id == theme.id))
        )
        assert {number <= 60 for number in members} == {theme.side == "support"}


def test_a_quote_is_shown_only_with_consent_and_after_reading(
    session: Session, worker_engine: Engine, consultation: Consultation, moderator: Person
) -> None:
    search(session, worker_engine, consultation)
    assert shown_quotes(session, consultation) == []
    for statement in session.scalars(select(Statement)):
        try:
            decide(session, make_vault(), moderator, statement.id, Ruling("publish"))
        except PublishingRefusedError:
            continue
    session.commit()
    published = set(session.scalars(select(Moderation.wording)))
    assert len(published) == 30
    assert set(shown_quotes(session, consultation)) <= published
    assert shown_quotes(session, consultation)


def shown_quotes(session: Session, consultation: Consultation) -> list[str]:
    found = read_suggestions(session, consultation.surveys[0].id)
    return [quote.words for each in found for theme in each.themes for quote in theme.quotes]


def test_what_was_held_back_later_disappears(
    session: Session, worker_engine: Engine, consultation: Consultation, moderator: Person
) -> None:
    search(session, worker_engine, consultation)
    statement = session.scalars(select(Statement).where(Statement.id == 2)).one()
    for decision in ("publish", "hold"):
        decide(session, make_vault(), moderator, statement.id, Ruling(decision))
    session.commit()
    assert shown_quotes(session, consultation) == []


def test_one_search_a_question_at_a_time(session: Session, consultation: Consultation) -> None:
    ask_search(session, None, consultation.surveys[0].id, "why")
    with pytest.raises(SearchRefusedError):
        ask_search(session, None, consultation.surveys[0].id, "why")
