"""A row that is written and deleted again, to see whether rows can be written."""

from sqlalchemy.orm import Mapped

from consult.models.base import Base, Id


class Probe(Base):
    """Nothing of anybody; `padding` makes the row as large as a new page."""

    __tablename__ = "probe"

    id: Mapped[Id]
    padding: Mapped[bytes]
