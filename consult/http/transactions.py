"""A request is a transaction: it is committed when an unsafe method ends well, and undone otherwise."""

from flask import Flask, Response, make_response, request
from sqlalchemy.exc import DBAPIError

from consult.extensions import db, undo
from consult.http.error_pages import show_fault

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FIRST_ERROR = 400


def register_transactions(app: Flask) -> None:
    app.after_request(end_transaction)


def end_transaction(response: Response) -> Response:
    """Commit or undo before the answer leaves, so that a confirmation is never sent for something not stored."""
    if request.method in SAFE or response.status_code >= FIRST_ERROR:
        undo()
        return response
    try:
        db.session.commit()
    except DBAPIError as error:
        undo()
        return make_response(show_fault(error))
    return response
