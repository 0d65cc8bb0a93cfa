"""What a reply says, for the person who sent it: opened with their reference only, and on record.

Staff see nothing of what a reply says elsewhere. Who has opened one has no part in judging whether it counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consult.errors import ConsultError
from consult.models import AssistedEntry, Audit, EntryCheck, Monitoring, Person, Response, Statement
from consult.services import audit
from consult.services.answering.visits import hash_receipt, read_receipt
from consult.services.vault import Vault

READ = "response read for its sender"


class CopyRefusedError(ConsultError):
    status = 403
    title = "This reply cannot be opened"


@dataclass(frozen=True, slots=True)
class Copy:
    """Everything a person sent: values by variable, those about the person among them, and texts by question."""

    response: Response
    values: dict[str, Any]
    texts: dict[str, str]


def read_for_sender(session: Session, vault: Vault, person: Person, response: Response, typed: str) -> Copy:
    """Raises `CopyRefusedError` when what was typed is not the reply's own reference."""
    receipt = read_receipt(typed)
    if receipt is None or hash_receipt(receipt) != response.receipt_hash:
        raise CopyRefusedError(
            "This is not the reference of this reply. Only who sent it has the reference; ask them for it."
        )
    audit.record(session, person, READ, f"response:{response.id}")
    monitoring = session.get(Monitoring, response.id)
    about = vault.open_monitoring(monitoring.sealed, response.key_hash) if monitoring else {}
    statements = session.scalars(select(Statement).where(Statement.response_id == response.id))
    texts = {
        each.question: vault.open_statement(each.sealed, response.key_hash, each.question)
        for each in statements
    }
    return Copy(response, response.answers | about, texts)


def has_read(session: Session, person: Person, numbers: Sequence[int]) -> list[int]:
    """Which of some responses a person has read: for its sender, or typed in or checked from paper."""
    subjects = {f"response:{number}": number for number in numbers}
    opened = select(Audit.subject).where(
        Audit.action == READ, Audit.person_id == person.id, Audit.subject.in_(subjects)
    )
    typed = (
        select(AssistedEntry.response_id)
        .outerjoin(EntryCheck, EntryCheck.entry_id == AssistedEntry.id)
        .where(
            AssistedEntry.response_id.in_(numbers),
            or_(AssistedEntry.person_id == person.id, EntryCheck.person_id == person.id),
        )
    )
    return sorted({*(subjects[subject] for subject in session.scalars(opened)), *session.scalars(typed)})
