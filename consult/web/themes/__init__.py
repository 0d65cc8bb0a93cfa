"""Suggested themes: start a search, watch it, look at what it found."""

from flask import Flask

from consult.web.themes.routes import themes

__all__ = ["register"]


def register(app: Flask) -> None:
    app.register_blueprint(themes)
