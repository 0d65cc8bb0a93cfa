"""Reading what was sealed: texts, equality answers, and what is sent beside the form."""

import json
from dataclasses import dataclass, field
from typing import Any

from consult.keys import decrypt, encrypt
from consult.settings import Settings


@dataclass(frozen=True, slots=True)
class Vault:
    """The keys that things are sealed with; `key_hash` binds texts and equality answers to their response.

    Records are what staff add: submissions and notes, bound to their row by a random `binding`. Exports number
    replies with `export_salt`, so that nobody can tell which page of staff is about which row.
    """

    statement_key: bytes = field(repr=False)
    monitoring_key: bytes = field(repr=False)
    record_key: bytes = field(repr=False)
    export_salt: bytes = field(repr=False)

    @classmethod
    def from_settings(cls, settings: Settings) -> "Vault":
        return cls(
            settings.secret_for("statements"),
            settings.secret_for("monitoring"),
            settings.secret_for("records"),
            settings.secret_for("numbers of exports"),
        )

    def seal_statement(self, words: str, key_hash: bytes, question: str) -> bytes:
        return encrypt(self.statement_key, words.encode(), _statement_context(key_hash, question))

    def open_statement(self, sealed: bytes, key_hash: bytes, question: str) -> str:
        return decrypt(self.statement_key, sealed, _statement_context(key_hash, question)).decode()

    def seal_monitoring(self, values: dict[str, Any], key_hash: bytes) -> bytes | None:
        plain = json.dumps(values).encode()
        return encrypt(self.monitoring_key, plain, b"monitoring:" + key_hash) if values else None

    def open_monitoring(self, sealed: bytes, key_hash: bytes) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(decrypt(self.monitoring_key, sealed, b"monitoring:" + key_hash))
        return values

    def seal_record(self, plain: bytes, binding: bytes, part: str) -> bytes:
        return encrypt(self.record_key, plain, _record_context(binding, part))

    def open_record(self, sealed: bytes, binding: bytes, part: str) -> bytes:
        return decrypt(self.record_key, sealed, _record_context(binding, part))


def _record_context(binding: bytes, part: str) -> bytes:
    return b"record:" + part.encode() + b":" + binding


def _statement_context(key_hash: bytes, question: str) -> bytes:
    """No text can be put in another's place."""
    return b"statement:" + question.encode() + b":" + key_hash
