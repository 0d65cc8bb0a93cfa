"""Texts compared as people read them: the same to the eye is the same here."""

import unicodedata

import regex

from surveys.writing.characters import BLANK, INVISIBLE

_SINGLE = "‘’‚‛‹›′‵ʹʻʼʽˈ`´＇՚׳ꞌ"
_DOUBLE = "“”„‟«»″‶〝〞〟＂״"
_DASHES = regex.compile(r"[\p{Pd}\u2212\u2043\u02d7]+")
_LEVEL = str.maketrans(dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"') | dict.fromkeys("⁄∕", "/"))
_BLANKS = regex.compile(rf"[{BLANK}]+")
_INVISIBLE = regex.compile(rf"[{INVISIBLE}]")

# 10² is not 102 and 1½ is not 11/2, whatever their digits become.
_RAISED = regex.compile(r"(?<=\p{N})(?=\p{No})")

# Marks belong to their letter, and an apostrophe inside a word to the word.
_WORD = regex.compile(r"[\w--_]+(?:'[\w--_]+)*", regex.V1)

# The letter O that stands with digits, and with no other letter before it, was meant to be a zero.
_GROUP = regex.compile(r"(?<![\p{L}\p{M}])O*[0-9][0-9O]*|[0-9][0-9O]*|[\p{L}\p{M}]+")


def fold(text: str) -> str:
    """The form that two texts share when people read the same.

    Unicode's compatible forms are one (NFKC), and so are capitals and small letters, every kind of quotation
    mark, dash and blank; what cannot be seen is left out. Accents and other marks stay: they are read.
    """
    level = _RAISED.sub(" ", _BLANKS.sub(" ", text).translate(_LEVEL))
    composed = unicodedata.normalize("NFKC", _INVISIBLE.sub("", level)).casefold()
    again = unicodedata.normalize("NFKC", composed).translate(_LEVEL)
    return str(_BLANKS.sub(" ", _DASHES.sub("-", again))).strip()


def same(one: str, other: str) -> bool:
    """Say whether two texts read the same."""
    return fold(one) == fold(other)


def words_of(text: str) -> list[str]:
    """The words of a text in order, folded; a word keeps its marks and the apostrophes inside it."""
    return list(map(str, _WORD.findall(fold(text))))


def serial_key(serial: str) -> str:
    """The form that two serial numbers share when they are of the same paper form; "" where there is none.

    Only letters and digits count, the letter O beside digits is a zero, and zeros in front of a number say
    nothing: P-101, p 101, P–0101 and P1O1 are one. Numbers that a sign parts stay apart: 1-11 is not 11-1.
    """
    signs = fold(serial).replace(" ", "").upper()
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in signs)
    return " ".join(_without_zeros(group) for group in _GROUP.findall(plain))


def _without_zeros(group: str) -> str:
    """A group of letters as it is, or one of digits as a number."""
    digits = group.replace("O", "0")
    return (digits.lstrip("0") or "0") if digits.isdecimal() else group
