"""What staff can look for among responses, and what a search never tells."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Consultation, Statement
from consult.services.records import responses
from consult.services.records.responses import Found, Search, find_responses
from consult.services.statements.moderation import Ruling, decide
from tests.factories import make_consultation, make_person, make_vault, reply, survey_of

SAID = ("It saves 100 % of time.", "A_B testing", "Rules first, please.")


@pytest.fixture
def consultation(session: Session) -> Consultation:
    """Four replies, three of them with a published text."""
    consultation = make_consultation(session)
    for words in SAID:
        reply(session, consultation, why=words, publish="yes")
    reply(session, consultation, "random_invitation", support="strongly_oppose", why="Not for print.")
    for statement in session.scalars(select(Statement).order_by(Statement.id).limit(len(SAID))):
        decide(session, make_vault(), make_person(session), statement.id, Ruling("publish"))
    session.commit()
    return consultation


def find(
    session: Session, consultation: Consultation, words: str = "", arm: str = "", state: str = ""
) -> Found:
    versions = [version.id for version in survey_of(consultation).versions]
    return find_responses(session, versions, Search(words, arm, state))


@pytest.mark.parametrize(
    "words", ["strongly_oppose", "strongly oppose", "E07000110", "lives", "Not for print", "Rules first", "%"]
)
def test_nobody_is_found_by_an_answer_or_by_words_which_tell_one(
    session: Session, consultation: Consultation, words: str
) -> None:
    assert find(session, consultation, words).rows == []


def test_a_number_and_a_reference_find_one(session: Session, consultation: Consultation) -> None:
    visit = reply(session, consultation)
    (row,) = find(session, consultation, visit.receipt.lower()).rows
    assert [each.id for each in find(session, consultation, str(row.id)).rows] == [row.id]


def test_how_many_match_is_told_of_all_responses_only(session: Session, consultation: Consultation) -> None:
    assert find(session, consultation).total == 4
    assert find(session, consultation, arm="random_invitation").total is None
    assert find(session, consultation, state="counted").total is None
    assert len(find(session, consultation, arm="random_invitation").rows) == 1


def test_page_after_page_shows_each_response_once(
    session: Session, consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(responses, "PAGE", 2)
    for _ in range(3):
        reply(session, consultation)
    versions = [version.id for version in survey_of(consultation).versions]
    shown: list[int] = []
    before: int | None = None
    for _ in range(4):
        found = find_responses(session, versions, Search(before=before))
        shown += [row.id for row in found.rows]
        before = found.following
    assert shown == [7, 6, 5, 4, 3, 2, 1]
    assert before is None
