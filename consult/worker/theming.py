"""The job that looks for themes in the answers to a question, with its progress for everybody to see."""

import time
from collections.abc import Callable

from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from analysis.plan.plan import Question
from analysis.themes import ENGINES
from analysis.themes.discovery import Discovery, Request
from analysis.themes.suggesting import Written, suggest
from analysis.vocabulary import STATES
from consult.models import Response, Statement, SurveyVersion, Theme, ThemeMember, ThemeRun
from consult.services.consultations.catalogue import Catalogue
from consult.services.counting.cubes import newest_version
from consult.services.findings.asked import question_of
from consult.services.vault import Vault
from consult.worker.workplace import Workplace, workplace
from surveys.writing.comparing import fold

BETWEEN_REPORTS = 0.5


def run_theme_search(run_id: int) -> None:
    """The job: a search that fails is marked as failed, and the queue is told."""
    search_themes(workplace(), run_id)


def search_themes(place: Workplace, run_id: int) -> None:
    with Session(place.engine) as session:
        run = session.get_one(ThemeRun, run_id)
        texts = read_texts(session, place.vault, run)
        request = Request(seed=run.seed, progress=make_reporter(place.engine, run_id))
        try:
            found = suggest(ENGINES[run.engine], texts, request)
        except Exception:
            _mark(place.engine, run_id, state="failed")
            raise
        store(session, run, found)
        session.commit()


def read_texts(session: Session, vault: Vault, run: ThemeRun) -> list[Written]:
    """Every counted answer to the question, whether it may be published or not: a search reads, it does not quote."""
    question = question_of(newest_version(session, Catalogue(), run.survey_id).questionnaire)
    answer = Response.answers[question.variable].astext.label("answer")
    query = (
        select(Statement.id, Statement.question, Statement.sealed, Response.key_hash, answer)
        .join(Response, Response.id == Statement.response_id)
        .join(SurveyVersion, SurveyVersion.id == Response.version_id)
        .where(
            SurveyVersion.survey_id == run.survey_id,
            Statement.question == run.question,
            Response.state == "counted",
        )
        .order_by(Statement.id)
    )
    return [
        Written(
            row.id,
            fold(vault.open_statement(row.sealed, row.key_hash, row.question)),
            side_of(question, row.answer),
        )
        for row in session.execute(query)
    ]


def side_of(question: Question, answer: str | None) -> str:
    """How somebody answered the main question, "" if not at all."""
    return next((state for state in STATES if answer in question.answers(state)), "")


def make_reporter(engine: Engine, run_id: int) -> Callable[[float], None]:
    """A function that writes the share done into the run, at most twice a second."""
    reported = 0.0

    def report(share: float) -> None:
        nonlocal reported
        if share < 1 and time.monotonic() < reported + BETWEEN_REPORTS:
            return
        reported = time.monotonic()
        _mark(engine, run_id, state="running", progress=min(share, 0.99))

    report(0.0)
    return report


def _mark(engine: Engine, run_id: int, **values: str | float) -> None:
    with Session(engine) as own, own.begin():
        own.execute(update(ThemeRun).where(ThemeRun.id == run_id).values(**values))


def store(session: Session, run: ThemeRun, found: Discovery) -> None:
    """Keep the themes, the place of every text, and what could not be processed."""
    themes = [
        Theme(
            run_id=run.id,
            position=position,
            label=theme.label,
            side=theme.side,
            words=list(theme.words),
            size=theme.size,
        )
        for position, theme in enumerate(found.themes)
    ]
    session.add_all(themes)
    session.flush()
    quotes = {text: rank for theme in found.themes for rank, text in enumerate(theme.quotes)}
    columns = found.assignments[["id", "theme", "score"]]
    session.add_all(
        ThemeMember(theme_id=themes[theme].id, statement_id=text, score=score, rank=quotes.get(text))
        for text, theme, score in columns.astype(object).to_numpy().tolist()
    )
    left = [{"statement": each.id, "reason": each.reason} for each in found.unprocessed]
    session.refresh(run)
    run.state, run.progress, run.finished_at = "finished", 1.0, session.scalar(select(func.now()))
    run.outcome = {
        "texts": found.assignments["id"].nunique() + len(left),
        "themes": len(themes),
        "skipped": len(left),
        "unprocessed": left,
        "version": found.version,
    }
