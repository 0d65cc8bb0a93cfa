"""Three honest counts of what was sent: submissions, distinct texts, and people who are known to be one each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.models import Arm, Response, Statement
from consult.services.reaching.batches import read_batches
from consult.services.vault import Vault
from surveys.writing.distinct import count_distinct

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class ReplyCounts:
    """All that was ever sent, also what was excluded or erased since; different texts; used codes."""

    submissions: int
    texts: int
    people: int


def count_replies(session: Session, vault: Vault, consultation_id: int) -> ReplyCounts:
    """Reads every text, so it is work for the worker where there are many."""
    of_consultation = Arm.consultation_id == consultation_id
    sent = select(func.count(Response.id)).join(Arm, Arm.id == Response.arm_id).where(of_consultation)
    return ReplyCounts(
        submissions=session.scalar(sent) or 0,
        texts=count_distinct(read_texts(session, vault, consultation_id)),
        people=sum(batch.used for batch in read_batches(session, consultation_id)),
    )


def read_texts(session: Session, vault: Vault, consultation_id: int) -> Iterator[str]:
    """For each response that has any, all its free text in the order of the questions' names."""
    query = (
        select(Response.id, Response.key_hash, Statement.question, Statement.sealed)
        .join(Response, Response.id == Statement.response_id)
        .join(Arm, Arm.id == Response.arm_id)
        .where(Arm.consultation_id == consultation_id)
        .order_by(Response.id, Statement.question)
        .execution_options(yield_per=CHUNK)
    )
    for _, rows in groupby(session.execute(query), key=lambda row: row.id):
        yield "\n".join(vault.open_statement(row.sealed, row.key_hash, row.question) for row in rows)
