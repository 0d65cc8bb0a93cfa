"""What a question's page is drawn with: somebody's own answer, where it stands, and until when it can be sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from flask_wtf import FlaskForm

from consult.services.consultations.catalogue import Listing
from consult.templating import moment
from consult.web.filling import Errors, FilledPage
from consult.web.public_place import Place, now
from consult.web.residents.pages import show_page
from consult.web.residents.visits.arrival import via
from consult.web.residents.visits.stands import Sitting
from consult.web.residents.visits.tokens import FIELD
from surveys.progress import progress
from surveys.questions import AnyQuestion
from surveys.routing import Route

SOON = timedelta(days=1)
BASE = "base"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields, what is wrong with it, and the button by which somebody wanted to leave.

    `kept` is the answer that is saved, where it is another one.
    """

    data: Mapping[str, Any]
    errors: Errors = field(default_factory=list)
    leaving: str = ""
    kept: tuple[str, ...] = ()


def show(sitting: Sitting, way: Route, question: AnyQuestion, typed: Typed) -> str:
    page = FilledPage(
        token=sitting.visit.form_token,
        progress=progress(sitting.version.questionnaire, way, question),
        data=typed.data,
        errors=typed.errors,
        mark=sitting.visit.mark,
        base=base_of(sitting.answers.get(question.name)),
        deadline=say_deadline(sitting.place.listing),
        leaving=typed.leaving,
        kept=typed.kept,
    )
    return show_page(sitting.place.listing, sitting.version, question, page, sitting.visit.lot)


def base_of(answer: object) -> str:
    """A short sign of an answer, by which a page knows whether it was changed since the page was made."""
    if answer is None:
        return ""
    plain = json.dumps(answer, sort_keys=True, ensure_ascii=False)
    return sha256(plain.encode()).hexdigest()[:12]


def say_deadline(listing: Listing) -> str:
    """Until when answers can be sent, on the last day and in the time that is left after closing."""
    if listing.paused_at is not None:
        return ""  # the notice of the pause says it
    if now() >= listing.closes_at:
        return (
            f"The consultation closed on {moment(listing.closes_at)}. You began before, so you can still send your "
            f"answers until {moment(listing.last_sending)}."
        )
    if now() >= listing.closes_at - SOON:
        return f"The consultation closes on {moment(listing.closes_at)}. Send your answers before that."
    return ""


def errors_of(form: FlaskForm) -> Errors:
    return [(field.name, str(field.errors[0])) for field in form if field.errors and field.name != FIELD]


def frame(place: Place) -> dict[str, object]:
    """What every page of a survey shows around its content."""
    return place.frame | {"via": via(place.listing)}
