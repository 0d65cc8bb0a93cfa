"""Comments on a manuscript: said by anybody on staff, resolved one by one, and none is deleted."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from consult.errors import NotFoundError
from consult.models import Manuscript, ManuscriptComment, Person
from consult.services import audit
from consult.services.refusals import FieldRefusedError

WRITING, REVIEW = "writing", "review"


def add_comment(
    session: Session, person: Person, manuscript_id: int, question: str, words: str
) -> ManuscriptComment:
    """`question` is empty for a comment on the whole; raises `FieldRefusedError` without words."""
    if not words.strip():
        raise FieldRefusedError("words", "Write your comment")
    comment = ManuscriptComment(
        manuscript_id=manuscript_id, question=question, words=words.strip(), person_id=person.id
    )
    session.add(comment)
    session.flush()
    audit.record(session, person, "comment made", f"manuscript:{manuscript_id}", comment=comment.id)
    return comment


def resolve(session: Session, person: Person, manuscript_id: int, comment_id: int, answer: str) -> None:
    """Say that a comment is dealt with; twice changes nothing. Raises `NotFoundError`."""
    comment = session.get(ManuscriptComment, comment_id, with_for_update=True, populate_existing=True)
    if comment is None or comment.manuscript_id != manuscript_id:
        raise NotFoundError
    if comment.resolved_at is None:
        comment.answer, comment.resolved_by_id = answer.strip(), person.id
        comment.resolved_at = session.scalars(select(func.now())).one()
        session.flush()
        audit.record(session, person, "comment resolved", f"manuscript:{manuscript_id}", comment=comment_id)


def list_comments(session: Session, manuscript_id: int) -> list[ManuscriptComment]:
    """Open ones first, then the newest resolved ones."""
    query = (
        select(ManuscriptComment)
        .where(ManuscriptComment.manuscript_id == manuscript_id)
        .order_by(ManuscriptComment.resolved_at.desc().nulls_first(), ManuscriptComment.id)
        .options(joinedload(ManuscriptComment.person), joinedload(ManuscriptComment.resolved_by))
    )
    return list(session.scalars(query))


def set_stage(session: Session, person: Person, manuscript_id: int, stage: str) -> None:
    """Offer a manuscript to colleagues to look at, or take it back to write on."""
    manuscript = session.get_one(Manuscript, manuscript_id, with_for_update=True)
    if manuscript.stage != stage:
        manuscript.stage = stage
        session.flush()
        audit.record(session, person, f"manuscript in {stage}", f"manuscript:{manuscript_id}")
