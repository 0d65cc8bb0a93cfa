"""The plan of a survey: written by staff, tried out, approved by a second person."""

from flask import Flask

from consult.web.plans.routes import plans


def register(app: Flask) -> None:
    app.register_blueprint(plans)
