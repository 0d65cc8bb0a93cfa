"""What the newest searches suggest, question by question: for staff, until a person signs something off."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.models import ThemeMember, ThemeRun
from consult.services.statements.quoting import quotable

QUOTES = 5
SMALLEST = 10


@dataclass(frozen=True, slots=True)
class Quote:
    """A published wording, and the number of the decision that published it."""

    decision: int
    words: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme as staff may see it: quotes only if their writers agreed and a moderator published them."""

    id: int
    label: str
    side: str
    words: list[str]
    size: int
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The newest finished search over a question; `aside` counts the views it could not use, by reason."""

    run_id: int
    question: str
    texts: int
    aside: dict[str, int]
    themes: list[Suggestion]


def read_suggestions(session: Session, survey_id: int) -> list[Suggestions]:
    """One for each question that was searched, in the order of the searches."""
    newest = select(func.max(ThemeRun.id)).where(
        ThemeRun.survey_id == survey_id, ThemeRun.state == "finished"
    )
    query = select(ThemeRun).where(ThemeRun.id.in_(newest.group_by(ThemeRun.question)))
    return [read_run(session, run) for run in session.scalars(query.order_by(ThemeRun.id))]


def read_run(session: Session, run: ThemeRun) -> Suggestions:
    aside = Counter(str(left["reason"]) for left in run.outcome.get("unprocessed", []))
    themes = [theme for theme in run.themes if theme.size >= SMALLEST]
    quotes = quotes_of(session, [theme.id for theme in themes])
    return Suggestions(
        run.id,
        run.question,
        int(run.outcome.get("texts", 0)),
        dict(aside.most_common()),
        [
            Suggestion(theme.id, theme.label, theme.side, theme.words, theme.size, quotes.get(theme.id, []))
            for theme in themes
        ],
    )


def quotes_of(session: Session, theme_ids: Iterable[int]) -> dict[int, list[Quote]]:
    """The published wordings that stand for themes, the most telling first, at most five each."""
    order = func.row_number().over(
        partition_by=ThemeMember.theme_id,
        order_by=[ThemeMember.rank.nulls_last(), ThemeMember.score.desc(), ThemeMember.statement_id],
    )
    decision = quotable().subquery()
    query = (
        select(ThemeMember.theme_id, decision.c.id, decision.c.wording, order.label("place"))
        .join(decision, decision.c.statement_id == ThemeMember.statement_id)
        .where(ThemeMember.theme_id.in_(list(theme_ids)))
        .order_by(ThemeMember.theme_id, "place")
    )
    found: dict[int, list[Quote]] = {}
    for row in session.execute(query):
        if row.place <= QUOTES:
            found.setdefault(row.theme_id, []).append(Quote(row.id, row.wording))
    return found
