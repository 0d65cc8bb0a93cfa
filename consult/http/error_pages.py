"""Every error as a page: an honest status, what to do, and nothing that was typed is lost."""

from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException

from consult.errors import ConsultError, ForbiddenError, NotFoundError, StaleFormError, UnavailableError
from consult.extensions import undo
from consult.http.faults import find_meaning, note_fault
from consult.http.typed import sent_form, typed_text

RETRY_SECONDS = 20
TEMPLATE = "errors/problem.html"

OWN_PAGES: dict[int, type[ConsultError]] = {403: ForbiddenError, 404: NotFoundError, 503: UnavailableError}
TITLES = {
    400: "There is a problem with what was sent",
    405: "This page cannot be used that way",
    408: "The connection was too slow",
    413: "That is too much to send at once",
    415: "This cannot be read here",
    429: "Too many attempts",
}
MESSAGES = {
    400: "Go back, reload the page and try again.",
    405: "Go back to the start and use the links and buttons of the pages.",
    408: "Try again when your connection is better.",
    413: "One page can take about 20,000 characters of text. Shorten what you wrote and send it again.",
    415: "Pages take what their own forms send. Go back, reload the page and send it again.",
    429: "Wait a few minutes, then try again.",
    500: "Try again later. If you were answering questions, your saved pages are kept.",
}

Page = tuple[str, int] | tuple[str, int, dict[str, str]]


def register_errors(app: Flask) -> None:
    """Tie every error to a page with an honest status."""
    app.register_error_handler(ConsultError, show_error)
    app.register_error_handler(CSRFError, show_stale_form)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(Exception, show_fault)


def show_error(error: ConsultError) -> Page:
    """The error's own page; after an outage the same form can be sent again with one press."""
    if error.status == UnavailableError.status:
        return _show_outage(error)
    return _show(error.status, error.title, error.message)


def show_stale_form(_error: CSRFError) -> Page:
    """A form that was open too long, or sent from elsewhere: nothing was saved, nothing typed is lost."""
    return show_error(StaleFormError())


def show_http_error(error: HTTPException) -> Page:
    """Werkzeug's own errors in our words."""
    status = error.code or 500
    if status in OWN_PAGES:
        return show_error(OWN_PAGES[status]())
    title = TITLES.get(status, "Sorry, there is a problem with the service")
    return _show(status, title, MESSAGES.get(status, ""))


def show_fault(error: Exception) -> Page:
    """A state of the database in its own words; anything else is a fault of ours, and goes into the log."""
    if isinstance(error, NoResultFound):
        return show_error(NotFoundError())
    meaning = find_meaning(error)
    if meaning is None:
        current_app.logger.error("%s %s", request.method, request.endpoint, exc_info=error)
        return _show(500, "Sorry, there is a problem with the service", MESSAGES[500])
    note_fault(error)
    undo()
    return show_error(meaning)


def _show(status: int, title: str, message: str) -> Page:
    """A page may ask the database who is signed in; where that fails there is an outage besides."""
    try:
        page = render_template(TEMPLATE, title=title, message=message, typed=typed_text())
    except Exception as error:
        if find_meaning(error) is None:
            raise
        undo()
        return _show_outage(UnavailableError())
    return page, status


def _show_outage(error: ConsultError) -> Page:
    """Drawn without the database: what other pages know of who is signed in is left out."""
    page = {"title": error.title, "message": error.message, "typed": typed_text(), "resend": sent_form()}
    drawn = current_app.jinja_env.get_template(TEMPLATE).render(page)
    return drawn, error.status, {"Retry-After": str(RETRY_SECONDS)}
