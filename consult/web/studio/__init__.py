"""The studio: consultations are written, looked at, approved and corrected on pages of their own."""

from flask import Flask

from consult.web.studio.about import about
from consult.web.studio.approvals import approving
from consult.web.studio.listing import listing
from consult.web.studio.outline import outline
from consult.web.studio.questions import questions
from consult.web.studio.review import review
from consult.web.studio.rules import rules
from consult.web.studio.whole import whole

__all__ = ["register"]


def register(app: Flask) -> None:
    for blueprint in (listing, outline, questions, rules, about, whole, review, approving):
        app.register_blueprint(blueprint)
