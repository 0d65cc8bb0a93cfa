"""Keys: one secret in, one key per purpose out; and the encryption of fields at rest."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from consult.errors import SealedError

NONCE_BYTES = 12
KEY_BYTES = 32


def derive(secret: bytes, purpose: str, length: int) -> bytes:
    """HKDF-SHA256 without salt, so that no two purposes ever share a key."""
    return HKDF(SHA256(), length, salt=None, info=purpose.encode()).derive(secret)


def encrypt(key: bytes, plain: bytes, context: bytes) -> bytes:
    """AES-256-GCM with a random nonce in front; `context` binds the text to its place."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def decrypt(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """The opposite of `encrypt`; raises `cryptography.exceptions.InvalidTag` when anything was changed."""
    if len(sealed) < NONCE_BYTES:
        raise InvalidTag
    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)


@dataclass(frozen=True, slots=True)
class NumberedKey:
    """A key and the byte it is known by, which stands in front of what it seals."""

    number: int
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, secret: bytes, purpose: str) -> "NumberedKey":
        return cls(key_number(secret), derive(secret, purpose, KEY_BYTES))


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of one purpose: the first one seals, and what any of them sealed is opened."""

    keys: tuple[NumberedKey, ...]

    @classmethod
    def of(cls, secrets: Sequence[bytes], purpose: str) -> "Ring":
        return cls(tuple(NumberedKey.of(secret, purpose) for secret in secrets))

    def seal(self, plain: bytes, context: bytes) -> bytes:
        newest = self.keys[0]
        return bytes([newest.number]) + encrypt(newest.key, plain, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """Raises `SealedError` for what none of the keys sealed here."""
        for key, rest in self._ways(sealed):
            try:
                return decrypt(key, rest, context)
            except InvalidTag:
                continue
        raise SealedError

    def is_newest(self, sealed: bytes, context: bytes) -> bool:
        """Whether it can be opened without an older secret, by its number; only opening proves it."""
        try:
            decrypt(self.keys[0].key, sealed[1:], context)
        except InvalidTag:
            return False
        return sealed[0] == self.keys[0].number

    def _ways(self, sealed: bytes) -> Iterator[tuple[bytes, bytes]]:
        """By the number in front; then as before there were numbers, when a nonce stood there."""
        yield from ((each.key, sealed[1:]) for each in self.keys if sealed[:1] == bytes([each.number]))
        yield from ((each.key, sealed) for each in self.keys)


def key_number(secret: bytes) -> int:
    """One byte that follows from the secret: nobody has to count, and it tells nothing worth knowing."""
    return derive(secret, "number of the key", 1)[0]
