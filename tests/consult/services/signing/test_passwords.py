"""Passwords: known ones and their variations are refused, unknown ones in any script are not."""

import pytest

from consult.services.refusals import FieldRefusedError
from consult.services.signing.passwords import LEAST_GUESSES, LONGEST, check_password, count_guesses

EMAIL = "jo.bloggs@kent-pcc.example"


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "passwordpassword",
        "123456789012",
        "1q2w3e4r5t6y",
        "qwertyuiop12",
        "iloveyou1234",
        "Football2026!",
        "manchesterunited",
        "consultkent2026",
        "kentpolice123",
        "jo.bloggs2026",
        "bloggsbloggs",
        "kent-pcc.example",
    ],
)
def test_what_is_known_or_made_of_what_is_known_is_refused(password: str) -> None:
    with pytest.raises(FieldRefusedError, match="known"):
        check_password(password, EMAIL)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse café battery",
        "пароль никому не известный",
        "SoWnaaTyvu9hgjzd",
        "tide lamp pear moss" * 5,
    ],
)
def test_what_is_not_is_taken(password: str) -> None:
    check_password(password, EMAIL)
    assert count_guesses(password, EMAIL) >= LEAST_GUESSES


@pytest.mark.parametrize("password", ["", "too short", "x" * (LONGEST + 1)])
def test_the_length_has_bounds(password: str) -> None:
    with pytest.raises(FieldRefusedError, match="characters"):
        check_password(password, EMAIL)
