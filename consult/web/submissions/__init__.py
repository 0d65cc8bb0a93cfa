"""What is heard beside the form: written submissions, notes of sessions, the register of consultees."""

from flask import Flask

from consult.web.submissions.consultees import consultees
from consult.web.submissions.sessions import sessions
from consult.web.submissions.written import submissions

__all__ = ["register"]


def register(app: Flask) -> None:
    for blueprint in (submissions, sessions, consultees):
        app.register_blueprint(blueprint)
