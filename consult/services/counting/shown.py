"""The newest snapshot and the number of replies, for pages that load no numbers library."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.models import Pulse, Snapshot


def read_snapshot(session: Session, survey_id: int) -> Snapshot | None:
    """The newest snapshot, None before there are enough replies for one."""
    query = select(Snapshot).where(Snapshot.survey_id == survey_id).order_by(Snapshot.number.desc())
    return session.scalars(query.limit(1)).one_or_none()


def count_replies(session: Session, survey_ids: Sequence[int]) -> int:
    """How many replies to these surveys have been counted."""
    found = session.scalar(select(func.sum(Pulse.replies)).where(Pulse.survey_id.in_(survey_ids)))
    return int(found or 0)
