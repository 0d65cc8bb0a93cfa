"""Facts that staff enter for the tests of a proposal: every version is kept, none is changed."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.models.base import Base, Id, Json, Made


class Fact(Base):
    """One version of a fact: the newest of a code counts, unless it is withdrawn.

    `document` is what was entered, and `shown` what pages show of it that takes a numbers library to compute.
    """

    __tablename__ = "fact"
    __table_args__ = (UniqueConstraint("consultation_id", "kind", "code", "number"),)

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    kind: Mapped[str]
    code: Mapped[str]
    number: Mapped[int]
    document: Mapped[Json]
    shown: Mapped[Json]
    withdrawn: Mapped[bool] = mapped_column(server_default="false")
    reason: Mapped[str] = mapped_column(server_default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Made]
