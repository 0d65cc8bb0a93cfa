"""Facts that staff enter for the tests of a proposal, and the scorecard that staff and the commissioner see."""

from flask import Flask

from consult.web.facts.routes import facts
from consult.web.facts.scorecard import scorecard

__all__ = ["register"]


def register(app: Flask) -> None:
    app.register_blueprint(facts)
    app.register_blueprint(scorecard)
