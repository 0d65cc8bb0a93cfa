"""What a typed postcode means: a district, somewhere else in the country, or not a postcode."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Postcode
from surveys.writing.comparing import fold

SHAPE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
OUTWARD_CODES = Path(__file__).parent / "outward_codes.txt"
OUTSIDE = "outside"

Lookup = Callable[[str], str | None]


def make_lookup(session: Session) -> Lookup:
    """A function from what was typed to a district's code, to "outside", or to None when it is not recognised."""

    def look_up(typed: str) -> str | None:
        code = tidy(typed)
        if not SHAPE.fullmatch(code):
            return None
        found = session.scalar(select(Postcode.district).where(Postcode.code == code))
        return found or (OUTSIDE if _lies_elsewhere(session, code[:-3]) else None)

    return look_up


def _lies_elsewhere(session: Session, outward: str) -> bool:
    """Whether an outward code exists, and none of its postcodes is in the table: then all of them are outside."""
    if outward not in outward_codes():
        return False
    near = select(Postcode.code).where(Postcode.code.like(f"{outward}___")).limit(1)
    return session.scalar(near) is None


def tidy(typed: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", fold(typed).upper())


@cache
def outward_codes() -> frozenset[str]:
    lines = OUTWARD_CODES.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
