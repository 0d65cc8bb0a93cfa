"""Numbers as people type them: a point before decimals, a comma or a blank between thousands, nothing else."""

import re
from decimal import Decimal

from surveys.writing.comparing import fold

_PLAIN = re.compile(r"[+-]?(?:[0-9]{1,12}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]{1,6})?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]{1,12},[0-9]{1,6}")
_GROUPED_BY_POINTS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+")
_DOUBTFUL = re.compile(r"[+-]?[0-9]{1,3}\.000")
MOST_DIGITS = 12


def read_number(typed: str) -> Decimal | None:
    """The number that was meant; None where that is not sure, such as for 7,5 or 1.000."""
    text = _level(typed)
    if _DOUBTFUL.fullmatch(text):
        return None
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "").replace(" ", "")
    whole = text.lstrip("+-").partition(".")[0]
    return Decimal(text) if _PLAIN.fullmatch(text) and len(whole) <= MOST_DIGITS else None


def guess_numbers(typed: str) -> tuple[Decimal, ...]:
    """What may have been meant by decimals after a comma, or by thousands after a point."""
    text = _level(typed)
    if _DECIMAL_COMMA.fullmatch(text):
        return (Decimal(text.replace(",", ".")),)
    if _GROUPED_BY_POINTS.fullmatch(text):
        grouped = Decimal(text.replace(".", ""))
        return (grouped, Decimal(text).to_integral_value()) if _DOUBTFUL.fullmatch(text) else (grouped,)
    return ()


def read_whole(typed: str) -> int | None:
    """A whole number; None for anything else."""
    number = read_number(typed)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _level(typed: str) -> str:
    """What was typed with plain digits, blanks and signs; a raised point is a point, a sign may stand apart."""
    return re.sub(r"^([+-]) ", r"\1", fold(typed).replace("·", "."))
