"""The ways in which people are reached, each with its replies; staff add them, nobody takes them away."""

import re
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.vocabulary import CHOSEN
from consult.models import Arm, Arrival, Consultation, Person
from consult.services import audit
from consult.services.consultations.publishing import ARM_KINDS, OPEN_LINK, PARTNER_LINK, add_arm
from consult.services.refusals import FieldRefusedError

CODED = (*CHOSEN, "opt_in_panel")  # those whose people have a one-use code
ASSISTED = ("paper", "phone", "event")  # those whose replies staff type in
ADDABLE = {kind: label for kind, label in ARM_KINDS.items() if kind != OPEN_LINK}

CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class NewWay:
    """A way to add: its kind, whose it is ("A library"), and the code in its address; blank ones are made up."""

    kind: str
    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way with the replies that are counted so far."""

    arm: Arm
    replies: int


def add_way(session: Session, person: Person | None, consultation_id: int, new: NewWay) -> Arm:
    """Raises `FieldRefusedError` for a code that is taken or cannot stand in an address."""
    if new.kind not in ADDABLE:
        raise FieldRefusedError("kind", "Select how people are reached")
    if new.kind == PARTNER_LINK and not new.name:
        raise FieldRefusedError("name", "Enter the partner’s name")
    code = new.code or code_of(new.name) or new.kind
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise FieldRefusedError("code", "Use small letters, digits and hyphens only, at most 40")
    if session.scalar(select(Arm.id).where(Arm.consultation_id == consultation_id, Arm.code == code)):
        raise FieldRefusedError("code", f"“{code}” is used already. Choose another code")
    consultation = session.get_one(Consultation, consultation_id)
    arm = add_arm(session, consultation, new.kind, code, label_of(new))
    audit.record(session, person, "way of being reached added", f"arm:{arm.id}", kind=new.kind, code=code)
    return arm


def code_of(name: str) -> str:
    """A name as a code: "St John's Library" is st-johns-library."""
    words = re.findall(r"[a-z0-9]+", name.lower().replace("’", "").replace("'", ""))
    return "-".join(words)[:LONGEST_CODE].rstrip("-")


def label_of(new: NewWay) -> str:
    if not new.name:
        return ADDABLE[new.kind]
    first = "Link of" if new.kind == PARTNER_LINK else f"{ADDABLE[new.kind].partition(':')[0]}:"
    return f"{first} {new.name}"


def read_ways(session: Session, consultation_id: int) -> list[Way]:
    """All ways in the order they were added."""
    query = (
        select(Arm, func.coalesce(func.sum(Arrival.responses), 0))
        .outerjoin(Arrival, Arrival.arm_id == Arm.id)
        .where(Arm.consultation_id == consultation_id)
        .group_by(Arm.id)
        .order_by(Arm.id)
    )
    return [Way(arm, int(replies)) for arm, replies in session.execute(query)]
