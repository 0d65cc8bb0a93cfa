"""Who is signed in: only with their own key, only for as long as it holds, and only as a hash in the database."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from consult.models import Person, SignedIn
from consult.services.signing.sessions import begin, end, end_all, find, find_all
from tests.factories import make_person


@pytest.fixture
def person(session: Session) -> Person:
    return make_person(session)


@pytest.fixture
def age(owner_session: Session, session: Session) -> Callable[[str, str], None]:
    """Make every sign-in so much older."""

    def move(column: str, by: str) -> None:
        session.commit()
        owner_session.execute(
            text(f"UPDATE signed_in SET {column} = {column} - CAST(:by AS interval)"),  # noqa: S608 - ours
            {"by": by},
        )
        owner_session.commit()
        session.expire_all()

    return move


def test_a_key_opens_its_own_persons_account_only(session: Session, person: Person) -> None:
    key = begin(session, person)
    assert find(session, person, key) is not None
    assert find(session, make_person(session), key) is None
    assert find(session, person, key[:-1]) is None
    assert find(session, person, "") is None


def test_the_key_itself_is_not_kept(session: Session, person: Person) -> None:
    key = begin(session, person)
    assert key.encode() not in session.scalars(select(SignedIn.key_hash)).one()


@pytest.mark.parametrize(
    ("aged", "holds"),
    [
        (("seen_at", "29 minutes"), True),
        (("seen_at", "31 minutes"), False),
        (("begun_at", "11 hours 59 minutes"), True),
        (("begun_at", "12 hours 1 minute"), False),
    ],
)
def test_it_holds_for_half_an_hour_of_rest_and_half_a_day_of_work(
    session: Session, person: Person, age: Callable[[str, str], None], aged: tuple[str, str], holds: bool
) -> None:
    key = begin(session, person)
    age(*aged)
    assert (find(session, person, key) is not None) == holds
    assert len(find_all(session, person).all()) == holds


def test_ending_one_leaves_the_others(session: Session, person: Person) -> None:
    one, two = begin(session, person), begin(session, person)
    end(session, one)
    assert find(session, person, one) is None
    assert find(session, person, two) is not None


def test_all_of_a_person_end_but_the_one_at_hand_and_nobody_elses(session: Session, person: Person) -> None:
    here, there, other = begin(session, person), begin(session, person), make_person(session)
    theirs = begin(session, other)
    assert end_all(session, person, but=here) == 1
    assert find(session, person, here) is not None
    assert find(session, person, there) is None
    assert find(session, other, theirs) is not None
    assert end_all(session, person) == 1
