"""The list of responses, one response, what is asked for and doubted about some, and their export."""

from flask import Flask

from consult.web.responses.asking import asking
from consult.web.responses.doubts import doubts
from consult.web.responses.routes import responses

__all__ = ["register"]


def register(app: Flask) -> None:
    for blueprint in (responses, asking, doubts):
        app.register_blueprint(blueprint)
