import pytest

from surveys.library import load
from surveys.proposal import parse_proposal
from surveys.reading.contact import Contact
from surveys.reading.reader import DefinitionError

PROPOSAL = load("consultation-facial-recognition")


def contact_of(**fields: str) -> Contact:
    return parse_proposal(PROPOSAL | fields).contact


def test_every_way_to_ask_can_be_named() -> None:
    found = contact_of(email="ask@example.org", telephone="01632 960000", address="1 High Street\nMaidstone")
    assert (found.email, found.telephone) == ("ask@example.org", "01632 960000")
    assert found.address.splitlines() == ["1 High Street", "Maidstone"]


def test_only_words_are_needed() -> None:
    assert contact_of(email="", telephone="", address="") == Contact(words=PROPOSAL["contact"])


@pytest.mark.parametrize(
    ("telephone", "dialled"),
    [("01632 960000 (invented)", "01632960000"), ("+44 1632 960000", "+441632960000"), ("", "")],
)
def test_a_number_can_be_dialled(telephone: str, dialled: str) -> None:
    assert contact_of(telephone=telephone).dialled == dialled


@pytest.mark.parametrize("email", ["ask", "ask@example", "a b@example.org", "a@b.org, c@d.org", "<a@b.org>"])
def test_a_slip_in_an_address_is_told(email: str) -> None:
    with pytest.raises(DefinitionError, match="must be one e-mail address"):
        contact_of(email=email)


def test_a_number_without_digits_is_told() -> None:
    with pytest.raises(DefinitionError, match="at least 6 digits"):
        contact_of(telephone="ask the operator, 101")
