"""Counts that grow with the number of groups, never with the number of responses."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.dialects.postgresql import ARRAY, INTEGER
from sqlalchemy.orm import Mapped, mapped_column

from consult.models.base import Base, Id, Json, Made


class Outbox(Base):
    """A response waiting to be counted (+1) or taken out of the counts (-1)."""

    __tablename__ = "outbox"

    id: Mapped[Id]
    version_id: Mapped[int]
    arm_id: Mapped[int]
    eligible: Mapped[bool]
    stratum: Mapped[str]
    positions: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    sign: Mapped[int] = mapped_column(SmallInteger)
    day: Mapped[date]


class Cell(Base):
    """One stratum's count of every value of every variable; the first number is its responses."""

    __tablename__ = "cell"

    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"), primary_key=True)
    arm_id: Mapped[int] = mapped_column(ForeignKey("arm.id"), primary_key=True)
    eligible: Mapped[bool] = mapped_column(primary_key=True)
    stratum: Mapped[str] = mapped_column(primary_key=True)
    counts: Mapped[list[int]] = mapped_column(ARRAY(INTEGER))


class Arrival(Base):
    """How many counted responses came on a day, by how people were reached."""

    __tablename__ = "arrival"

    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"), primary_key=True)
    arm_id: Mapped[int] = mapped_column(ForeignKey("arm.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    responses: Mapped[int]


class Pulse(Base):
    """The number of counted replies to a survey, fresh at every fold."""

    __tablename__ = "pulse"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    replies: Mapped[int]
    folded_at: Mapped[datetime]


class PublishedGroup(Base):
    """The counts of one group of replies to one version of the proposal as they were last let out, with its support.

    They are in the layout of the questionnaire's version `version_id`.
    """

    __tablename__ = "published_group"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    proposal_number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    replies: Mapped[int]
    counts: Mapped[bytes]  # 32-bit integers, one for each counter of the layout
    weighted: Mapped[bytes | None]  # 32-bit floats, likewise
    support: Mapped[Json]
    number: Mapped[int]


class EditionRow(Base):
    """Exact counts that one renewal of a table rested on: for the next decision only, never to be shown."""

    __tablename__ = "edition"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    proposal_number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    packed: Mapped[bytes]


class Snapshot(Base):
    """What the board showed at one time: figures that passed disclosure control, numbered one after another.

    They are of the replies to one version of the proposal.
    """

    __tablename__ = "snapshot"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    proposal_number: Mapped[int]
    made_at: Mapped[Made]
    body: Mapped[Json]
