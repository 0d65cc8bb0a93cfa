"""Preview links open what is not published: only with the whole token, and only until they expire or are ended."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Audit, Manuscript, PreviewLink
from consult.services.studio.manuscripts import Edit, save
from consult.services.studio.previews import end_link, list_links, make_link, open_link
from tests.consult.services.studio.making import make_manuscript
from tests.factories import make_person


@pytest.fixture
def manuscript(session: Session) -> Manuscript:
    return make_manuscript(session)


@pytest.fixture
def token(session: Session, manuscript: Manuscript) -> str:
    return make_link(session, make_person(session), manuscript.id)


def link_of(session: Session) -> PreviewLink:
    return session.scalars(select(PreviewLink)).one()


def test_it_shows_the_manuscript_as_it_is_now(session: Session, manuscript: Manuscript, token: str) -> None:
    later = Edit("Days", lambda bundle: bundle | {"closes_on": "2031-01-01"})
    save(session, make_person(session), manuscript.id, later)
    assert open_link(session, token).document["closes_on"] == "2031-01-01"


def test_who_reads_the_database_cannot_follow_it(session: Session, token: str) -> None:
    link = link_of(session)
    kept = [getattr(link, column.name) for column in PreviewLink.__table__.columns]
    told = session.scalars(select(Audit.detail).where(Audit.action == "preview link made")).one()
    assert token not in str([*kept, told])
    assert token.encode() not in link.token_hash


@pytest.mark.parametrize("spoil", [str.swapcase, lambda token: token[:-1], lambda _token: ""])
def test_half_a_token_opens_nothing(session: Session, token: str, spoil: type[str]) -> None:
    with pytest.raises(NotFoundError):
        open_link(session, spoil(token))


@pytest.mark.parametrize(("age", "leads"), [("13 days 23 hours", True), ("14 days 1 second", False)])
def test_it_leads_somewhere_for_two_weeks_and_not_a_moment_longer(
    session: Session, owner_session: Session, token: str, age: str, leads: bool
) -> None:
    session.commit()
    owner_session.execute(
        text("UPDATE preview_link SET expires_at = expires_at - CAST(:age AS interval)"), {"age": age}
    )
    owner_session.commit()
    assert bool(list_links(session, link_of(session).manuscript_id)) is leads
    with nullcontext() if leads else pytest.raises(NotFoundError):
        open_link(session, token)


def test_a_new_one_expires_in_two_weeks(session: Session, token: str) -> None:
    left = session.scalars(select(PreviewLink.expires_at - func.now())).one()
    assert open_link(session, token)
    assert left == timedelta(days=14)


def test_once_ended_it_leads_nowhere_and_the_others_still_do(
    session: Session, manuscript: Manuscript, token: str
) -> None:
    first = link_of(session).id
    other = make_link(session, make_person(session), manuscript.id)
    end_link(session, make_person(session), manuscript.id, first)
    with pytest.raises(NotFoundError):
        open_link(session, token)
    assert open_link(session, other)
    assert [each.id for each in list_links(session, manuscript.id)] == [first + 1]


def test_it_is_ended_on_the_page_of_its_own_manuscript(session: Session, token: str) -> None:
    other = make_manuscript(session, slug="other")
    with pytest.raises(NotFoundError):
        end_link(session, make_person(session), other.id, link_of(session).id)
    assert open_link(session, token)


def test_who_made_and_who_ended_it_is_on_record(session: Session, manuscript: Manuscript) -> None:
    maker, ender = make_person(session), make_person(session)
    make_link(session, maker, manuscript.id)
    end_link(session, ender, manuscript.id, link_of(session).id)
    session.flush()
    query = select(Audit.action, Audit.person_id).where(Audit.action.startswith("preview link"))
    assert session.execute(query.order_by(Audit.id)).all() == [
        ("preview link made", maker.id),
        ("preview link ended", ender.id),
    ]
