"""What was decided about views: found by published words, and with who decided and why."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Consultation, Person, Statement
from consult.services.statements import decided
from consult.services.statements.decided import Decided, DecidedPage, DecidedSearch, read_decided
from consult.services.statements.moderation import Ruling, decide
from tests.factories import make_consultation, make_person, make_vault, reply, survey_of

SAID = ("It saves 100 % of time.", "A_B testing", "Rules first, please.")
HELD = "Ring me on 01632 960001."


@pytest.fixture
def person(session: Session) -> Person:
    return make_person(session)


@pytest.fixture
def consultation(session: Session, person: Person) -> Consultation:
    """Three views that were published, the last again after it was held back, and one held back."""
    consultation = make_consultation(session)
    for words in (*SAID, HELD):
        reply(session, consultation, why=words, publish="yes")
    for statement in session.scalars(select(Statement).order_by(Statement.id)):
        decision = "hold" if statement.id == 4 else "publish"
        rule(session, person, statement.id, decision)
    session.commit()
    return consultation


def rule(session: Session, person: Person, statement: int, decision: str) -> None:
    decide(session, make_vault(), person, statement, Ruling(decision, "names somebody"))


def search(session: Session, consultation: Consultation, asked: DecidedSearch) -> DecidedPage:
    versions = [version.id for version in survey_of(consultation).versions]
    return read_decided(session, make_vault(), versions, asked)


def views(session: Session, consultation: Consultation, words: str = "", decision: str = "") -> list[Decided]:
    return search(session, consultation, DecidedSearch(words, decision)).views


@pytest.mark.parametrize(
    ("words", "found"),
    [("rules first", [2]), ("100 %", [0]), ("%", [0]), ("_", [1]), ("A_B", [1]), ("AxB", [])],
)
def test_published_words_are_found_as_they_are_written(
    session: Session, consultation: Consultation, words: str, found: list[int]
) -> None:
    assert [each.words for each in views(session, consultation, words)] == [SAID[at] for at in found]


PUBLISHED = (
    "I don’t want cameras",
    "I don't want cameras",
    "The café is nice",
    "The cafe\u0301 is nice",
    "Faversham\u00a0market",
    "We co\u2011operate since 2024",
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("don't", 2),
        ("DON’T  WANT", 2),
        ("café", 2),
        ("cafe\u0301", 2),
        ("cafe", 0),
        ("Faversham market", 1),
        ("co-operate", 1),
        ("2024", 1),
    ],
)
def test_words_are_found_however_they_are_typed(
    session: Session, consultation: Consultation, person: Person, words: str, found: int
) -> None:
    for text in PUBLISHED:
        reply(session, consultation, why=text, publish="yes")
    for statement in session.scalars(select(Statement.id).where(Statement.id > 4)):
        rule(session, person, statement, "publish")
    session.flush()
    assert len(views(session, consultation, words)) == found


def test_what_was_held_back_is_listed_and_not_found_by_its_words(
    session: Session, consultation: Consultation, person: Person
) -> None:
    assert views(session, consultation, "01632") == []
    (held,) = views(session, consultation, decision="hold")
    assert (held.words, held.by, held.reason) == (HELD, person.email, "names somebody")


def test_only_the_newest_decision_counts(
    session: Session, consultation: Consultation, person: Person
) -> None:
    rule(session, person, 3, "hold")
    session.flush()
    assert views(session, consultation, "rules first") == []
    assert [each.words for each in views(session, consultation, decision="hold")] == [SAID[2], HELD]


def test_pages_follow_each_other_without_a_gap(
    session: Session, consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decided, "PAGE", 3)
    first = search(session, consultation, DecidedSearch())
    second = search(session, consultation, DecidedSearch(before=first.following))
    assert [each.words for each in (*first.views, *second.views)] == [HELD, *reversed(SAID)]
    assert second.following is None
