"""Themes suggested by a machine, run by run."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.models.base import Base, Id, Json, Made


class ThemeRun(Base):
    """One search for themes in the answers to a question, kept with all that is needed to repeat it."""

    __tablename__ = "theme_run"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'running', 'finished', 'failed')", name="state"),)

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    question: Mapped[str]
    engine: Mapped[str]
    seed: Mapped[int]
    state: Mapped[str] = mapped_column(server_default="waiting")
    progress: Mapped[float] = mapped_column(server_default="0")
    outcome: Mapped[Json] = mapped_column(server_default="{}")
    asked_at: Mapped[Made]
    finished_at: Mapped[datetime | None]

    themes: Mapped[list["Theme"]] = relationship(order_by="Theme.position", cascade="all, delete-orphan")


class Theme(Base):
    """A suggested theme: a label, the words that mark it, and how many statements it gathers.

    `side` says how its writers answered the main question, "" where that is unknown.
    """

    __tablename__ = "theme"

    id: Mapped[Id]
    run_id: Mapped[int] = mapped_column(ForeignKey("theme_run.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str]
    side: Mapped[str] = mapped_column(server_default="")
    words: Mapped[list[str]]
    size: Mapped[int]


class ThemeMember(Base):
    """A statement's place in a theme; `rank` orders the most telling ones first."""

    __tablename__ = "theme_member"

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True)
    statement_id: Mapped[int] = mapped_column(
        ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[float]
    rank: Mapped[int | None]


class ThemeSignOff(Base):
    """Themes of one question that a person stands for; only these are ever public. It never changes.

    `themes`: label, side, and as quotes the numbers of the decisions that published them.
    """

    __tablename__ = "theme_sign_off"

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("theme_run.id"))
    question: Mapped[str]
    asked: Mapped[str]
    themes: Mapped[list[Json]] = mapped_column(JSONB)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[Made]
