"""The residents' face: from the list of consultations to a receipt. No account, no JavaScript needed."""

from flask import Flask

from consult.extensions import csrf
from consult.web.residents.answering import answering
from consult.web.residents.evidence import evidence
from consult.web.residents.information import information
from consult.web.residents.preview import preview

__all__ = ["register"]


def register(app: Flask) -> None:
    """Residents' forms check their token themselves, so that a stale one costs nobody a typed word."""
    for blueprint in (information, evidence, answering, preview):
        csrf.exempt(blueprint)
        app.register_blueprint(blueprint)
