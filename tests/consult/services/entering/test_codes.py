"""A form on paper that came with an invitation code counts among those who were invited."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Arm, AssistedEntry, Consultation, Response
from consult.services.answering.invitations import find_invitation, new_code
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Catalogue
from consult.services.entering.entries import NO_CODE, Desk, Keyed, enter_reply, slip_of
from consult.services.records.exclusions import apply_exclusions
from consult.services.refusals import FieldRefusedError
from tests.factories import RESIDENT, make_consultation, send_reply
from tests.invited import make_codes
from tests.typed import make_desk, make_slip, type_in


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def desk(session: Session, consultation: Consultation) -> Desk:
    return make_desk(session, consultation)


def ways(session: Session) -> list[str]:
    query = select(Arm.code).join(Response, Response.arm_id == Arm.id).order_by(Response.id)
    return list(session.scalars(query))


def test_it_is_in_the_sample_and_how_it_came_is_kept(
    session: Session, desk: Desk, consultation: Consultation
) -> None:
    code = make_codes(session, consultation)[0]
    type_in(session, desk, make_slip(code=code.lower()))
    assert ways(session) == ["random_invitation"]
    entry = session.scalars(select(AssistedEntry)).one()
    assert (entry.way, slip_of(session, entry).arm) == ("paper", "paper")
    assert find_invitation(session, consultation.id, code) is None, "it is used up"


def test_a_code_that_was_used_on_the_web_is_refused_at_its_field(
    session: Session, desk: Desk, consultation: Consultation
) -> None:
    code = make_codes(session, consultation)[0]
    type_in(session, desk, make_slip(code=code))
    for wrong in (code, new_code(), "what?"):
        with pytest.raises(FieldRefusedError, match=NO_CODE[:20]) as refused:
            type_in(session, desk, make_slip(serial="P-002", code=wrong))
        assert refused.value.field == "code"
    assert ways(session) == ["random_invitation"]


def test_a_correction_counts_as_the_first_typing_did(
    session: Session, worker_session: Session, desk: Desk, consultation: Consultation
) -> None:
    type_in(session, desk, make_slip(code=make_codes(session, consultation)[0]))
    entry = session.scalars(select(AssistedEntry)).one()
    keyed = Keyed(Visit.begin(), slip_of(session, entry), RESIDENT | {"support": "neither"}, entry)
    enter_reply(session, desk, keyed)
    session.commit()
    apply_exclusions(worker_session, Catalogue(fresh_seconds=0))
    worker_session.commit()
    session.expire_all()
    assert ways(session) == ["random_invitation"] * 2
    assert list(session.scalars(select(Response.state).order_by(Response.id))) == ["excluded", "counted"]


def test_without_a_code_it_counts_as_paper(session: Session, desk: Desk, consultation: Consultation) -> None:
    type_in(session, desk)
    send_reply(session, consultation, "open_link", {})
    assert ways(session) == ["paper", "open_link"]
