"""Two addresses for whatever watches the service."""

from flask import Blueprint, Flask, current_app

from consult.extensions import db
from consult.services.readiness import READY, Readiness

health = Blueprint("health", __name__)
Answer = tuple[dict[str, str], int]


def register(app: Flask) -> None:
    app.extensions["readiness"] = Readiness()
    app.register_blueprint(health)


@health.get("/healthz")
def process_lives() -> Answer:
    return {"process": "alive"}, 200


@health.get("/readyz")
def can_serve() -> Answer:
    """Ready when what people send can be stored: a row is written, and taken away again."""
    found = current_app.extensions["readiness"].find(db.engine)
    return {"database": found}, 200 if found == READY else 503
