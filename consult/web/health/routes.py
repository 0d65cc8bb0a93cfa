"""Two addresses for whatever watches the service."""

from flask import Blueprint, Flask
from sqlalchemy import text

from consult.extensions import db

health = Blueprint("health", __name__)
Answer = tuple[dict[str, str], int]


def register(app: Flask) -> None:
    app.register_blueprint(health)


@health.get("/healthz")
def process_lives() -> Answer:
    return {"process": "alive"}, 200


@health.get("/readyz")
def can_serve() -> Answer:
    """Ready when a row could be written: the database answers and is not a read-only copy."""
    copying = db.session.scalar(text("SELECT pg_is_in_recovery()"))
    return ({"database": "read only"}, 503) if copying else ({"database": "ready"}, 200)
