"""Where a visitor goes next, and what a page is drawn with."""

from flask import request
from flask_wtf import FlaskForm

from consult.services.answering.drafts import Answers
from consult.web.filling import Errors, FilledPage
from consult.web.public_place import Place
from consult.web.residents.pages import show_page
from consult.web.residents.visiting import Sitting, via
from surveys.progress import progress
from surveys.questions import AnyQuestion
from surveys.routing import Route

STALE = "This page was open for too long. Nothing is lost: select the button once more"
TOKEN = "csrf_token"  # noqa: S105 - the name of a field


def next_step(place: Place, way: Route, answers: Answers, after: str = "") -> str:
    """The address to go to: the next page, or after a change whatever has become visible, or the check."""
    changing = comes_from_check()
    if after in way.names and not changing:
        following = way.questions[way.names.index(after) + 1 :]
        return place.question(following[0].name) if following else f"{place.address}/check-answers"
    unseen = first_unseen(way, answers)
    if unseen is None:
        return f"{place.address}/check-answers"
    return place.question(unseen.name) + ("?from=check" if changing else "")


def first_unseen(way: Route, answers: Answers) -> AnyQuestion | None:
    """The first question on the way that was neither answered nor passed over."""
    return next((question for question in way.questions if question.name not in answers), None)


def show(sitting: Sitting, way: Route, question: AnyQuestion, data: Answers, errors: Errors) -> str:
    names = way.names
    position = names.index(question.name) if question.name in names else 0
    if comes_from_check():
        back = f"{sitting.place.address}/check-answers"
    else:
        back = sitting.place.question(names[position - 1]) if position else f"{sitting.place.address}/start"
    shown = progress(sitting.version.questionnaire, way, question)
    page = FilledPage(sitting.visit.form_token, shown, back, data, errors)
    return show_page(sitting.place.listing, sitting.version, question, page)


def errors_of(form: FlaskForm) -> Errors:
    stale = [("main-content", STALE)] if form.errors.get(TOKEN) else []
    return stale + [
        (field.name, str(field.errors[0])) for field in form if field.errors and field.name != TOKEN
    ]


def frame(place: Place) -> dict[str, object]:
    """What every page of a survey shows around its content."""
    listing = place.listing
    return {
        "place": place,
        "listing": listing,
        "proposal": listing.proposal,
        "synthetic": listing.synthetic,
        "via": via(listing),
    }


def comes_from_check() -> bool:
    """Whether the page was opened by a Change link of the check page."""
    return request.args.get("from") == "check"
