"""Sending: all answers on one page to check, the receipt, and a copy of what was sent."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.answering.standing import Sent, read_copy
from consult.services.answering.submissions import (
    ClosedError,
    EmptyError,
    IncompleteError,
    PausedError,
    submit,
)
from consult.services.consultations.catalogue import ArmEntry, Phase
from consult.services.records.retention import DRAFT_DAYS
from consult.web.filling import Errors
from consult.web.public_place import ADDRESS, catalogue, find_place, now
from consult.web.residents.closing import show_if_too_late, show_not_open, show_too_late
from consult.web.residents.forms import VisitForm
from consult.web.residents.review import read_review
from consult.web.residents.showing import frame, say_deadline
from consult.web.residents.steps import first_unseen
from consult.web.residents.visits.stands import (
    AstrayError,
    Sitting,
    Stand,
    State,
    expect_own_form,
    find_sitting,
    find_stand,
    vault,
)
from surveys.routing import route

sending = Blueprint("sending", __name__, url_prefix=ADDRESS)

UNPROCESSABLE = 422
LOST_CODE = "lost-code"
EMPTY = "You have not answered anything on the matter yet. Answer at least one question before you send"
Page = Response | str | tuple[str, int]


@dataclass(frozen=True)
class Receipt:
    """What a browser may show of a reply that it sent."""

    stand: Stand
    sent: Sent
    code: str
    arm: ArmEntry


@sending.get("/check-answers")
def check(consultation: str, survey: str) -> Page:
    """All answers so far, with links to change them; always reachable, whatever was not answered."""
    sitting = find_sitting(consultation, survey)
    return show_if_too_late(sitting) or show_check(sitting)


@sending.post("/check-answers")
def send(consultation: str, survey: str) -> Page:
    """Send them; sent before, the receipt is the same."""
    stand = find_stand(find_place(consultation, survey))
    expect_own_form(stand)
    if stand.visit is None or stand.state is State.LOST:
        raise AstrayError(stand)
    try:
        submit(db.session, catalogue(), vault(), stand.place.listing, stand.visit)
    except PausedError:
        return show_not_open(find_stand(find_place(consultation, survey, fresh=True)), sent=True)
    except ClosedError:
        return show_too_late(find_sitting(consultation, survey))
    except (IncompleteError, EmptyError) as missing:
        return show_missing(find_sitting(consultation, survey), missing), UNPROCESSABLE
    return redirect(f"{stand.place.address}/confirmation{about_code(stand)}")


@sending.get("/confirmation")
def confirm(consultation: str, survey: str) -> Page:
    """The receipt, as often as it is asked for by the browser that sent the response."""
    return show_receipt("residents/confirmation.html", find_receipt(consultation, survey))


@sending.get("/copy")
def copy(consultation: str, survey: str) -> Page:
    """What was sent, to read, print or keep."""
    return show_receipt("residents/copy.html", find_receipt(consultation, survey))


def show_receipt(template: str, receipt: Receipt) -> str:
    """The receipt with what was sent, as far as it is still kept."""
    version = catalogue().version(db.session, receipt.sent.version_id)
    answers = read_copy(db.session, vault(), version, receipt.sent)
    return render_template(
        template,
        receipt=receipt,
        review=read_review(version.questionnaire, answers),
        version=version,
        closed=receipt.stand.place.listing.phase(now()) is Phase.CLOSED,
        days=DRAFT_DAYS.days,
        lost_code=LOST_CODE in request.args,
        form=VisitForm(),
        **frame(receipt.stand.place),
    )


def about_code(stand: Stand) -> str:
    """Whether somebody else had used the code in the meantime, so that the reply counts without it."""
    if stand.draft is None or stand.draft.invitation_hash is None:
        return ""
    sent = find_stand(stand.place).sent
    return "" if sent is None or sent.arm_id == stand.draft.arm_id else f"?{LOST_CODE}=yes"


def find_receipt(consultation: str, survey: str) -> Receipt:
    """Raises `AstrayError` where nothing was sent."""
    stand = find_stand(find_place(consultation, survey))
    if stand.visit is None or stand.sent is None:
        raise AstrayError(stand)
    return Receipt(stand, stand.sent, stand.visit.receipt, stand.place.listing.arm(stand.sent.arm_id))


def show_check(sitting: Sitting, errors: Errors | None = None) -> str:
    return render_template(
        "residents/check.html",
        review=read_review(sitting.version.questionnaire, sitting.answers),
        unseen=first_unseen(route(sitting.version.questionnaire, sitting.answers), sitting.answers),
        draft=sitting.draft,
        deadline=say_deadline(sitting.place.listing),
        form=VisitForm(),
        errors=errors or [],
        **frame(sitting.place),
    )


def show_missing(sitting: Sitting, missing: IncompleteError | EmptyError) -> str:
    question = sitting.version.questionnaire.questions_by_name[missing.question]
    message = EMPTY if isinstance(missing, EmptyError) else question.missing or f"Answer “{question.label}”"
    return show_check(sitting, [(question.name, message)])
