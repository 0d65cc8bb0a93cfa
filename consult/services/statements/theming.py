"""Themes suggested by a machine: asking for a search, and reading what it found."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.errors import ConsultError
from consult.jobs import FIND_THEMES, defer
from consult.models import Moderation, Person, Response, Statement, Theme, ThemeMember, ThemeRun
from consult.services import audit

ENGINE = "tfidf_nmf"
SEED = 1
QUOTES = 3
SMALLEST = 10


class SearchRefusedError(ConsultError):
    title = "A search is under way"
    message = "Wait until the search for this question has ended; its progress is on the page."


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme as it may be shown: quotes only if their writers agreed and a moderator published them."""

    label: str
    words: list[str]
    size: int
    quotes: list[str]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """The newest finished search."""

    question: str
    texts: int
    themes: list[ThemeCard]


def ask_search(session: Session, person: Person | None, survey_id: int, question: str) -> ThemeRun:
    """Ask for a search over the answers to a question; raises `SearchRefusedError` while one is under way."""
    busy = select(ThemeRun.id).where(
        ThemeRun.survey_id == survey_id,
        ThemeRun.question == question,
        ThemeRun.state.in_(["waiting", "running"]),
    )
    if session.scalar(busy) is not None:
        raise SearchRefusedError
    run = ThemeRun(survey_id=survey_id, question=question, engine=ENGINE, seed=SEED)
    session.add(run)
    session.flush()
    defer(session, FIND_THEMES, lock=f"themes of survey {survey_id}", run_id=run.id)
    audit.record(session, person, "theme search asked", f"theme_run:{run.id}", question=question)
    return run


def read_runs(session: Session, survey_id: int) -> list[ThemeRun]:
    """The newest searches first."""
    query = select(ThemeRun).where(ThemeRun.survey_id == survey_id).order_by(ThemeRun.id.desc())
    return list(session.scalars(query.limit(20)))


def read_themes(session: Session, survey_id: int) -> ThemeView | None:
    """The themes of the newest finished search, None before there is one."""
    query = select(ThemeRun).where(ThemeRun.survey_id == survey_id, ThemeRun.state == "finished")
    run = session.scalars(query.order_by(ThemeRun.id.desc()).limit(1)).one_or_none()
    if run is None:
        return None
    themes = [ThemeCard(theme.label, theme.words, theme.size, quotes(session, theme)) for theme in run.themes]
    return ThemeView(
        run.question, int(run.outcome.get("texts", 0)), [each for each in themes if each.size >= SMALLEST]
    )


def quotes(session: Session, theme: Theme) -> list[str]:
    """The published wordings of the statements that stand for a theme."""
    decisions = select(Moderation.statement_id, func.max(Moderation.id).label("id"))
    newest = decisions.group_by(Moderation.statement_id).subquery()
    query = (
        select(Moderation.wording)
        .join(newest, newest.c.id == Moderation.id)
        .join(ThemeMember, ThemeMember.statement_id == Moderation.statement_id)
        .join(Statement, Statement.id == Moderation.statement_id)
        .join(Response, Response.id == Statement.response_id)
        .where(
            ThemeMember.theme_id == theme.id,
            Moderation.decision == "publish",
            Response.may_publish,
            Response.state == "counted",
        )
        .order_by(ThemeMember.rank.nulls_last(), ThemeMember.score.desc())
    )
    return list(session.scalars(query.limit(QUOTES)))
