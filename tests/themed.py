"""Searches that have ended, as the worker leaves them, without a search."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import (
    Consultation,
    Moderation,
    Person,
    Response,
    Statement,
    Theme,
    ThemeMember,
    ThemeRun,
)
from consult.services.statements.moderation import Ruling, decide
from tests.factories import make_vault, reply, survey_of


def add_views(session: Session, consultation: Consultation, words: list[str]) -> list[Statement]:
    """Answers to "why" whose writers agreed to publishing."""
    for view in words:
        reply(session, consultation, why=view, publish="yes")
    session.flush()
    query = select(Statement).join(Response, Response.id == Statement.response_id)
    return list(session.scalars(query.order_by(Statement.id.desc()).limit(len(words))))[::-1]


def publish(
    session: Session, person: Person, statements: list[Statement], decision: str = "publish"
) -> list[int]:
    """Decide on statements; the numbers of the decisions."""
    for statement in statements:
        decide(session, make_vault(), person, statement.id, Ruling(decision))
    session.flush()
    newest = select(Moderation.id).order_by(Moderation.id.desc()).limit(len(statements))
    return list(session.scalars(newest))[::-1]


def add_search(
    session: Session,
    consultation: Consultation,
    label: str,
    statements: list[Statement],
    question: str = "why",
) -> ThemeRun:
    """A finished search with one theme of ten views or more."""
    run = ThemeRun(
        survey_id=survey_of(consultation).id,
        question=question,
        engine="tfidf_nmf",
        seed=1,
        state="finished",
        outcome={"texts": 30, "themes": 1, "skipped": 0, "unprocessed": []},
        finished_at=datetime.now(UTC),
    )
    session.add(run)
    session.flush()
    theme = Theme(run_id=run.id, position=0, label=label, side="support", words=["alerts"], size=30)
    session.add(theme)
    session.flush()
    session.add_all(
        ThemeMember(theme_id=theme.id, statement_id=statement.id, score=0.5, rank=rank)
        for rank, statement in enumerate(statements)
    )
    session.flush()
    session.refresh(run)
    return run
