"""Comments are kept with who said and who resolved them; nobody deletes one or answers it for another manuscript."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Audit, Manuscript, ManuscriptComment
from consult.services.refusals import FieldRefusedError
from consult.services.studio.comments import REVIEW, WRITING, add_comment, list_comments, resolve, set_stage
from tests.consult.services.studio.making import make_manuscript
from tests.factories import make_person


@pytest.fixture
def manuscript(session: Session) -> Manuscript:
    return make_manuscript(session)


def acts(session: Session, *actions: str) -> list[int | None]:
    session.flush()
    return list(session.scalars(select(Audit.person_id).where(Audit.action.in_(actions)).order_by(Audit.id)))


def test_blanks_are_no_comment(session: Session, manuscript: Manuscript) -> None:
    with pytest.raises(FieldRefusedError):
        add_comment(session, make_person(session), manuscript.id, "", " \n ")
    assert list_comments(session, manuscript.id) == []


def test_the_first_who_resolves_it_is_the_one_on_record(session: Session, manuscript: Manuscript) -> None:
    author, first, second = (make_person(session) for _ in range(3))
    comment = add_comment(session, author, manuscript.id, "why", " Too long. ")
    resolve(session, first, manuscript.id, comment.id, "Shortened.")
    resolve(session, second, manuscript.id, comment.id, "No, I did it.")
    (kept,) = list_comments(session, manuscript.id)
    assert (kept.words, kept.answer) == ("Too long.", "Shortened.")
    assert (kept.person_id, kept.resolved_by_id) == (author.id, first.id)
    assert acts(session, "comment made", "comment resolved") == [author.id, first.id]


def test_it_is_resolved_on_the_page_of_its_own_manuscript(session: Session, manuscript: Manuscript) -> None:
    comment = add_comment(session, make_person(session), manuscript.id, "", "Wait.")
    other = make_manuscript(session, slug="other")
    with pytest.raises(NotFoundError):
        resolve(session, make_person(session), other.id, comment.id, "Gone.")
    assert session.get_one(ManuscriptComment, comment.id).resolved_at is None


def test_what_is_open_stands_first(session: Session, manuscript: Manuscript) -> None:
    person = make_person(session)
    made = [add_comment(session, person, manuscript.id, "", words) for words in ("One", "Two", "Three")]
    resolve(session, person, manuscript.id, made[0].id, "Done.")
    assert [each.words for each in list_comments(session, manuscript.id)] == ["Two", "Three", "One"]


def test_offering_it_twice_is_one_act(session: Session, manuscript: Manuscript) -> None:
    person = make_person(session)
    for stage in (REVIEW, REVIEW, WRITING):
        set_stage(session, person, manuscript.id, stage)
    assert manuscript.stage == WRITING
    assert len(acts(session, f"manuscript in {REVIEW}")) == 1
    assert len(acts(session, f"manuscript in {WRITING}")) == 1
