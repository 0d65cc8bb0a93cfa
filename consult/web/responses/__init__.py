"""The list of responses, one response, doubts about some, and their export."""

from flask import Flask

from consult.web.responses.doubts import doubts
from consult.web.responses.routes import responses

__all__ = ["register"]


def register(app: Flask) -> None:
    app.register_blueprint(responses)
    app.register_blueprint(doubts)
