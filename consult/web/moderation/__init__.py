"""Written views that wait for somebody to read them before they may be published."""

from flask import Flask

from consult.web.moderation.deciding import decided
from consult.web.moderation.routes import moderation

__all__ = ["register"]


def register(app: Flask) -> None:
    app.register_blueprint(moderation)
    app.register_blueprint(decided)
