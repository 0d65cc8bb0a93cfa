"""What people wrote is published only with their consent and after a person read it; nothing else is kept in clear."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Audit, Consultation, Moderation, Person, Response, Statement
from consult.services.statements.moderation import (
    PAGE,
    PublishingRefusedError,
    Ruling,
    decide,
    waiting_statements,
)
from consult.services.statements.quoting import quotable, wordings
from tests.factories import make_consultation, make_person, make_vault, reply, survey_of
from tests.themed import add_views

VAULT = make_vault()


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def person(session: Session) -> Person:
    return make_person(session)


@pytest.fixture
def statement(session: Session, consultation: Consultation) -> Statement:
    return add_views(session, consultation, ["It finds missing children."])[0]


def waiting(session: Session, consultation: Consultation) -> list[str]:
    versions = [version.id for version in survey_of(consultation).versions]
    return [each.words for each in waiting_statements(session, VAULT, versions)[0]]


def rule(session: Session, person: Person, statement: Statement, decision: str, reason: str = "") -> int:
    decide(session, VAULT, person, statement.id, Ruling(decision, reason))
    session.flush()
    return session.scalars(select(Moderation.id).order_by(Moderation.id.desc()).limit(1)).one()


def test_words_of_somebody_who_did_not_agree_cannot_be_published(
    session: Session, consultation: Consultation, person: Person
) -> None:
    reply(session, consultation, why="Between us: no.", publish="no")
    statement = session.scalars(select(Statement)).one()
    assert waiting(session, consultation) == []
    with pytest.raises(PublishingRefusedError):
        rule(session, person, statement, "publish")
    assert session.scalars(select(Moderation)).all() == []


def test_silence_on_publishing_is_no_consent(session: Session, consultation: Consultation) -> None:
    reply(session, consultation, why="Nobody asked me.")
    assert waiting(session, consultation) == []


def test_what_is_held_back_is_kept_sealed_only(
    session: Session, person: Person, statement: Statement
) -> None:
    rule(session, person, statement, "hold", "It names a neighbour.")
    row = session.scalars(select(Moderation)).one()
    assert (row.wording, row.folded, row.reason) == ("", "", "It names a neighbour.")
    assert wordings(session, [row.id]) == {}


def test_what_was_published_can_be_quoted_word_for_word(
    session: Session, person: Person, statement: Statement
) -> None:
    number = rule(session, person, statement, "publish")
    assert wordings(session, [number]) == {number: "It finds missing children."}


def test_the_newest_decision_holds_and_the_older_ones_stay_on_record(
    session: Session, person: Person, statement: Statement
) -> None:
    numbers = [rule(session, person, statement, each) for each in ("publish", "hold", "publish")]
    assert wordings(session, numbers) == {numbers[2]: "It finds missing children."}
    assert session.scalars(select(Moderation.decision).order_by(Moderation.id)).all() == [
        "publish",
        "hold",
        "publish",
    ]


@pytest.mark.parametrize("state", ["excluded", "erased"])
def test_words_of_a_reply_that_does_not_count_are_neither_read_nor_quoted(
    session: Session, consultation: Consultation, owner_session: Session, person: Person, state: str
) -> None:
    first, second = add_views(session, consultation, ["It is quick.", "It is cheap."])
    rule(session, person, first, "publish")
    session.commit()
    for each in (first, second):
        owner_session.get_one(Response, each.response_id).state = state
    owner_session.commit()
    assert session.execute(quotable()).all() == []
    assert waiting(session, consultation) == []


def test_who_decided_what_is_on_record_without_the_words(
    session: Session, person: Person, statement: Statement
) -> None:
    rule(session, person, statement, "hold", "It names a neighbour.")
    record = session.scalars(select(Audit).where(Audit.action == "statement: hold")).one()
    assert (record.person_id, record.subject, record.detail) == (person.id, f"statement:{statement.id}", {})


@pytest.mark.parametrize(("shift", "decision"), [(1, "publish"), (0, "delete")])
def test_there_is_no_third_decision_and_none_about_what_is_not_there(
    session: Session, person: Person, statement: Statement, shift: int, decision: str
) -> None:
    with pytest.raises(NotFoundError):
        decide(session, VAULT, person, statement.id + shift, Ruling(decision))


def test_the_oldest_wait_in_front_and_all_are_counted(
    session: Session, consultation: Consultation, person: Person
) -> None:
    views = add_views(session, consultation, [f"View number {at}." for at in range(PAGE + 3)])
    rule(session, person, views[0], "hold")
    versions = [version.id for version in survey_of(consultation).versions]
    found, total = waiting_statements(session, VAULT, versions)
    assert (found[0].words, len(found), total) == ("View number 1.", PAGE, PAGE + 2)


def test_views_of_another_consultation_do_not_wait_here(
    session: Session, consultation: Consultation, statement: Statement
) -> None:
    other = make_consultation(session, slug="other")
    assert waiting(session, other) == []
    assert waiting(session, consultation) == ["It finds missing children."]
