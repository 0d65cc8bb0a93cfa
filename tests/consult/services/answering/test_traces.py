"""Nothing that is kept tells which code let in which reply: neither rows, numbers, moments nor their order."""

from collections.abc import Iterator
from random import Random

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from consult.models import Base, Consultation, Response
from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.invitations import find_invitation, hash_code
from consult.services.consultations.catalogue import Catalogue
from tests.factories import RESIDENT, make_consultation, reply
from tests.invited import make_codes, reply_by_code

USED = 12


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def codes(session: Session, consultation: Consultation) -> list[str]:
    """Twenty codes, of which twelve will be used in an order that is not that of the letters."""
    return make_codes(session, consultation, 20)


def dump(connection: psycopg.Connection, *but: str) -> dict[str, list[str]]:
    """What `pg_dump` writes of every table: its rows, as they lie on the disk."""
    tables = sorted(set(Base.metadata.tables) - set(but))
    return {table: list(_rows(connection, table)) for table in tables}


def _rows(connection: psycopg.Connection, table: str) -> Iterator[str]:
    with connection.cursor().copy(f'COPY "{table}" TO STDOUT') as copied:
        yield from (bytes(row).decode() for row in copied)


OF_REPLIES = ("response", "statement", "monitoring", "outbox", "draft")


def use(session: Session, consultation: Consultation, codes: list[str], seed: int) -> list[str]:
    """Replies by twelve codes with others between them; the codes in the order of their replies."""
    used = Random(seed).sample(codes[:USED], USED)
    for code in used:
        reply_by_code(session, consultation, code)
        session.commit()
        reply(session, consultation)
    return used


def test_beside_the_replies_only_one_row_changes(
    session: Session, consultation: Consultation, codes: list[str], sweeper: psycopg.Connection
) -> None:
    before = dump(sweeper, *OF_REPLIES)
    use(session, consultation, codes, 1)
    after = dump(sweeper, *OF_REPLIES)
    assert [table for table in before if before[table] != after[table]] == ["code_use"]
    assert [line.split("\t")[2] for line in after["code_use"]] == ["1" * USED + "0" * 8]


def test_whatever_the_order_of_the_replies_a_dump_is_the_same(
    session: Session, consultation: Consultation, codes: list[str], sweeper: psycopg.Connection
) -> None:
    before = sweeper.execute("SELECT used FROM code_use").fetchone()
    seen = []
    for seed in (1, 2):
        sweeper.execute("UPDATE code_use SET used = %s::text::varbit", before)
        use(session, consultation, codes, seed)
        seen.append(dump(sweeper, *OF_REPLIES))
    assert seen[0] == seen[1]


def test_rows_of_codes_lie_as_they_were_made(
    session: Session, consultation: Consultation, codes: list[str], sweeper: psycopg.Connection
) -> None:
    used = [hash_code(code) for code in use(session, consultation, codes, 3)]
    lying = [row[0] for row in sweeper.execute("SELECT code_hash FROM invitation ORDER BY ctid")]
    assert lying == [hash_code(code) for code in codes]
    assert [code for code in lying if code in used] != used


LINKED = text("""
    SELECT count(*) FROM invitation JOIN response
        ON CAST(response.xmin AS text) IN (CAST(invitation.xmin AS text), CAST(invitation.xmax AS text))
""")


def test_no_transaction_wrote_both_a_reply_and_the_row_of_a_code(
    session: Session, consultation: Consultation, codes: list[str]
) -> None:
    use(session, consultation, codes, 4)
    assert session.scalar(LINKED) == 0


def test_neither_does_a_reply_know_its_code(
    session: Session, consultation: Consultation, codes: list[str], sweeper: psycopg.Connection
) -> None:
    use(session, consultation, codes, 5)
    kept = str(dump(sweeper, "invitation"))
    assert len(session.scalars(select(Response)).all()) == 2 * USED
    assert [code for code in codes if hash_code(code).hex() in kept or code in kept] == []


def test_nor_does_a_draft_while_it_is_written(
    session: Session, consultation: Consultation, codes: list[str], sweeper: psycopg.Connection
) -> None:
    found = find_invitation(session, consultation.id, codes[0])
    assert found is not None
    version = Catalogue(fresh_seconds=0).listing(session, consultation.slug).surveys[0].version_id
    visit = open_draft(session, version, found.arm_id, found.code_hash)
    save_answers(session, visit, read_draft(session, visit), RESIDENT)
    session.commit()
    assert hash_code(codes[0]).hex() not in str(dump(sweeper, "invitation"))
    assert read_draft(session, visit).invitation_hash == hash_code(codes[0])
