"""A copy takes over the words of a consultation and none of its promises; what is published is not changed by it."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Consultation, Manuscript
from consult.services.studio.sources import copy_of, export, manuscript_of, named, take_up
from tests.consult.services.studio.making import make_manuscript
from tests.factories import SLUG, change_proposal, make_consultation, make_person, survey_of


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.mark.parametrize("field", ["decision_due", "kept_until"])
def test_a_copy_promises_no_day_of_the_one_before(session: Session, field: str) -> None:
    manuscript = make_manuscript(session)
    made = copy_of(session, str(manuscript.id))
    assert field not in made["proposal"]
    assert {"opens_on", "closes_on"}.isdisjoint(made)
    assert made["proposal"]["recipients"] == "Nobody outside the office."


def test_changing_a_copy_leaves_what_is_published(session: Session, consultation: Consultation) -> None:
    title = consultation.document["title"]
    made = copy_of(session, SLUG)
    made["proposal"]["title"] = made["questionnaire"]["title"] = "Another"
    made["questionnaire"]["sections"].clear()
    assert consultation.document["title"] == title
    assert survey_of(consultation).versions[-1].document["sections"]


def test_what_is_exported_is_the_proposal_as_it_is_now(session: Session, consultation: Consultation) -> None:
    change_proposal(session, consultation)
    session.expire_all()
    bundle = export(session, SLUG)
    assert bundle["proposal"]["summary"] == "Only a trial is proposed now."
    assert bundle["closes_on"] == consultation.closes_at.date().isoformat()


@pytest.mark.parametrize("read", [export, copy_of])
def test_what_was_never_published_is_not_there(session: Session, read: Any) -> None:
    with pytest.raises(NotFoundError):
        read(session, "unknown")


def test_two_who_take_it_up_work_on_one_manuscript(session: Session, consultation: Consultation) -> None:
    first, second = (take_up(session, make_person(session), SLUG) for _ in range(2))
    assert first.id == second.id == manuscript_of(session, consultation.id)
    assert len(session.scalars(select(Manuscript)).all()) == 1


def test_a_manuscript_of_invented_replies_says_so(session: Session, consultation: Consultation) -> None:
    consultation.synthetic = True
    session.flush()
    assert take_up(session, make_person(session), SLUG).synthetic


def test_a_new_title_stands_in_both_parts_and_changes_nothing_else() -> None:
    bundle = {"proposal": {"title": "Old", "summary": "So"}, "questionnaire": {"title": "Old"}, "format": "1"}
    assert named(bundle, "New") == {
        "proposal": {"title": "New", "summary": "So"},
        "questionnaire": {"title": "New"},
        "format": "1",
    }
