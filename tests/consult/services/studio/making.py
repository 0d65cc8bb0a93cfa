"""Bundles and manuscripts to test with."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from consult.models import Manuscript, Person
from consult.services.studio.manuscripts import create
from surveys.library.templates import load_template

BEHIND = {
    "data_protection_officer": "dpo@example.org",
    "recipients": "Nobody outside the office.",
    "rejected": [{"title": "Doing it at once", "reason": "Nobody would have been asked."}],
    "documents": [
        {"title": "Equality", "kind": "equality", "body": "Nobody is affected more than others."},
        {"title": "Data protection", "kind": "data_protection", "body": "No personal data is used."},
    ],
}
TODAY = datetime.now(UTC).date()


def day(after: int) -> str:
    return (TODAY + timedelta(days=after)).isoformat()


def ready_bundle(template: str, **changes: Any) -> dict[str, Any]:
    """A template with all that only an office can say."""
    bundle = copy.deepcopy(load_template(template).bundle)
    bundle["proposal"] |= {"decision_due": day(150), "kept_until": day(500)} | copy.deepcopy(BEHIND)
    return bundle | {"opens_on": day(-1), "closes_on": day(60)} | changes


def make_manuscript(
    session: Session, person: Person | None = None, slug: str = "budget", **changes: Any
) -> Manuscript:
    """A committed manuscript of which nothing is missing."""
    made = create(session, person, slug, ready_bundle("budget", **changes))
    session.commit()
    return made
