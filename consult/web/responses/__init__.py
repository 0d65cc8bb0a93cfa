"""The list of responses, one response, and their export."""

from flask import Flask

from consult.web.responses.routes import responses

__all__ = ["register"]


def register(app: Flask) -> None:
    app.register_blueprint(responses)
