"""What a manuscript can be begun with: a copy of another one, or of a consultation that was published."""

import copy

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Consultation, Manuscript, Person
from consult.services.studio.manuscripts import Document, begin, find_draft
from surveys.drafting.bundle import PROPOSAL, QUESTIONNAIRE
from surveys.reading.reader import FORMAT

# What belongs to one consultation and not to the next.
OF_ONE = ("decision_due", "kept_until")


def copy_of(session: Session, name: str) -> Document:
    """A bundle without days, of a manuscript by its number or a consultation by its address; `NotFoundError`."""
    bundle = find_draft(session, int(name)).document if name.isdecimal() else export(session, name)
    made = {part: copy.deepcopy(bundle[part]) for part in (PROPOSAL, QUESTIONNAIRE)}
    for field in OF_ONE:
        made[PROPOSAL].pop(field, None)
    return {"format": FORMAT, **made}


def export(session: Session, slug: str) -> Document:
    """A published consultation as a bundle; raises `NotFoundError`."""
    consultation = session.scalar(select(Consultation).where(Consultation.slug == slug))
    if consultation is None or not consultation.surveys or not consultation.surveys[0].versions:
        raise NotFoundError
    return {
        "format": FORMAT,
        "opens_on": consultation.opens_at.date().isoformat(),
        "closes_on": consultation.closes_at.date().isoformat(),
        PROPOSAL: consultation.document,
        QUESTIONNAIRE: consultation.surveys[0].versions[-1].document,
    }


def manuscript_of(session: Session, consultation_id: int) -> int | None:
    """The number of the manuscript that a consultation was made from."""
    return session.scalar(select(Manuscript.id).where(Manuscript.consultation_id == consultation_id))


def take_up(session: Session, person: Person | None, slug: str) -> Manuscript:
    """A manuscript of a consultation that was published without one, for its words to be corrected."""
    consultation = session.scalar(select(Consultation).where(Consultation.slug == slug).with_for_update())
    if consultation is None:
        raise NotFoundError
    known = session.scalar(select(Manuscript).where(Manuscript.consultation_id == consultation.id))
    if known is not None:
        return known
    made = Manuscript(slug=slug, synthetic=consultation.synthetic, consultation_id=consultation.id)
    return begin(session, person, made, export(session, slug))


def named(bundle: Document, title: str) -> Document:
    """The bundle of a consultation that is called so."""
    if not isinstance(bundle, dict):
        return bundle
    parts = {part: bundle[part] | {"title": title} for part in (PROPOSAL, QUESTIONNAIRE)
             if isinstance(bundle.get(part), dict)}  # fmt: skip
    return bundle | parts
