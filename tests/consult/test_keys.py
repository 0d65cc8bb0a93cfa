"""Keys and sealed bytes: of every length, of every age, and only with the key they were sealed with."""

import pytest
from cryptography.exceptions import InvalidTag

from consult.errors import SealedError
from consult.keys import Ring, decrypt, derive, encrypt, key_number

OLD, NEW, OTHER = b"the secret before", b"the secret now", b"somebody else's"
PURPOSE, PLAIN, CONTEXT = "statements", b"What I think.", b"statement:why:1"


def ring(*secrets: bytes) -> Ring:
    return Ring.of(secrets, PURPOSE)


def test_keys_are_those_of_rfc_5869() -> None:
    """Its third case: no salt, no purpose, more bytes than one round of the hash gives."""
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    assert derive(b"\x0b" * 22, "", 42).hex() == expected


@pytest.mark.parametrize("length", [1, 8, 16, 32, 33, 64, 255 * 32])
def test_a_key_has_the_length_that_was_asked_for(length: int) -> None:
    key = derive(NEW, PURPOSE, length)
    assert len(key) == length
    assert derive(NEW, PURPOSE, 1) == key[:1]


def test_a_length_that_cannot_be_had_is_refused() -> None:
    with pytest.raises(ValueError, match="larger"):
        derive(NEW, PURPOSE, 255 * 32 + 1)


def test_no_two_purposes_share_a_key() -> None:
    assert derive(NEW, "a", 32) != derive(NEW, "b", 32)


@pytest.mark.parametrize("plain", [b"", b"x", PLAIN, bytes(5000)])
def test_what_is_sealed_can_be_opened_and_carries_the_number_of_its_key(plain: bytes) -> None:
    sealed = ring(NEW).seal(plain, CONTEXT)
    assert sealed[0] == key_number(NEW)
    assert ring(NEW).open(sealed, CONTEXT) == plain


def test_what_was_sealed_before_there_were_numbers_is_opened() -> None:
    """Many times: its first byte is any byte, sometimes that of a number."""
    for _ in range(1000):
        sealed = encrypt(derive(NEW, PURPOSE, 32), PLAIN, CONTEXT)
        assert ring(NEW).open(sealed, CONTEXT) == PLAIN
        assert not ring(NEW).is_newest(sealed, CONTEXT)


def test_a_newer_secret_seals_and_the_older_one_still_opens() -> None:
    unnumbered = encrypt(derive(OLD, PURPOSE, 32), PLAIN, CONTEXT)
    for sealed in (unnumbered, ring(OLD).seal(PLAIN, CONTEXT)):
        assert ring(NEW, OLD).open(sealed, CONTEXT) == PLAIN
        assert not ring(NEW, OLD).is_newest(sealed, CONTEXT)
        with pytest.raises(SealedError):
            ring(NEW).open(sealed, CONTEXT)
    renewed = ring(NEW, OLD).seal(PLAIN, CONTEXT)
    assert ring(NEW).open(renewed, CONTEXT) == PLAIN
    assert ring(NEW).is_newest(renewed, CONTEXT)


def test_with_another_number_in_front_nothing_is_opened() -> None:
    sealed = ring(OLD).seal(PLAIN, CONTEXT)
    for number in range(256):
        if number != key_number(OLD):
            with pytest.raises(SealedError):
                ring(NEW, OLD).open(bytes([number]) + sealed[1:], CONTEXT)


@pytest.mark.parametrize("length", [0, 1, 5, 12, 13, 28])
def test_what_is_too_short_is_refused(length: int) -> None:
    sealed = ring(NEW).seal(PLAIN, CONTEXT)[:length]
    with pytest.raises(SealedError):
        ring(NEW).open(sealed, CONTEXT)
    assert not ring(NEW).is_newest(sealed, CONTEXT)


def test_nothing_is_opened_in_another_place_or_with_another_key() -> None:
    sealed = ring(NEW).seal(PLAIN, CONTEXT)
    with pytest.raises(SealedError):
        ring(NEW).open(sealed, b"statement:why:2")
    with pytest.raises(SealedError):
        ring(OTHER).open(sealed, CONTEXT)
    with pytest.raises(InvalidTag):
        decrypt(derive(NEW, PURPOSE, 32), encrypt(derive(NEW, PURPOSE, 32), PLAIN, CONTEXT)[:-1], CONTEXT)
