"""What waits for a second person, and what became of what was asked for."""

from flask import Flask

from consult.web.approvals.routes import approvals

__all__ = ["register"]


def register(app: Flask) -> None:
    app.register_blueprint(approvals)
