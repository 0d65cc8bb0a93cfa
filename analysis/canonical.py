"""One form of writing for a JSON document, so that everybody who has it computes the same digest."""

import json
from collections.abc import Mapping
from hashlib import sha256
from math import isfinite
from typing import Any

LARGEST = 10**21
"""From here on numbers are written with an exponent."""


class NotCanonical(ValueError):  # noqa: N818  a refusal is an answer, not a fault
    """A value that no JSON document can hold in one way only; `sentence` says which."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def canonical(document: Any) -> bytes:
    """The document as UTF-8: names sorted (by UTF-16 code units), no blanks, numbers in their shortest form.

    Numbers are written as ECMAScript does (1.0 as 1, 1e-07 as 1e-7). Raises NotCanonical for a number that is
    not finite or too large, text that is not Unicode, a name that is not text, and anything JSON lacks.
    Source: RFC 8785, JSON Canonicalization Scheme, sections 3.2.2 and 3.2.3.
    """
    try:
        return _written(document).encode()
    except UnicodeEncodeError as refused:
        raise NotCanonical("The document contains characters that cannot be written.") from refused


def digest(document: Any) -> str:
    """The SHA-256 of the canonical form, 64 hexadecimal digits: what is published of a plan before opening."""
    return sha256(canonical(document)).hexdigest()


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_text(name)}:{_written(value[name])}" for name in _sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_written, value)) + "]"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return _number(value)
    return _text(value)


def _sorted(document: Mapping[Any, Any]) -> list[str]:
    if not all(isinstance(name, str) for name in document):
        raise NotCanonical("Every name in the document must be text.")
    return sorted(document, key=lambda name: name.encode("utf-16-be", "surrogatepass"))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise NotCanonical(f"The document contains something that JSON does not know: {value!r}.")
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """Numbers are doubles: a whole number that no double has would not be the same for every reader."""
    if isinstance(value, int) and abs(value) < LARGEST:
        written = _shortest(float(value))
        if written == str(value):
            return written
    elif isinstance(value, float) and isfinite(value):
        return _shortest(value)
    raise NotCanonical("The document contains a number that cannot be written in one way only.")


def _shortest(value: float) -> str:
    """The fewest digits that read back as the value, with a point from 1e-6 up to 1e21 and an exponent beyond."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, exponent = f"{float(abs(value))!r}e0".split("e")[:2]
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent) - (len(whole + fraction) - len(digits))
    return sign + _placed(digits.rstrip("0"), point)


def _placed(digits: str, point: int) -> str:
    """Digits with a decimal point after the first `point` of them."""
    if not -6 < point <= 21:
        tail = f".{digits[1:]}" if len(digits) > 1 else ""
        return f"{digits[0]}{tail}e{'+' if point > 0 else '-'}{abs(point - 1)}"
    if point <= 0:
        return f"0.{'0' * -point}{digits}"
    if point >= len(digits):
        return digits + "0" * (point - len(digits))
    return f"{digits[:point]}.{digits[point:]}"
