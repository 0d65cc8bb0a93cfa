"""Seeding: the demonstration, put into the database by the product's own services."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.demonstration.accounts import STAFF, add_accounts
from consult.demonstration.desk import enter_facts, work_through
from consult.demonstration.replies import INVITATIONS, Plan, make_replies
from consult.demonstration.sending import Sender
from consult.demonstration.turnout import RANDOM_INVITATION
from consult.errors import ConsultError
from consult.models import Consultation
from consult.services.answering.invitations import make_invitations
from consult.services.consultations.catalogue import Catalogue
from consult.services.consultations.publishing import (
    Schedule,
    add_arm,
    add_survey,
    create_consultation,
    publish,
)
from consult.services.vault import Vault
from consult.settings import Settings
from surveys import library

SLUG = "facial-recognition"
PROPOSAL = "consultation-facial-recognition"
OPENED_BEFORE = timedelta(weeks=3)
CLOSES_AFTER = timedelta(weeks=5)
BATCH = 100

Progress = Callable[[int], object]


class DemonstrationRefusedError(ConsultError):
    title = "The demonstration cannot be added"
    message = f"There is a consultation “{SLUG}” already. Nothing was added."


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was added: how many replies by each way of being reached, and the file with the passwords."""

    replies: dict[str, int]
    sign_ins: Path


def seed_demonstration(engine: Engine, settings: Settings, plan: Plan, progress: Progress) -> Demonstration:
    """Add the consultation, its accounts and its replies, and commit as it goes.

    Needs an application context, to hash passwords. `progress` is told how many more replies were sent.
    Raises `DemonstrationRefusedError` when the consultation is there already.
    """
    with Session(engine) as session:
        if session.scalar(select(Consultation.id).where(Consultation.slug == SLUG)) is not None:
            raise DemonstrationRefusedError
        codes = set_up(session)
        sign_ins = add_accounts(session, settings.instance)
        session.commit()
        catalogue = Catalogue()
        listing = catalogue.listing(session, SLUG)
        sender = Sender(session, catalogue, Vault.from_settings(settings), listing)
        sent = send_all(sender, plan, codes, progress)
        work_through(session, sender.vault, listing.surveys[0].id, STAFF)
        session.commit()
        return Demonstration(sent, sign_ins)


def set_up(session: Session) -> list[str]:
    """Open the consultation, reached in two ways, and give its invitation codes."""
    now = datetime.now(UTC)
    schedule = Schedule(now - OPENED_BEFORE, now + CLOSES_AFTER)
    consultation = create_consultation(session, SLUG, library.load(PROPOSAL), schedule, synthetic=True)
    invited = add_arm(session, consultation, RANDOM_INVITATION)
    enter_facts(session, consultation.id)
    publish(session, None, add_survey(session, consultation, "views", "Your views"), library.load(SLUG))
    return make_invitations(session, invited, INVITATIONS)


def send_all(sender: Sender, plan: Plan, codes: list[str], progress: Progress) -> dict[str, int]:
    """Send every reply, those of people with an invitation by its code; count them by arm."""
    version = sender.catalogue.version(sender.session, sender.listing.surveys[0].version_id)
    unused = iter(codes)
    sent: Counter[str] = Counter()
    for reply in make_replies(version.questionnaire, plan):
        sender.send(reply, next(unused) if reply.arm == RANDOM_INVITATION else "")
        sent[reply.arm] += 1
        if sent.total() % BATCH == 0:
            sender.session.commit()
            progress(BATCH)
    sender.session.commit()
    progress(sent.total() % BATCH)
    return dict(sent)
