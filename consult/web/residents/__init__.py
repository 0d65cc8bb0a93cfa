"""The residents' face: from the list of consultations to a receipt. No account, no JavaScript needed."""

from flask import Flask

from consult.errors import DraftExpiredError
from consult.extensions import csrf
from consult.web.residents.answering import answering
from consult.web.residents.evidence import evidence
from consult.web.residents.information import information
from consult.web.residents.inviting import inviting
from consult.web.residents.leaving import leaving
from consult.web.residents.preview import preview
from consult.web.residents.sending import sending
from consult.web.residents.starting import starting
from consult.web.residents.visits.refusals import show_lost, show_way
from consult.web.residents.visits.stands import AstrayError

__all__ = ["register"]


WITH_A_VISIT = (starting, inviting, answering, sending, leaving)


def register(app: Flask) -> None:
    """Residents' forms check their token themselves, so that a stale one costs nobody a typed word."""
    app.register_error_handler(AstrayError, show_way)
    app.register_error_handler(DraftExpiredError, show_lost)
    for blueprint in (information, evidence, preview, *WITH_A_VISIT):
        csrf.exempt(blueprint)
        app.register_blueprint(blueprint)
