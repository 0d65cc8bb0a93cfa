"""Themes as the public is told them: signed off by a person, with their question, and only what may be quoted now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import ThemeSignOff
from consult.models.base import Json
from consult.services.statements.quoting import wordings


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """A theme in the words of the person who signed it off; `taken_back` counts quotes that may not be shown now."""

    label: str
    side: str
    quotes: list[str]
    taken_back: int


@dataclass(frozen=True, slots=True)
class ToldThemes:
    """The themes of one question; `asked` is the question as people read it."""

    asked: str
    signed_at: datetime
    themes: list[ToldTheme]


@dataclass(frozen=True, slots=True)
class ThemesOfFinding:
    """What was signed off before a finding was made, and is part of it, and what was added since."""

    part: list[ToldThemes]
    added: list[ToldThemes]


def themes_of_finding(session: Session, survey_id: int, sign_offs: Sequence[int]) -> ThemesOfFinding:
    """`sign_offs` are the numbers that the finding was made with; what was signed off later never replaces them."""
    query = select(ThemeSignOff).where(ThemeSignOff.survey_id == survey_id).order_by(ThemeSignOff.id)
    rows = list(session.scalars(query))
    part = [row for row in rows if row.id in sign_offs]
    newest = {row.question: row.id for row in part}
    added = [row for row in rows if row.id > newest.get(row.question, 0)]
    return ThemesOfFinding(tell(session, part), tell(session, added))


def tell(session: Session, rows: Sequence[ThemeSignOff]) -> list[ToldThemes]:
    """What was signed off, with the quotes that may be shown now."""
    numbers = {number for row in rows for theme in row.themes for number in theme["quotes"]}
    words = wordings(session, numbers)
    return [
        ToldThemes(row.asked, row.signed_at, [_theme(theme, words) for theme in row.themes]) for row in rows
    ]


def _theme(theme: Json, words: dict[int, str]) -> ToldTheme:
    shown = [words[number] for number in theme["quotes"] if number in words]
    return ToldTheme(theme["label"], theme["side"], shown, len(theme["quotes"]) - len(shown))
