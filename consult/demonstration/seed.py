"""Seeding: the demonstration, put into the database by the product's own services."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from consult.demonstration.accounts import COMMISSIONER, STAFF, add_accounts
from consult.demonstration.calendar import PREPARED, dated, draw_moments, make_schedule
from consult.demonstration.desk import add_records, enter_facts, work_through
from consult.demonstration.replies import INVITATIONS, Plan, make_replies
from consult.demonstration.sending import Sender
from consult.demonstration.turnout import PAPER, PARTNER_LINK, RANDOM_INVITATION
from consult.errors import ConsultError
from consult.models import Consultation, Person
from consult.services.consultations.catalogue import Catalogue
from consult.services.consultations.publishing import (
    Schedule,
    add_survey,
    create_consultation,
    publish,
)
from consult.services.findings.plans import Subject, approve, suggest_plan, write
from consult.services.people import find_person
from consult.services.reaching.batches import NewBatch, make_batch, read_batch
from consult.services.reaching.returns import Letters, mark_posted, record_undelivered
from consult.services.reaching.ways import NewWay, add_way
from consult.services.records.exclusions import day_of
from consult.services.vault import Vault
from consult.settings import Settings
from surveys import library

SLUG = "facial-recognition"
PROPOSAL = "consultation-facial-recognition"
INVENTED = {
    "email": "invented@example.org",
    "telephone": "01632 960000 (invented)",
}
DUE_AFTER, KEPT_AFTER = timedelta(weeks=12), timedelta(days=500)
BATCH = 100
UNDELIVERED = 62
WAYS = (
    NewWay(RANDOM_INVITATION, code=RANDOM_INVITATION),
    NewWay("partner_link", "an invented community centre", PARTNER_LINK),
    NewWay(PAPER),
)

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
    """Add the consultation, its accounts and its replies: all of it, or, when interrupted, nothing.

    Needs an application context, to hash passwords. `progress` is told how many more replies were sent.
    Raises `DemonstrationRefusedError` when the consultation is there already, and in production.
    """
    if settings.production:
        raise DemonstrationRefusedError("Invented replies and accounts have no place in production.")
    with Session(engine) as session, session.begin():
        if session.scalar(select(Consultation.id).where(Consultation.slug == SLUG)) is not None:
            raise DemonstrationRefusedError
        now = session.scalars(select(func.now())).one()  # the clock that replies are judged by
        schedule = make_schedule(now)
        with dated(session, schedule.opens_at - PREPARED):
            consultation = set_up(session, schedule)
            sign_ins = add_accounts(session, settings.instance)
            fix_plan(session)
            person = find_person(session, STAFF)
            codes = reach_people(session, person, consultation)
        catalogue, vault = Catalogue(), Vault.from_settings(settings)
        sender = Sender(session, catalogue, vault, catalogue.listing(session, SLUG), person)
        moments = draw_moments(plan.replies, schedule.opens_at, now, np.random.default_rng(plan.seed))
        sent = send_all(sender, plan, Means(codes, moments), progress)
        add_records(session, vault, person, consultation.id, day_of(consultation.opens_at))
        work_through(session, vault, sender.listing.surveys[0].id, STAFF)
        return Demonstration(sent, sign_ins)


def set_up(session: Session, schedule: Schedule) -> Consultation:
    """Open the consultation with its survey; the decision is due some weeks after it closes."""
    closes = day_of(schedule.closes_at)
    dates = {"decision_due": closes + DUE_AFTER, "kept_until": closes + KEPT_AFTER}
    document = library.load(PROPOSAL) | INVENTED | {name: day.isoformat() for name, day in dates.items()}
    consultation = create_consultation(session, SLUG, document, schedule, synthetic=True)
    enter_facts(session, consultation.id, day_of(schedule.opens_at))
    publish(session, None, add_survey(session, consultation, "views", "Your views"), library.load(SLUG))
    return consultation


def reach_people(session: Session, person: Person, consultation: Consultation) -> list[str]:
    """Add the other ways of being reached, post the letters, and give their codes."""
    for way in WAYS:
        add_way(session, person, consultation.id, way)
    opened = day_of(consultation.opens_at)
    new = NewBatch(
        arm=RANDOM_INVITATION,
        name="Wave 1",
        size=INVITATIONS,
        post_on=opened,
        frame="Invented addresses, drawn at random from all of Kent and Medway.",
        selection="One person in each household: of those aged 16 or over, whoever has the next birthday.",
    )
    batch, codes = make_batch(session, person, consultation.id, new)
    posted = read_batch(session, consultation.id, batch.id)
    mark_posted(session, person, posted, Letters(INVITATIONS, opened))
    came_back = Letters(UNDELIVERED, opened + timedelta(weeks=1))
    record_undelivered(session, person, read_batch(session, consultation.id, batch.id), came_back)
    return codes


def fix_plan(session: Session) -> None:
    """The suggested plan, written by staff and approved by the commissioner's office before the first reply."""
    catalogue = Catalogue()
    listing = catalogue.listing(session, SLUG)
    subject = Subject(listing, catalogue.version(session, listing.surveys[0].version_id))
    author, approver = (find_person(session, email) for email in (STAFF, COMMISSIONER))
    plan = write(session, author, subject, suggest_plan(subject))
    approve(session, approver, subject, plan.number)


@dataclass(frozen=True, slots=True)
class Means:
    """What replies are sent with: the codes of letters, and the moment of each reply, the earliest first."""

    codes: Sequence[str]
    moments: Sequence[datetime]


def send_all(sender: Sender, plan: Plan, means: Means, progress: Progress) -> dict[str, int]:
    """Send every reply, those of people with an invitation by its code; count them by arm."""
    unused = iter(means.codes)
    sent: Counter[str] = Counter()
    for reply, moment in zip(make_replies(sender.version.questionnaire, plan), means.moments, strict=True):
        sent[reply.arm] += 1
        if reply.arm == PAPER:
            sender.type_in(reply, f"P-{sent[PAPER]:03}", moment)
        else:
            sender.send(reply, moment, next(unused) if reply.arm == RANDOM_INVITATION else "")
        if sent.total() % BATCH == 0:
            progress(BATCH)
    progress(sent.total() % BATCH)
    return dict(sent)
