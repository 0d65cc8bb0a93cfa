"""The newest snapshot, for pages that load no numbers library."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Snapshot


def read_snapshot(session: Session, survey_id: int) -> Snapshot | None:
    """The newest snapshot, None before there are enough replies for one."""
    query = select(Snapshot).where(Snapshot.survey_id == survey_id).order_by(Snapshot.number.desc())
    return session.scalars(query.limit(1)).one_or_none()
