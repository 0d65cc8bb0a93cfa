"""Typing in replies: counted as all others, each form once, in time, and with a record of who typed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.models import (
    Arm,
    AssistedEntry,
    Audit,
    Consultation,
    Exclusion,
    Outbox,
    Response,
    Statement,
)
from consult.services.answering.visits import Visit, hash_receipt
from consult.services.entering.entries import (
    Desk,
    EntryRefusedError,
    Keyed,
    enter_reply,
    next_serial,
)
from consult.services.refusals import FieldRefusedError
from tests.factories import RESIDENT, make_consultation, make_schedule
from tests.typed import TODAY, make_desk, make_slip, type_in


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def desk(session: Session, consultation: Consultation) -> Desk:
    return make_desk(session, consultation)


def test_a_typed_reply_is_stored_and_counted_like_any_other(session: Session, desk: Desk) -> None:
    receipt = type_in(session, desk, why="Written by hand.", age="75-84", sex="female", religion="christian")
    response = session.scalars(select(Response)).one()
    assert response.receipt_hash == hash_receipt(receipt)
    assert response.stratum == "E07000110|75+|female|unknown|unknown|unknown"
    assert session.get_one(Arm, response.arm_id).kind == "paper"
    assert session.scalars(select(Statement.question)).one() == "why"
    assert session.scalars(select(Outbox)).one().day == TODAY
    assert "christian" not in str(response.answers)


def test_the_record_says_who_typed_and_nothing_of_the_answers(session: Session, desk: Desk) -> None:
    type_in(session, desk, why="Written by hand.")
    entry = session.scalars(select(AssistedEntry)).one()
    record = session.scalars(select(Audit).where(Audit.action == "reply entered")).one()
    assert (record.person_id, record.subject) == (desk.person.id, f"assisted_entry:{entry.id}")
    assert record.detail == {"arm": "paper"}
    assert (entry.serial, entry.batch) == ("P-001", "Bundle 1")


@pytest.mark.parametrize(
    "serial",
    [
        "P-001",
        " p-001",
        "P- 001",
        "P–001",
        "P\u2011001",
        "P001",
        "P-0001",
        "Ｐ-001",
        "P-001.",
        "P-OO1",
        "P_001",
    ],
)
def test_a_form_is_entered_once(session: Session, desk: Desk, serial: str) -> None:
    type_in(session, desk)
    session.commit()
    with pytest.raises(FieldRefusedError, match="The form P-001 was entered already"):
        type_in(session, desk, make_slip(serial=serial))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Response)) == 1


@pytest.mark.parametrize("serial", ["P-011", "P-10", "Q-001", "1-001"])
def test_another_number_is_another_form(session: Session, desk: Desk, serial: str) -> None:
    type_in(session, desk)
    type_in(session, desk, make_slip(serial=serial))
    assert session.scalar(select(func.count()).select_from(AssistedEntry)) == 2


@pytest.mark.parametrize("serial", ["-", "…", "##"])
def test_a_number_without_letters_or_digits_is_none(session: Session, desk: Desk, serial: str) -> None:
    with pytest.raises(FieldRefusedError, match="Enter the number on the form"):
        type_in(session, desk, make_slip(serial=serial))


def test_the_same_number_may_stand_on_forms_of_another_consultation(session: Session, desk: Desk) -> None:
    type_in(session, desk)
    other = make_desk(session, make_consultation(session, slug="other"))
    type_in(session, other)
    assert session.scalar(select(func.count()).select_from(AssistedEntry)) == 2


def test_pressing_twice_gives_one_reply_and_one_receipt(session: Session, desk: Desk) -> None:
    keyed = Keyed(Visit.begin(), make_slip(), RESIDENT)
    receipts = {enter_reply(session, desk, keyed) for _ in range(2)}
    assert len(receipts) == 1
    assert session.scalar(select(func.count()).select_from(Response)) == 1


@pytest.mark.parametrize("arm", ["open_link", "random_invitation", "nothing"])
def test_other_ways_are_not_typed_in(session: Session, desk: Desk, arm: str) -> None:
    with pytest.raises(FieldRefusedError) as refused:
        type_in(session, desk, make_slip(arm=arm))
    assert refused.value.field == "arm"


@pytest.mark.parametrize("days", [-9, 1])
def test_a_reply_came_between_opening_and_today(session: Session, desk: Desk, days: int) -> None:
    with pytest.raises(FieldRefusedError) as refused:
        type_in(session, desk, make_slip(received_on=TODAY + timedelta(days=days)))
    assert refused.value.field == "received"


@pytest.mark.parametrize(("closed_days_ago", "accepted"), [(13, True), (15, False)])
def test_what_came_in_time_can_be_entered_for_a_while(
    session: Session, closed_days_ago: int, accepted: bool
) -> None:
    consultation = make_consultation(session, make_schedule(40, -closed_days_ago))
    desk = make_desk(session, consultation)
    slip = make_slip(received_on=TODAY - timedelta(days=closed_days_ago + 3))
    if not accepted:
        with pytest.raises(EntryRefusedError):
            type_in(session, desk, slip)
        return
    type_in(session, desk, slip)
    assert session.scalars(select(Outbox)).one().day == slip.received_on
    with pytest.raises(FieldRefusedError):
        type_in(session, desk, make_slip(serial="P-2", received_on=TODAY))


def test_a_correction_counts_in_place_of_the_first(session: Session, desk: Desk) -> None:
    type_in(session, desk, support="neither")
    first = session.scalars(select(AssistedEntry)).one()
    answers = RESIDENT | {"support": "tend_oppose"}
    enter_reply(session, desk, Keyed(Visit.begin(), make_slip(), answers, first))
    asked = session.scalars(select(Exclusion)).one()
    assert (asked.response_id, asked.action) == (first.response_id, "exclude")
    second = session.scalars(select(AssistedEntry).where(AssistedEntry.replaces_id == first.id)).one()
    assert session.get_one(Response, second.response_id).answers["support"] == "tend_oppose"


def test_a_form_is_corrected_once(session: Session, desk: Desk) -> None:
    type_in(session, desk)
    first = session.scalars(select(AssistedEntry)).one()
    enter_reply(session, desk, Keyed(Visit.begin(), make_slip(), RESIDENT, first))
    with pytest.raises(FieldRefusedError):
        enter_reply(session, desk, Keyed(Visit.begin(), make_slip(), RESIDENT, first))


@pytest.mark.parametrize(
    ("serial", "following"), [("P-009", "P-010"), ("7", "8"), ("99", "100"), ("A1-B2C", "A1-B3C"), ("X", "")]
)
def test_the_next_number_is_foretold(serial: str, following: str) -> None:
    assert next_serial(serial) == following
