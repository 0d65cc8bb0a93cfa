"""Reading what was sealed: texts, equality answers, and what is sent beside the form."""

import json
from dataclasses import dataclass, field
from typing import Any

from consult.keys import Ring
from consult.settings import Settings


@dataclass(frozen=True, slots=True)
class Vault:
    """The keys that things are sealed with; `key_hash` binds texts and equality answers to their response.

    Records are what staff add: submissions and notes, bound to their row by a random `binding`. Exports number
    replies with `export_salt`, so that nobody can tell which page of staff is about which row.
    """

    statements: Ring
    monitoring: Ring
    records: Ring
    export_salt: bytes = field(repr=False)

    @classmethod
    def from_settings(cls, settings: Settings) -> "Vault":
        return cls(
            settings.ring_for("statements"),
            settings.ring_for("monitoring"),
            settings.ring_for("records"),
            settings.secret_for("numbers of exports"),
        )

    def seal_statement(self, words: str, key_hash: bytes, question: str) -> bytes:
        return self.statements.seal(words.encode(), statement_context(key_hash, question))

    def open_statement(self, sealed: bytes, key_hash: bytes, question: str) -> str:
        return self.statements.open(sealed, statement_context(key_hash, question)).decode()

    def seal_monitoring(self, values: dict[str, Any], key_hash: bytes) -> bytes | None:
        plain = json.dumps(values).encode()
        return self.monitoring.seal(plain, monitoring_context(key_hash)) if values else None

    def open_monitoring(self, sealed: bytes, key_hash: bytes) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.monitoring.open(sealed, monitoring_context(key_hash)))
        return values

    def seal_record(self, plain: bytes, binding: bytes, part: str) -> bytes:
        return self.records.seal(plain, record_context(binding, part))

    def open_record(self, sealed: bytes, binding: bytes, part: str) -> bytes:
        return self.records.open(sealed, record_context(binding, part))


def record_context(binding: bytes, part: str) -> bytes:
    return b"record:" + part.encode() + b":" + binding


def statement_context(key_hash: bytes, question: str) -> bytes:
    """No text can be put in another's place."""
    return b"statement:" + question.encode() + b":" + key_hash


def monitoring_context(key_hash: bytes) -> bytes:
    return b"monitoring:" + key_hash
