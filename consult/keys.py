"""Keys: one secret in, one key per purpose out; and the encryption of fields at rest."""

import secrets
from hmac import digest

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
NO_SALT = bytes(32)


def derive(secret: bytes, purpose: str, length: int) -> bytes:
    """HKDF-SHA256 (RFC 5869, no salt, at most 32 bytes), so that no two purposes ever share a key."""
    extracted = digest(NO_SALT, secret, "sha256")
    return digest(extracted, purpose.encode() + b"\x01", "sha256")[:length]


def encrypt(key: bytes, plain: bytes, context: bytes) -> bytes:
    """AES-256-GCM with a random nonce in front; `context` binds the text to its place."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def decrypt(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """The opposite of `encrypt`; raises `cryptography.exceptions.InvalidTag` when anything was changed."""
    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
