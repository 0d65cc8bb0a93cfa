"""Which wordings may be quoted now: published by the newest decision, with the writer's consent, and counted."""

from collections.abc import Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consult.models import Moderation, Response, Statement


def quotable() -> Select[int, int, str]:
    """Decisions (id, statement_id, wording) that hold today; one that was overruled or taken back is not there."""
    newest = select(func.max(Moderation.id)).group_by(Moderation.statement_id)
    return (
        select(Moderation.id, Moderation.statement_id, Moderation.wording)
        .join(Statement, Statement.id == Moderation.statement_id)
        .join(Response, Response.id == Statement.response_id)
        .where(
            Moderation.id.in_(newest),
            Moderation.decision == "publish",
            Response.may_publish,
            Response.state == "counted",
        )
    )


def wordings(session: Session, decisions: Iterable[int]) -> dict[int, str]:
    """The wordings of decisions, without those that may no longer be quoted."""
    query = quotable().where(Moderation.id.in_(list(decisions)))
    return {row.id: row.wording for row in session.execute(query)}
