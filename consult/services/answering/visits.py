"""A visit: the secret in a person's browser, and everything that is derived from it.

The server makes the secret when the form is started and keeps only what is derived one way: a draft can be
found and read, and a submission recognised, only by whoever holds the secret.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from consult.keys import derive
from surveys.ordering import LOTS
from surveys.writing.comparing import fold

SECRET_BYTES = 32
RECEIPT_BYTES = 10
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEPT = ".kept"
CONFUSED = str.maketrans("ILO", "110")


@dataclass(frozen=True)
class Visit:
    """One start of one form; `kept`: the person chose to keep it on this device when the browser is closed."""

    secret: bytes = field(repr=False)
    kept: bool = False

    @classmethod
    def begin(cls) -> "Visit":
        return cls(secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def from_cookie(cls, text: str | None) -> "Visit | None":
        """None for a missing or damaged cookie."""
        encoded, kept, rest = (text or "").partition(KEPT)
        try:
            secret = urlsafe_b64decode(encoded.encode())
        except (Base64Error, ValueError):
            return None
        return cls(secret, kept=bool(kept)) if len(secret) == SECRET_BYTES and not rest else None

    @property
    def cookie(self) -> str:
        return urlsafe_b64encode(self.secret).decode() + (KEPT if self.kept else "")

    @cached_property
    def mark(self) -> str:
        """What pages and the browser's own storage may know the visit by; nothing follows from it."""
        return derive(self.secret, "mark", 8).hex()

    @cached_property
    def lot(self) -> int:
        """By which orders are drawn; one in 32,768, kept with the reply."""
        return int.from_bytes(derive(self.secret, "lot", 2)) % LOTS

    @cached_property
    def draft_id(self) -> bytes:
        return derive(self.secret, "draft id", 16)

    @cached_property
    def draft_key(self) -> bytes:
        return derive(self.secret, "draft key", 32)

    @cached_property
    def form_token(self) -> str:
        """What a form of this visit carries to show that it was sent from our page, not from elsewhere."""
        return derive(self.secret, "form token", 16).hex()

    @cached_property
    def submission_key(self) -> bytes:
        return derive(self.secret, "submission", 32)

    @cached_property
    def key_hash(self) -> bytes:
        """What the database keeps, unique, of the submission key."""
        return sha256(self.submission_key).digest()

    @cached_property
    def receipt(self) -> str:
        """The reference a person is shown: 80 bits and a check character, the same at every retry."""
        return receipt_code(derive(self.submission_key, "receipt", RECEIPT_BYTES))

    @cached_property
    def receipt_hash(self) -> bytes:
        return hash_receipt(self.receipt)


def receipt_code(raw: bytes) -> str:
    """Crockford's alphabet in groups of four, ending in a Luhn check character (mod 32)."""
    number = int.from_bytes(raw)
    symbols = "".join(CROCKFORD[number >> shift & 31] for shift in range(len(raw) * 8 - 5, -1, -5))
    checked = symbols + check_character(symbols)
    return "-".join(checked[at : at + 4] for at in range(0, len(checked), 4))


def check_character(symbols: str) -> str:
    """Luhn’s sum in base 32: it notices one wrong character, and two neighbours swapped, but for 0 beside Z."""
    total = 0
    for distance, symbol in enumerate(reversed(symbols)):
        value = CROCKFORD.index(symbol) * (2 if distance % 2 == 0 else 1)
        total += value // 32 + value % 32
    return CROCKFORD[-total % 32]


def read_receipt(typed: str) -> str | None:
    """A receipt as typed by a person, in its proper form; None if a character must be wrong."""
    symbols = read_code(typed)
    whole = all(symbol in CROCKFORD for symbol in symbols) and len(symbols) == RECEIPT_BYTES * 8 // 5 + 1
    if not whole or check_character(symbols[:-1]) != symbols[-1]:
        return None
    return "-".join(symbols[at : at + 4] for at in range(0, len(symbols), 4))


def read_code(typed: str) -> str:
    """The characters that were meant: without separators, with the look-alikes I, L and O as 1, 1 and 0."""
    return "".join(filter(str.isalnum, fold(typed))).upper().translate(CONFUSED)


def hash_receipt(receipt: str) -> bytes:
    return sha256(b"receipt:" + receipt.encode()).digest()
