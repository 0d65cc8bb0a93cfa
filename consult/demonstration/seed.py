"""Seeding: the demonstration, put into the database by the product's own services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.demonstration.accounts import add_accounts
from consult.demonstration.replies import INVITATIONS, Plan, Reply, make_replies
from consult.demonstration.turnout import RANDOM_INVITATION
from consult.errors import ConsultError
from consult.models import Consultation
from consult.services.catalogue import Catalogue, Listing
from consult.services.drafts import open_draft, read_draft, save_answers
from consult.services.invitations import find_invitation, make_invitations
from consult.services.publishing import Schedule, add_arm, add_survey, create_consultation, publish
from consult.services.submissions import OPEN_LINK, submit
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
    message = f"There is a consultation “{SLUG}” already, so nothing was added."


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was added: the file with the passwords, and how many replies came in each way."""

    sign_ins: Path
    replies: dict[str, int]


@dataclass(frozen=True, slots=True)
class Counter:
    """Where replies are handed in."""

    session: Session
    catalogue: Catalogue
    vault: Vault
    listing: Listing


def seed_demonstration(engine: Engine, settings: Settings, plan: Plan, progress: Progress) -> Demonstration:
    """Add the consultation, its accounts and its replies, committing as it goes; needs an application context.

    `progress` is told how many more replies were sent. Raises `DemonstrationRefusedError` when the
    consultation exists.
    """
    with Session(engine) as session:
        if session.scalar(select(Consultation.id).where(Consultation.slug == SLUG)) is not None:
            raise DemonstrationRefusedError
        codes = set_up(session)
        sign_ins = add_accounts(session, settings.instance)
        session.commit()
        return Demonstration(sign_ins, send_replies(session, Vault.from_settings(settings), plan, codes))


def set_up(session: Session) -> list[str]:
    """Open the consultation and give the invitation codes."""
    now = datetime.now(UTC)
    schedule = Schedule(now - OPENED_BEFORE, now + CLOSES_AFTER)
    consultation = create_consultation(session, SLUG, library.load(PROPOSAL), schedule, synthetic=True)
    invited = add_arm(session, consultation, RANDOM_INVITATION)
    survey = add_survey(session, consultation, "views", "Your views")
    publish(session, None, survey, library.load(SLUG))
    return make_invitations(session, invited, INVITATIONS)
