"""The record of what was done by whom, for staff to search."""

from flask import Flask

from consult.web.audit.routes import audit

__all__ = ["register"]


def register(app: Flask) -> None:
    app.register_blueprint(audit)
