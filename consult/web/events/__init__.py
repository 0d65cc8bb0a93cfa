"""Events of a consultation: a material change of the proposal, a later closing."""

from flask import Flask

from consult.web.events.changes import changes
from consult.web.events.life import life
from consult.web.events.routes import events

__all__ = ["register"]


def register(app: Flask) -> None:
    app.register_blueprint(events)
    app.register_blueprint(changes)
    app.register_blueprint(life)
