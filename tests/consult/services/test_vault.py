"""What is sealed opens in its own place only: not as another's, not for another question, not as another kind."""

from collections.abc import Callable
from typing import Any

import pytest

from consult.errors import SealedError
from consult.services.vault import Vault
from consult.settings import Settings
from tests.factories import SETTINGS_SECRET, make_vault

VAULT = make_vault()
MINE, THEIRS = b"m" * 32, b"t" * 32
TEXT = VAULT.seal_statement("It names a neighbour.", MINE, "why")
ABOUT = VAULT.seal_monitoring({"faith": "none"}, MINE) or b""
RECORD = VAULT.seal_record(b"A. Resident", MINE, "sender")


def test_everything_comes_back_in_its_own_place() -> None:
    assert VAULT.open_statement(TEXT, MINE, "why") == "It names a neighbour."
    assert VAULT.open_monitoring(ABOUT, MINE) == {"faith": "none"}
    assert VAULT.open_record(RECORD, MINE, "sender") == b"A. Resident"


MOVED: dict[str, Callable[[], Any]] = {
    "a text to another reply": lambda: VAULT.open_statement(TEXT, THEIRS, "why"),
    "a text to another question": lambda: VAULT.open_statement(TEXT, MINE, "other"),
    "equality answers to another reply": lambda: VAULT.open_monitoring(ABOUT, THEIRS),
    "a sender to another submission": lambda: VAULT.open_record(RECORD, THEIRS, "sender"),
    "a sender into the content": lambda: VAULT.open_record(RECORD, MINE, "content"),
    "a text into the equality answers": lambda: VAULT.open_monitoring(TEXT, MINE),
    "a text that was cut": lambda: VAULT.open_statement(TEXT[:-1], MINE, "why"),
}


@pytest.mark.parametrize("what", MOVED)
def test_nothing_can_be_moved(what: str) -> None:
    with pytest.raises(SealedError):
        MOVED[what]()


def test_the_same_words_of_two_people_look_different() -> None:
    again = VAULT.seal_statement("It names a neighbour.", MINE, "why")
    assert again != TEXT


def test_no_equality_answers_leave_no_row() -> None:
    assert VAULT.seal_monitoring({}, MINE) is None


def test_another_secret_opens_nothing() -> None:
    other = Vault.from_settings(Settings(SETTINGS_SECRET[::-1]))
    with pytest.raises(SealedError):
        other.open_statement(TEXT, MINE, "why")
    assert other.export_salt != VAULT.export_salt


def test_the_salt_of_exports_is_in_no_message() -> None:
    assert repr(VAULT.export_salt) not in repr(VAULT)
