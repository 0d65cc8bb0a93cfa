"""Who is asking for a page: the visit in the cookie, its draft, and what it may see."""

from dataclasses import dataclass
from typing import cast

from flask import Response, current_app, request

from consult.errors import DraftExpiredError
from consult.extensions import db
from consult.security import cookie_name
from consult.services.answering.drafts import Answers, Draft, read_draft
from consult.services.answering.submissions import is_sent
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import ArmEntry, Listing, Version
from consult.services.consultations.publishing import OPEN_LINK, PARTNER_LINK
from consult.services.vault import Vault
from consult.settings import Settings
from consult.web.public_place import Place, catalogue, find_place
from consult.web.residents.tokens import expect_token

COOKIE_SECONDS = 30 * 24 * 3600


class AlreadySentError(Exception):
    """The visit's response was stored before; its confirmation is shown instead."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.address)
        self.place = place


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


def settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def vault() -> Vault:
    found: Vault = current_app.extensions["vault"]
    return found


def reached_by(listing: Listing) -> ArmEntry:
    """The partner whose link was followed, by the code in the address; any other code is the open link."""
    arm = listing.arms.get(request.args.get("via", "").strip().lower())
    return arm if arm is not None and arm.kind == PARTNER_LINK else listing.arms[OPEN_LINK]


def via(listing: Listing) -> str:
    """What carries a partner's link on to the next page."""
    arm = reached_by(listing)
    return f"?via={arm.code}" if arm.kind == PARTNER_LINK else ""


def current_visit(place: Place) -> Visit | None:
    return Visit.from_cookie(request.cookies.get(_cookie(place)))


def find_sitting(consultation: str, survey: str) -> Sitting:
    """Raises `AlreadySentError` after sending, `DraftExpiredError` when nothing is kept."""
    place = find_place(consultation, survey)
    visit = current_visit(place)
    if visit is not None:
        expect_token(visit.form_token)
    try:
        draft = read_draft(db.session, visit)
    except DraftExpiredError:
        if visit is not None and is_sent(db.session, visit):
            raise AlreadySentError(place) from None
        raise
    return Sitting(place, cast("Visit", visit), draft, catalogue().version(db.session, draft.version_id))


def remember_visit(response: Response, place: Place, visit: Visit) -> Response:
    response.set_cookie(
        _cookie(place),
        visit.cookie,
        max_age=COOKIE_SECONDS,
        secure=settings().secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def _cookie(place: Place) -> str:
    return cookie_name(settings(), f"visit-{place.survey.id}")
