"""Asking for a search for themes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.errors import ConsultError
from consult.jobs import FIND_THEMES, defer
from consult.models import Person, ThemeRun
from consult.services import audit

ENGINE = "tfidf_nmf"
SEED = 1
LISTED = 20


class SearchRefusedError(ConsultError):
    title = "A search is under way"
    message = "Wait until the search for this question has ended; its progress is on the page."


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
    return list(session.scalars(query.limit(LISTED)))
