"""Visits: everything is derived from the secret, and receipts can be read aloud and typed back."""

from hypothesis import assume, given
from hypothesis import strategies as st

from consult.services.answering.visits import CROCKFORD, Visit, read_receipt, receipt_code

secrets = st.binary(min_size=32, max_size=32)


@given(secrets)
def test_a_cookie_brings_back_the_visit(secret: bytes) -> None:
    visit = Visit(secret)
    again = Visit.from_cookie(visit.cookie)
    assert again is not None
    assert (again.receipt, again.draft_key) == (visit.receipt, visit.draft_key)


@given(secrets)
def test_no_two_purposes_share_a_key(secret: bytes) -> None:
    visit = Visit(secret)
    keys = (visit.draft_id, visit.draft_key, visit.submission_key, visit.key_hash, visit.receipt_hash)
    derived = {key[:16] for key in keys}
    assert len(derived) == 5


@given(st.text())
def test_a_damaged_cookie_is_no_visit_and_no_fault(text: str) -> None:
    visit = Visit.from_cookie(text)
    assert visit is None or len(visit.secret) == 32


@given(st.binary(min_size=10, max_size=10))
def test_a_receipt_survives_being_typed(raw: bytes) -> None:
    receipt = receipt_code(raw)
    typed = receipt.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_receipt(typed) == receipt


@given(st.binary(min_size=10, max_size=10), st.integers(0, 16), st.sampled_from(CROCKFORD))
def test_one_wrong_character_is_noticed(raw: bytes, place: int, character: str) -> None:
    symbols = receipt_code(raw).replace("-", "")
    wrong = symbols[:place] + character + symbols[place + 1 :]
    assert (read_receipt(wrong) is None) == (wrong != symbols)


@given(st.binary(min_size=10, max_size=10), st.integers(0, 15))
def test_two_neighbours_that_changed_places_are_noticed(raw: bytes, place: int) -> None:
    """All but 0 beside Z, which the sum cannot tell apart."""
    symbols = receipt_code(raw).replace("-", "")
    first, second = symbols[place], symbols[place + 1]
    assume(first != second and {first, second} != {"0", "Z"})
    assert read_receipt(symbols[:place] + second + first + symbols[place + 2 :]) is None
