"""Every column that the secret sealed is sealed anew, from either age, and nothing is lost on the way."""

from datetime import date

import pytest
from sqlalchemy import LargeBinary, select, text
from sqlalchemy.orm import Session

from consult.keys import encrypt
from consult.models import Base, Consultation, Monitoring, Response, Statement
from consult.services import resealing
from consult.services.beside.sessions import NewNote, add_note, read_note
from consult.services.beside.submissions import NewSubmission, add_submission, open_submission
from consult.services.resealing import PLACES, Place, Tally, look_through
from consult.services.vault import Vault, statement_context
from consult.settings import Settings
from tests.factories import SETTINGS_SECRET, make_consultation, make_vault, reply

NEWER = "the secret that is in use from now on, 0123456789"
BOTH = Vault.from_settings(Settings(NEWER, older_secret=SETTINGS_SECRET))
ALONE = Vault.from_settings(Settings(NEWER))
DAY = date(2027, 3, 14)
WORDS = "I was stopped twice."
BY_VISITORS = {"draft.sealed"}  # with keys that only browsers hold: no secret of ours opens it


@pytest.fixture
def consultation(session: Session) -> Consultation:
    """With one of everything that is sealed."""
    consultation = make_consultation(session)
    reply(session, consultation, why=WORDS, age="35-44", sex="female")
    new = NewSubmission(
        sender="A. Resident",
        sender_kind="individual",
        received_on=DAY,
        may_publish=False,
        words="Please.",
    )
    add_submission(session, make_vault(), None, consultation.id, new)
    note = NewNote(
        host="A centre", place="Dover", held_on=DAY, attendance=9, groups=[], views="They fear it."
    )
    add_note(session, make_vault(), None, consultation.id, note)
    session.commit()
    return consultation


def go_through(session: Session, vault: Vault, place: Place, *, renew: bool = True) -> Tally:
    found, last = look_through(session, vault, place, 0, renew=renew)
    assert last
    return found


def as_before(session: Session) -> None:
    """The statement as it was sealed before keys had numbers."""
    row, response = session.scalars(select(Statement)).one(), session.scalars(select(Response)).one()
    key = make_vault().statements.keys[0].key
    row.sealed = encrypt(key, WORDS.encode(), statement_context(response.key_hash, "why"))
    session.flush()


def test_there_is_no_sealed_column_that_would_be_forgotten() -> None:
    sealed = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) and "sealed" in column.name
    }
    assert sealed - BY_VISITORS == {f"{place.table}.{place.column}" for place in PLACES}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.table}.{place.column}")
def test_what_the_older_secret_sealed_is_sealed_anew_once(
    owner_session: Session, consultation: Consultation, place: Place
) -> None:
    assert go_through(owner_session, BOTH, place, renew=False) == Tally(seen=1, left=1)
    assert go_through(owner_session, BOTH, place) == Tally(seen=1, renewed=1)
    assert go_through(owner_session, BOTH, place) == Tally(seen=1)
    assert go_through(owner_session, ALONE, place) == Tally(seen=1)


def test_afterwards_the_newer_secret_alone_reads_everything(
    owner_session: Session, consultation: Consultation
) -> None:
    as_before(owner_session)
    for place in PLACES:
        go_through(owner_session, BOTH, place)
    response = owner_session.scalars(select(Response)).one()
    statement = owner_session.scalars(select(Statement)).one()
    assert ALONE.open_statement(statement.sealed, response.key_hash, "why") == WORDS
    monitoring = owner_session.get_one(Monitoring, response.id)
    assert ALONE.open_monitoring(monitoring.sealed, response.key_hash) == {"age": "35-44", "sex": "female"}
    assert open_submission(owner_session, ALONE, consultation.id, 1).line.sender == "A. Resident"
    assert read_note(owner_session, ALONE, consultation.id, 1).views == "They fear it."


def test_what_no_secret_opens_is_counted_and_left_as_it_is(
    owner_session: Session, consultation: Consultation
) -> None:
    stranger = Vault.from_settings(Settings("a secret that never sealed anything here, 98765"))
    before = owner_session.scalars(select(Statement.sealed)).one()
    assert go_through(owner_session, stranger, PLACES[0]) == Tally(seen=1, lost=1)
    assert owner_session.scalars(select(Statement.sealed)).one() == before


def test_batches_meet_every_row_once(
    session: Session, owner_session: Session, consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        reply(session, consultation, why=WORDS)
    monkeypatch.setattr(resealing, "BATCH", 2)
    whole, after = Tally(), 0
    while found := look_through(owner_session, BOTH, PLACES[0], after, renew=True):
        tally, after = found
        if not after:
            break
        whole += tally
    assert whole == Tally(seen=5, renewed=5)


def test_what_was_written_meanwhile_is_not_written_over(
    owner_session: Session, consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else seals the row between reading and writing: theirs stays, and it is looked at again."""
    place = PLACES[0]
    late = Place(**{name: getattr(place, name) for name in Place.__slots__} | {"table": "statement"})
    renew = BOTH.statements.seal(WORDS.encode(), b"elsewhere")

    def context(row: object) -> bytes:
        owner_session.execute(text("UPDATE statement SET sealed = :sealed"), {"sealed": renew})
        return place.context(row)  # type: ignore[arg-type]

    object.__setattr__(late, "context", context)
    assert go_through(owner_session, BOTH, late) == Tally(seen=1, left=1)
    assert owner_session.scalars(select(Statement.sealed)).one() == renew
