"""Nobody alone: whoever asks cannot answer, an answer is given once, and in time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import ApprovalAnswer, ApprovalRequest, Audit, Consultation, Exclusion, Person
from consult.services import acts
from consult.services.approvals.asking import (
    APPROVED,
    REFUSED,
    TAKEN_BACK,
    Answer,
    AnswerRefusedError,
    Wanted,
    answer,
    ask,
    find_request,
)
from consult.services.approvals.reading import count_waiting, read_requests
from consult.services.consultations.catalogue import Catalogue, Listing, Version
from consult.services.findings.plans import (
    ApprovalRefusedError,
    Subject,
    approve,
    find_request_for,
    suggest_plan,
    write,
)
from consult.services.findings.published import plan_in_force
from tests.factories import make_consultation, make_person, reply

WANTED = Wanted(kind="exclude", reason="The same person wrote twice.", responses=(1,), rule="duplicate")


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def author(session: Session) -> Person:
    return make_person(session)


@pytest.fixture
def asked(session: Session, consultation: Consultation, author: Person) -> ApprovalRequest:
    request = ask(session, author, consultation.id, WANTED)
    session.commit()
    return request


def states(session: Session, consultation: Consultation) -> list[str]:
    session.expire_all()
    found = read_requests(session, consultation.id)
    return [each.state for each in found if each.request.kind != "plan"]


def test_a_second_person_answers(
    session: Session, asked: ApprovalRequest, consultation: Consultation
) -> None:
    assert states(session, consultation) == ["waiting"]
    answer(session, make_person(session, "pcc"), asked, Answer(APPROVED))
    assert states(session, consultation) == ["approved"]
    actions = session.scalars(select(Audit.action).order_by(Audit.id)).all()
    assert actions[-3:] == ["approval asked", "person added", "approval approved"]


def test_a_plan_is_a_request_like_others(session: Session) -> None:
    consultation = make_consultation(session, planned=False)
    subject = Subject(*subject_of(session, consultation))
    row = write(session, make_person(session), subject, suggest_plan(subject))
    asked = find_request_for(session, row)
    assert asked
    acts.approve(session, make_person(session, "pcc"), asked)
    assert plan_in_force(session, row.survey_id) == row
    with pytest.raises(ApprovalRefusedError, match="approved before"):
        approve(session, make_person(session), subject, row.number)


def test_a_plan_that_was_refused_is_not_approved_afterwards(session: Session) -> None:
    subject = Subject(*subject_of(session, make_consultation(session, planned=False)))
    row = write(session, make_person(session), subject, suggest_plan(subject))
    asked = find_request_for(session, row)
    assert asked
    answer(session, make_person(session), asked, Answer(REFUSED, "The threshold is too low."))
    with pytest.raises(AnswerRefusedError, match="answered already"):
        approve(session, make_person(session), subject, row.number)
    assert plan_in_force(session, row.survey_id) is None


def subject_of(session: Session, consultation: Consultation) -> tuple[Listing, Version]:
    catalogue = Catalogue(fresh_seconds=0)
    listing = catalogue.listing(session, consultation.slug)
    return listing, catalogue.version(session, listing.surveys[0].version_id)


def test_who_asked_cannot_approve_and_cannot_refuse(
    session: Session, asked: ApprovalRequest, author: Person
) -> None:
    for decision in (APPROVED, REFUSED):
        with pytest.raises(AnswerRefusedError, match="Somebody else has to answer"):
            answer(session, author, asked, Answer(decision, "I am sure"))


@pytest.mark.parametrize("decision", [APPROVED, REFUSED])
def test_not_even_the_database_lets_one_person_do_both(
    session: Session, asked: ApprovalRequest, author: Person, decision: str
) -> None:
    session.add(
        ApprovalAnswer(request_id=asked.id, author_id=author.id, person_id=author.id, decision=decision)
    )
    with pytest.raises(IntegrityError, match="second_person"):
        session.flush()


def test_the_database_lets_nobody_pass_for_the_asker(session: Session, asked: ApprovalRequest) -> None:
    one, other = make_person(session), make_person(session)
    session.add(ApprovalAnswer(request_id=asked.id, author_id=one.id, person_id=other.id, decision=APPROVED))
    with pytest.raises(IntegrityError, match="author_id"):
        session.flush()


@pytest.mark.parametrize("decision", [None, REFUSED])
def test_the_database_takes_no_reply_out_without_approval(
    session: Session, consultation: Consultation, asked: ApprovalRequest, decision: str | None
) -> None:
    reply(session, consultation)
    if decision:
        answer(session, make_person(session), asked, Answer(decision, "No"))
    session.add(
        Exclusion(
            response_id=1,
            action="exclude",
            reason="x",
            rule="false",
            request_id=asked.id if decision else None,
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_only_who_asked_takes_it_back(session: Session, asked: ApprovalRequest, author: Person) -> None:
    with pytest.raises(AnswerRefusedError, match="Only who asked"):
        answer(session, make_person(session), asked, Answer(TAKEN_BACK))
    answer(session, author, asked, Answer(TAKEN_BACK))
    with pytest.raises(AnswerRefusedError, match="answered already"):
        answer(session, make_person(session), asked, Answer(APPROVED))


def test_a_refusal_says_why(session: Session, asked: ApprovalRequest) -> None:
    with pytest.raises(AnswerRefusedError, match="Say why"):
        answer(session, make_person(session), asked, Answer(REFUSED, " "))


def test_a_request_expires(
    session: Session, owner_session: Session, asked: ApprovalRequest, consultation: Consultation
) -> None:
    late = "UPDATE approval_request SET expires_at = expires_at - interval '14 days'"
    assert count_waiting(session, [consultation.id]) == {consultation.id: 1}
    owner_session.execute(text(late))
    owner_session.commit()
    session.rollback()
    with pytest.raises(AnswerRefusedError, match="expired"):
        answer(session, make_person(session), asked, Answer(APPROVED))
    assert states(session, consultation) == ["expired"]
    assert count_waiting(session, [consultation.id]) == {}


def test_of_two_answers_at_once_one_counts(
    session: Session, asked: ApprovalRequest, web_engine: Engine
) -> None:
    people = [make_person(session).id for _ in range(2)]
    session.commit()
    number = asked.id

    def attempt(person_id: int) -> None:
        with Session(web_engine) as own, own.begin():
            found = own.get_one(ApprovalRequest, number)
            answer(own, own.get_one(Person, person_id), found, Answer(APPROVED))

    with ThreadPoolExecutor(2) as both:
        errors = [future.exception() for future in [both.submit(attempt, each) for each in people]]
    assert [type(error) for error in errors if error] == [AnswerRefusedError]


def test_a_request_of_another_consultation_is_not_found(session: Session, asked: ApprovalRequest) -> None:
    other = make_consultation(session, slug="another")
    with pytest.raises(NotFoundError):
        find_request(session, other.id, asked.id)
