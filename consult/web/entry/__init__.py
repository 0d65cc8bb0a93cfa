"""Replies that staff type in for people, and the checks of what was typed."""

from flask import Flask

from consult.web.entry.checking import checking
from consult.web.entry.replies import entry

__all__ = ["register"]


def register(app: Flask) -> None:
    for blueprint in (entry, checking):
        app.register_blueprint(blueprint)
