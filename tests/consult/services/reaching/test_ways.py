"""Ways of being reached: each with a code of its own, so that nobody's replies are counted as another's."""

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Arm, Audit, Consultation
from consult.services.reaching.ways import NewWay, add_way, code_of, read_ways
from consult.services.refusals import FieldRefusedError
from consult.worker.counting import CountingLoop
from tests.factories import make_consultation, make_person, reply


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewWay("open_link"), "kind"),  # there is one, and it is never a second
        (NewWay("pigeon"), "kind"),
        (NewWay("partner_link"), "name"),
        (NewWay("paper", code="open_link"), "code"),
        (NewWay("paper", code="Not Small"), "code"),
        (NewWay("paper", code="a/../b"), "code"),
        (NewWay("paper", code="a" * 41), "code"),
    ],
)
def test_what_cannot_be_added_is_said_at_its_field(
    session: Session, consultation: Consultation, new: NewWay, field: str
) -> None:
    with pytest.raises(FieldRefusedError) as refused:
        add_way(session, None, consultation.id, new)
    assert refused.value.field == field
    assert len(session.scalars(select(Arm)).all()) == 2


def test_two_partners_of_one_name_are_told_apart(session: Session, consultation: Consultation) -> None:
    add_way(session, None, consultation.id, NewWay("partner_link", "A library"))
    with pytest.raises(FieldRefusedError, match="is used already"):
        add_way(session, None, consultation.id, NewWay("partner_link", "A Library!"))
    assert add_way(session, None, consultation.id, NewWay("partner_link", "A library", "library-2")).id


def test_two_consultations_can_have_the_same_partner(session: Session, consultation: Consultation) -> None:
    other = make_consultation(session, slug="other")
    codes = [
        add_way(session, None, each.id, NewWay("partner_link", "A library")).code
        for each in (consultation, other)
    ]
    assert codes == ["a-library", "a-library"]


def test_the_board_names_whose_it_is(session: Session, consultation: Consultation) -> None:
    partner = add_way(session, None, consultation.id, NewWay("partner_link", "St John’s"))
    event = add_way(session, None, consultation.id, NewWay("event", "Market day"))
    assert (partner.label, partner.code) == ("Link of St John’s", "st-johns")
    assert event.label == "Event: Market day"


@pytest.mark.parametrize(
    ("name", "code"),
    [("St John's Library", "st-johns-library"), ("—", ""), ("x" * 50, "x" * 40), ("A - ", "a")],
)
def test_a_name_as_a_code(name: str, code: str) -> None:
    assert code_of(name) == code


def test_replies_are_counted_by_the_way_they_came(
    session: Session, consultation: Consultation, worker_engine: Engine
) -> None:
    for arm in ("open_link", "open_link", "random_invitation"):
        reply(session, consultation, arm)
    loop = CountingLoop(worker_engine)
    loop.step()
    loop.leadership.resign()
    other = make_consultation(session, slug="other")
    assert [way.replies for way in read_ways(session, consultation.id)] == [2, 1]
    assert [way.replies for way in read_ways(session, other.id)] == [0, 0]


def test_who_added_it_is_on_record(session: Session, consultation: Consultation) -> None:
    person = make_person(session)
    arm = add_way(session, person, consultation.id, NewWay("paper"))
    session.flush()
    record = session.scalars(select(Audit).where(Audit.action == "way of being reached added")).one()
    assert (record.person_id, record.subject) == (person.id, f"arm:{arm.id}")
