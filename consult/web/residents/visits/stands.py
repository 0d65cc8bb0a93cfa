"""How the browser that asks stands with a survey: the visit in its cookie, and what became of it.

Every page of residents looks here and nowhere else, so that all ways back lead to the same answers.
docs/architecture.md draws the states and the ways between them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from flask import current_app, request

from consult.extensions import db
from consult.services.answering.drafts import Answers, Draft
from consult.services.answering.standing import Sent, look_up
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Listing, Version
from consult.services.vault import Vault
from consult.web.public_place import Place, catalogue, find_place, now
from consult.web.residents.visits.cookies import read_cookie
from consult.web.residents.visits.tokens import FIELD, expect_token, is_token


class State(Enum):
    """What a browser's cookie leads to."""

    NEW = "new"  # there is no cookie
    WRITING = "writing"  # answers that are not sent
    SENT = "sent"  # a reply that was stored
    LOST = "lost"  # nothing any more


@dataclass(frozen=True)
class Stand:
    """One browser and one survey."""

    place: Place
    visit: Visit | None = None
    draft: Draft | None = None
    sent: Sent | None = None

    @property
    def state(self) -> State:
        if self.sent is not None:
            return State.SENT
        if self.draft is not None:
            return State.WRITING
        return State.LOST if self.visit else State.NEW

    @property
    def late(self) -> bool:
        """Whether the consultation closed, and what was begun before can still be sent."""
        listing = self.place.listing
        return listing.paused_at is None and listing.closes_at <= now() < listing.last_sending

    @property
    def over(self) -> bool:
        return now() >= self.place.listing.last_sending


class AstrayError(Exception):
    """The page cannot be had, or was not made, by this visit; `foreign`: it was made for another."""

    def __init__(self, stand: Stand, *, foreign: bool = False) -> None:
        super().__init__(stand.state)
        self.stand = stand
        self.foreign = foreign


@dataclass(frozen=True)
class Sitting:
    """A visitor in the middle of a questionnaire."""

    place: Place
    visit: Visit
    draft: Draft
    version: Version

    @property
    def answers(self) -> Answers:
        return self.draft.answers

    def saved(self, draft: Draft) -> "Sitting":
        """The same with what was saved just now."""
        return replace(self, draft=draft)


def find_stand(place: Place) -> Stand:
    visit = read_cookie(place)
    if visit is None:
        return Stand(place)
    expect_token(visit.form_token)
    found = look_up(db.session, visit)
    if isinstance(found, Sent):
        return Stand(place, visit, sent=found)
    return Stand(place, visit, draft=found)


def find_stands(listings: Iterable[Listing] | None = None) -> list[Stand]:
    """How the browser stands with all surveys, or those of some consultations, that it has a cookie for."""
    shown = catalogue().listings(db.session) if listings is None else listings
    places = [Place(listing, survey) for listing in shown for survey in listing.surveys]
    return [find_stand(place) for place in places if read_cookie(place) is not None]


def find_sitting(consultation: str, survey: str) -> Sitting:
    """Raises `AstrayError` where nobody is writing, or for a form that was made for another visit."""
    stand = find_stand(find_place(consultation, survey))
    expect_own_form(stand)
    if stand.visit is None or stand.draft is None:
        raise AstrayError(stand)
    version = catalogue().version(db.session, stand.draft.version_id)
    return Sitting(stand.place, stand.visit, stand.draft, version)


def expect_own_form(stand: Stand) -> None:
    """Raises `AstrayError`: no page is ever saved into a visit that it was not made for."""
    if request.method == "POST" and (stand.visit is None or not is_token(request.form.get(FIELD))):
        raise AstrayError(stand, foreign=stand.visit is not None)


def vault() -> Vault:
    found: Vault = current_app.extensions["vault"]
    return found
