"""Signing themes off: a person names them, picks what is quoted, and answers for it; only then are they public."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.errors import ConsultError
from consult.models import Person, ThemeRun, ThemeSignOff
from consult.services import audit
from consult.services.statements.suggested import read_run

LONGEST_LABEL = 120


class SignOffRefusedError(ConsultError):
    status = 409
    title = "These themes cannot be signed off"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A suggested theme as a person wants it told: in their words, with the decisions that published its quotes."""

    theme_id: int
    label: str
    quotes: tuple[int, ...]


def sign_off(
    session: Session, person: Person, asked: str, run_id: int, chosen: Sequence[Chosen]
) -> ThemeSignOff:
    """Keep what a person stands for; `asked` is the question in the words people read.

    Raises `SignOffRefusedError` if a newer search has replaced what the person saw, or a quote was taken back
    since.
    """
    run = session.get(ThemeRun, run_id)
    if run is None or run.id != newest_run(session, run.survey_id, run.question):
        raise SignOffRefusedError(
            "There is a newer search for this question. Read its themes and choose again."
        )
    known = {theme.id: theme for theme in read_run(session, run).themes}
    themes = []
    for each in chosen:
        theme = known.get(each.theme_id)
        if theme is None or not {*each.quotes} <= {quote.decision for quote in theme.quotes}:
            raise SignOffRefusedError(
                "A view that you chose was taken back or held back since. Choose again."
            )
        themes.append({"label": each.label, "side": theme.side, "quotes": list(each.quotes)})
    row = ThemeSignOff(
        survey_id=run.survey_id,
        run_id=run.id,
        question=run.question,
        asked=asked,
        themes=themes,
        person_id=person.id,
    )
    session.add(row)
    session.flush()
    audit.record(session, person, "themes signed off", f"theme_sign_off:{row.id}", themes=len(themes))
    return row


def newest_run(session: Session, survey_id: int, question: str) -> int | None:
    """The number of the newest search that ended well."""
    query = select(func.max(ThemeRun.id)).where(
        ThemeRun.survey_id == survey_id, ThemeRun.question == question, ThemeRun.state == "finished"
    )
    return session.scalar(query)


def newest_sign_offs(session: Session, survey_id: int) -> list[ThemeSignOff]:
    """For each question what was signed off last, in the order of signing."""
    newest = select(func.max(ThemeSignOff.id)).where(ThemeSignOff.survey_id == survey_id)
    query = select(ThemeSignOff).where(ThemeSignOff.id.in_(newest.group_by(ThemeSignOff.question)))
    return list(session.scalars(query.order_by(ThemeSignOff.id)))
