"""What can go wrong, each with its status and its words; services raise, only the handlers here catch."""

from typing import Any

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from psycopg import OperationalError as DriverError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from surveys.reading.reader import CODE
from surveys.writing.cleaning import clean

RETRY_SECONDS = 20
LONGEST_KEPT = 100_000
OWN_FIELDS = frozenset({"csrf_token"})


class ConsultError(Exception):
    """Base of the errors people see; `title` and `message` are shown to them."""

    status = 400
    title = "There is a problem"
    message = "Something in what was sent could not be understood."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)
        self.message = message or self.message


class NotFoundError(ConsultError):
    status = 404
    title = "Page not found"
    message = (
        "If you typed the web address, check it is correct. If you pasted it, check you copied all of it."
    )


class ForbiddenError(ConsultError):
    status = 403
    title = "You do not have access to this page"
    message = "Your account does not include this page. Ask the consultation's administrator if you need it."


class DraftExpiredError(ConsultError):
    status = 410
    title = "Your answers are no longer kept here"
    message = (
        "Answers that are not sent are deleted after some days, and when they were sent already. "
        "If you had not finished, you can start again."
    )


class StaleFormError(ConsultError):
    title = "This page was open for too long"
    message = "Nothing was saved. Go back, reload the page and send it again."


class UnavailableError(ConsultError):
    status = 503
    title = "Sorry, the service is not available"
    message = "Nothing you sent in the last step has been saved yet. Wait a minute, then try again."


def register_errors(app: Flask) -> None:
    """Tie every error to a page with an honest status."""
    app.register_error_handler(ConsultError, show_error)
    app.register_error_handler(CSRFError, show_stale_form)
    app.register_error_handler(HTTPException, show_http_error)
    for kind in (OperationalError, PoolTimeout, DriverError):
        app.register_error_handler(kind, show_unavailable)
    app.register_error_handler(DBAPIError, show_database_error)


Page = tuple[str, int] | tuple[str, int, dict[str, str]]


def show_error(error: ConsultError) -> Page:
    """The error's own page; after an outage the same form can be sent again with one press."""
    outage = error.status == UnavailableError.status
    page = render_template(
        "errors/problem.html",
        title=error.title,
        message=error.message,
        typed=typed_text(),
        resend=sent_form() if outage else None,
    )
    return (page, error.status, {"Retry-After": str(RETRY_SECONDS)}) if outage else (page, error.status)


def show_stale_form(_error: CSRFError) -> Page:
    """A form that was open too long, or sent from elsewhere: nothing was saved, nothing typed is lost."""
    return show_error(StaleFormError())


def show_http_error(error: HTTPException) -> Page:
    """Werkzeug's own errors in our words."""
    status = error.code or 500
    if status in OWN_PAGES:
        return show_error(OWN_PAGES[status]())
    page = render_template(
        "errors/problem.html",
        title=TITLES.get(status, "Sorry, there is a problem with the service"),
        message=MESSAGES.get(status, ""),
        typed=typed_text(),
    )
    return page, status


def show_unavailable(_error: Exception) -> Page:
    return show_error(UnavailableError())


def show_database_error(error: DBAPIError) -> Page:
    """A lost connection is an outage; anything else the database refuses is a fault of ours."""
    if error.connection_invalidated:
        return show_unavailable(error)
    raise error


def sent_fields() -> list[tuple[str, str]]:
    """The fields of the form that was sent, as far as they can be read."""
    if request.method != "POST":
        return []
    try:
        return [(name, text[:LONGEST_KEPT]) for name, text in request.form.items(multi=True)]
    except HTTPException:
        return []


def sent_form() -> dict[str, Any] | None:
    fields = sent_fields()
    return {"action": request.path, "fields": fields} if fields else None


def typed_text() -> list[str]:
    """What the person had typed, to be shown again, without the codes of choices."""
    words = (text for name, text in sent_fields() if name not in OWN_FIELDS)
    return [text for text in words if clean(text) and not CODE.fullmatch(text)]


OWN_PAGES: dict[int, type[ConsultError]] = {403: ForbiddenError, 404: NotFoundError, 503: UnavailableError}
TITLES = {
    400: "There is a problem with what was sent",
    405: "This page cannot be used that way",
    408: "The connection was too slow",
    413: "That is too much to send at once",
    429: "Too many attempts",
}
MESSAGES = {
    400: "Go back, reload the page and try again.",
    405: "Go back to the start and use the links and buttons of the pages.",
    408: "Try again when your connection is better.",
    413: "One page can take about 20,000 characters of text. Shorten what you wrote and send it again.",
    429: "Wait a few minutes, then try again.",
    500: "Try again later. If you were answering questions, your saved pages are kept.",
}
