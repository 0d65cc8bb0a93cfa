"""Entering facts: a change is a new version, and what is withdrawn stays to be seen with the reason."""

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consult.errors import ConsultError
from consult.models import Consultation, Fact, Person
from consult.services import audit
from consult.services.facts.kinds import KINDS, Document, others_of
from consult.services.facts.reading import read_facts, read_versions
from surveys.proposal import parse_proposal

CODE_BYTES = 4


class FactRefusedError(ConsultError):
    title = "This cannot be done with this entry"


class EditedMeanwhileError(FactRefusedError):
    status = 409
    title = "Somebody else changed this in the meantime"
    message = "Nothing was saved. Open the newest version and make your change there."


@dataclass(frozen=True, slots=True)
class Place:
    """Which fact is meant: its consultation, its kind, and its code, empty for a new one."""

    consultation_id: int
    kind: str
    code: str = ""


def add_fact(session: Session, person: Person | None, place: Place, document: Document) -> Fact:
    """Enter a new fact; raises `DocumentRefused` with every problem of it."""
    code = place.code or secrets.token_hex(CODE_BYTES)
    return _store(session, person, Place(place.consultation_id, place.kind, code), document, 1)


def revise_fact(session: Session, person: Person | None, place: Place, document: Document, seen: int) -> Fact:
    """Enter a new version of what was last seen as version `seen`.

    Raises `DocumentRefused` with every problem, `EditedMeanwhileError` when there is a newer version.
    """
    last = read_versions(session, place.consultation_id, place.kind, place.code)[0]
    if last.number != seen:
        raise EditedMeanwhileError
    return _store(session, person, place, document, last.number + 1)


def withdraw_fact(session: Session, person: Person | None, place: Place, reason: str) -> Fact:
    """Take a fact back; raises `FactRefusedError` without a reason or when it is withdrawn already."""
    last = read_versions(session, place.consultation_id, place.kind, place.code)[0]
    if not reason.strip():
        raise FactRefusedError("Say why: the reason is shown with what is withdrawn.")
    if last.withdrawn:
        raise FactRefusedError("It is withdrawn already.")
    fact = _row(place, last.number + 1, last.document, last.shown)
    fact.withdrawn, fact.reason = True, reason.strip()
    return _keep(session, person, fact, "fact withdrawn")


def take_over(session: Session, person: Person | None, consultation_id: int, kind: str) -> int:
    """Enter what others have published and is not entered yet; how many were added.

    Raises `NotFoundError` for a kind of facts that the consultation has none of.
    """
    proposal = parse_proposal(session.get_one(Consultation, consultation_id).document)
    known = {fact.code for fact in read_facts(session, consultation_id, kind)}
    ready = [document for document in others_of(proposal, kind) if document["code"] not in known]
    for document in ready:
        add_fact(session, person, Place(consultation_id, kind, document["code"]), document)
    return len(ready)


def _store(session: Session, person: Person | None, place: Place, document: Document, number: int) -> Fact:
    """Check a document and keep it as a version; what others call it is its code."""
    whole = document | ({} if place.kind == "held" else {"code": place.code})
    fact = _row(place, number, whole, KINDS[place.kind].check(whole))
    return _keep(session, person, fact, "fact entered")


def _row(place: Place, number: int, document: dict[str, Any], shown: dict[str, Any]) -> Fact:
    return Fact(
        consultation_id=place.consultation_id,
        kind=place.kind,
        code=place.code,
        number=number,
        document=document,
        shown=shown,
    )


def _keep(session: Session, person: Person | None, fact: Fact, action: str) -> Fact:
    fact.person_id = person.id if person else None
    session.add(fact)
    try:
        session.flush()
    except IntegrityError:
        raise EditedMeanwhileError from None
    audit.record(
        session, person, action, f"fact:{fact.id}", kind=fact.kind, code=fact.code, number=fact.number
    )
    return fact
