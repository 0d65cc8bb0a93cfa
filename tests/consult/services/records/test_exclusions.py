"""Replies are taken out, brought back and erased by two people, by a rule, and without sight of what they say."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import ApprovalRequest, Consultation, Exclusion, Person, Response
from consult.services.acts import approve
from consult.services.approvals.asking import AnswerRefusedError
from consult.services.consultations.catalogue import Catalogue
from consult.services.findings.closing import AT_CLOSING, close_early
from consult.services.records.copies import CopyRefusedError, read_for_sender
from consult.services.records.exclusions import (
    Act,
    Chosen,
    ExclusionRefusedError,
    apply_exclusions,
    ask_exclusion,
)
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from tests.approved import agree_on, chosen_of
from tests.factories import make_consultation, make_person, make_vault, reply, survey_of
from tests.typed import make_desk, type_in

OUT = Act("exclude", "Both came from one device.", "false")
BACK = Act("reinstate", "They were two people.")


@pytest.fixture
def consultation(session: Session) -> Consultation:
    consultation = make_consultation(session)
    for _ in range(3):
        reply(session, consultation)
    return consultation


def ask(session: Session, act: Act, *numbers: int, person: Person | None = None) -> ApprovalRequest:
    return ask_exclusion(session, person or make_person(session), chosen_of(session, *numbers), act)


def apply(worker: Session) -> None:
    apply_exclusions(worker, Catalogue())
    worker.commit()


def states(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(Response.state).order_by(Response.id)))


def test_asking_alone_changes_nothing(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    ask(session, OUT, 1, 2)
    session.commit()
    apply(worker_session)
    assert states(session) == ["counted"] * 3


def test_several_are_taken_out_and_one_is_brought_back(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    agree_on(session, OUT, 1, 2)
    apply(worker_session)
    assert states(session) == ["excluded", "excluded", "counted"]
    agree_on(session, BACK, 2)
    apply(worker_session)
    assert states(session) == ["excluded", "counted", "counted"]
    rows = session.scalars(select(Exclusion).order_by(Exclusion.id)).all()
    assert [(row.action, row.rule) for row in rows] == [("exclude", "false")] * 2 + [("reinstate", "")]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (Act("exclude", " ", "false"), "Say why"),
        (Act("exclude", "I know."), "by a rule of the plan"),
        (Act("exclude", "I know.", "retyped"), "by a rule of the plan"),
        (Act("erase", "Asked for."), "by a rule of the plan"),
        (Act("reinstate", "Again."), "counted already"),
        (Act("erase", "Asked for.", "withdrawn"), "one reply at a time"),
    ],
)
def test_what_cannot_be_asked_for(session: Session, consultation: Consultation, act: Act, words: str) -> None:
    with pytest.raises(ExclusionRefusedError, match=words):
        ask(session, act, 1, 2)


def test_replies_of_another_survey_cannot_be_chosen(session: Session, consultation: Consultation) -> None:
    other = make_consultation(session, slug="another")
    reply(session, other)
    chosen = Chosen(consultation.id, survey_of(consultation).id, [1, 4])
    with pytest.raises(NotFoundError):
        ask_exclusion(session, make_person(session), chosen, OUT)


def test_the_same_is_not_asked_for_twice(session: Session, consultation: Consultation) -> None:
    ask(session, OUT, 1, 2)
    with pytest.raises(ExclusionRefusedError, match="Request 2 about response 2 waits"):
        ask(session, Act("erase", "Asked for.", "withdrawn"), 2)


def test_what_changed_in_the_meantime_is_not_done(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    waiting = ask(session, OUT, 1)
    session.commit()
    worker_session.get_one(Response, 1).state = "excluded"
    worker_session.commit()
    with pytest.raises(AnswerRefusedError, match="excluded already"):
        approve(session, make_person(session), waiting)


def test_who_read_a_reply_has_no_part_in_judging_it(session: Session, consultation: Consultation) -> None:
    visit = reply(session, consultation, support="strongly_oppose")
    reader, response = make_person(session), session.get_one(Response, 4)
    with pytest.raises(CopyRefusedError):
        read_for_sender(session, make_vault(), reader, response, "ABCD-EFGH-JKMN-PQRS-T")
    copy = read_for_sender(session, make_vault(), reader, response, visit.receipt.lower())
    assert copy.values["support"] == "strongly_oppose"
    with pytest.raises(ExclusionRefusedError, match="You have read what response 4 says"):
        ask(session, OUT, 4, person=reader)
    waiting = ask(session, OUT, 4)
    with pytest.raises(AnswerRefusedError, match="You have read"):
        approve(session, reader, waiting)
    assert ask(session, OUT, 1, person=reader).id


def test_who_typed_a_reply_has_read_it(session: Session, consultation: Consultation) -> None:
    desk = make_desk(session, consultation)
    type_in(session, desk)
    session.commit()
    with pytest.raises(ExclusionRefusedError, match="You have read what response 4 says"):
        ask(session, OUT, 4, person=desk.person)


def test_a_finding_puts_back_what_was_taken_out(
    session: Session, consultation: Consultation, worker_session: Session, worker_engine: Engine
) -> None:
    for number in range(40):
        reply(
            session, consultation, "random_invitation", support="tend_support" if number < 20 else "neither"
        )
    agree_on(session, OUT, 1, *range(4, 16))
    agree_on(session, Act("erase", "Asked for.", "withdrawn"), 16)
    apply(worker_session)
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()
    record = find_once(Workplace(worker_engine, make_vault()), survey_of(consultation).id, AT_CLOSING)
    assert record
    assert record.shown["judgement"][1:3] == [
        "The reply was found not to be a person's own: 15.",
        "Erased because the person asked for it: fewer than 10.",
    ]
    assert record.shown["judgement"][3].startswith("Each was asked for by one person and confirmed")
    assert "33 % of the replies were taken out by staff’s judgement" in str(record.shown["gates"])
