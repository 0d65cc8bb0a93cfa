"""Publishing: by two people, exactly what was asked for; corrections change words only, and replies stay together."""

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Consultation, ConsultationEvent, Manuscript, Response, SurveyVersion
from consult.services.acts import approve
from consult.services.approvals.asking import AnswerRefusedError
from consult.services.consultations.catalogue import Catalogue, Phase
from consult.services.counting.cubes import newest_version, read_cube
from consult.services.studio.comments import add_comment, list_comments, resolve
from consult.services.studio.manuscripts import Document, Edit, save
from consult.services.studio.publishing import PublicationRefusedError, ask_correction, ask_publication
from consult.worker.counting import CountingLoop
from surveys.drafting.outline import find_question, move_question, remove_question
from tests.consult.services.studio.making import TODAY, make_manuscript
from tests.factories import make_person, send_reply


@pytest.fixture
def manuscript(session: Session) -> Manuscript:
    return make_manuscript(session)


@pytest.fixture
def published(session: Session, manuscript: Manuscript) -> Consultation:
    approve(
        session, make_person(session), ask_publication(session, make_person(session), manuscript.id, "Ready.")
    )
    consultation = session.scalars(select(Consultation)).one()
    consultation.opens_at -= timedelta(hours=1)
    session.commit()
    return consultation


def reworded(session: Session, manuscript: Manuscript, name: str = "why", **fields: Any) -> None:
    def change(bundle: Document) -> Document:
        made = copy.deepcopy(bundle)
        find_question(made["questionnaire"], name).update(fields)
        return made

    save(session, None, manuscript.id, Edit("Words", change))


def test_nobody_publishes_alone(session: Session, manuscript: Manuscript) -> None:
    author = make_person(session)
    asked = ask_publication(session, author, manuscript.id, "Ready.")
    with pytest.raises(AnswerRefusedError, match="Somebody else has to answer"):
        approve(session, author, asked)
    with pytest.raises(PublicationRefusedError, match="waits for an answer"):
        ask_publication(session, make_person(session), manuscript.id, "Again.")
    approve(session, make_person(session, "pcc"), asked)
    listing = Catalogue(fresh_seconds=0).listing(session, "budget")
    assert listing.phase(listing.opens_at) is Phase.OPEN


def test_what_was_changed_since_is_not_published(session: Session, manuscript: Manuscript) -> None:
    asked = ask_publication(session, make_person(session), manuscript.id, "Ready.")
    reworded(session, manuscript, title="Other words?")
    with pytest.raises(AnswerRefusedError, match="changed after it was asked for"):
        approve(session, make_person(session), asked)


def test_comments_hold_it_back_until_each_is_resolved(session: Session, manuscript: Manuscript) -> None:
    person = make_person(session)
    comment = add_comment(session, person, manuscript.id, "why", "Too long.")
    with pytest.raises(PublicationRefusedError, match="All comments are resolved"):
        ask_publication(session, person, manuscript.id, "Ready.")
    resolve(session, person, manuscript.id, comment.id, "Shortened.")
    resolve(session, make_person(session), manuscript.id, comment.id, "Again.")
    assert [each.answer for each in list_comments(session, manuscript.id)] == ["Shortened."]
    assert ask_publication(session, person, manuscript.id, "Ready.")


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"opens_on": ""}, "A first and a last day to answer"),
        (
            {"closes_on": (TODAY.replace(year=2020)).isoformat(), "opens_on": "2019-01-01"},
            "The last day lies ahead",
        ),
    ],
)
def test_what_is_missing_is_told(session: Session, changes: dict[str, Any], missing: str) -> None:
    made = make_manuscript(session, slug="other", **changes)
    with pytest.raises(PublicationRefusedError, match=missing):
        ask_publication(session, make_person(session), made.id, "Ready.")


def correct(session: Session, manuscript: Manuscript) -> None:
    asked = ask_correction(session, make_person(session), manuscript.id, "A word was missing.")
    approve(session, make_person(session), asked)
    session.commit()


def test_corrected_words_are_public_and_replies_stay_in_one_count(
    session: Session, manuscript: Manuscript, published: Consultation, worker_engine: Engine
) -> None:
    send_reply(session, published, "open_link", {"support": None, "amount": "nothing"})
    reworded(session, manuscript, "amount", title="How much more should Band D pay a year?")
    correct(session, manuscript)
    send_reply(session, published, "open_link", {"support": None, "amount": "to_5"})
    session.commit()
    loop = CountingLoop(worker_engine)
    loop.step()
    loop.leadership.resign()
    catalogue = Catalogue(fresh_seconds=0)
    newest = newest_version(session, catalogue, published.surveys[0].id)
    assert (newest.number, read_cube(session, catalogue, newest).table().total) == (2, 2.0)
    versions = session.scalars(
        select(SurveyVersion.number).join(Response, Response.version_id == SurveyVersion.id)
    )
    assert sorted(versions) == [1, 2], "each reply keeps the version that it answered"
    event = session.scalars(select(ConsultationEvent)).one()
    assert (event.kind, event.why) == ("correction", "A word was missing.")
    assert "“How much more should Band D pay a year?”" in event.what


def with_option(document: Document) -> Document:
    find_question(document, "amount")["options"].append({"code": "more", "label": "More"})
    return document


MORE_THAN_WORDS: list[Callable[[Document], Document]] = [
    lambda document: remove_question(document, "why"),
    lambda document: move_question(document, "why", -1),
    with_option,
    lambda document: document | {"primary": "amount"},
]


@pytest.mark.parametrize("change", MORE_THAN_WORDS)
def test_more_than_words_is_no_correction(
    session: Session, manuscript: Manuscript, published: Consultation, change: Callable[[Document], Document]
) -> None:
    def changed(bundle: Document) -> Document:
        return bundle | {"questionnaire": change(copy.deepcopy(bundle["questionnaire"]))}

    save(session, None, manuscript.id, Edit("More", changed))
    with pytest.raises(PublicationRefusedError, match=r"More than words|Something is wrong"):
        ask_correction(session, make_person(session), manuscript.id, "Why.")


def test_a_correction_needs_a_reason_a_change_and_an_open_consultation(
    session: Session, manuscript: Manuscript
) -> None:
    person = make_person(session)
    reworded(session, manuscript, title="Why do you say so?")
    with pytest.raises(PublicationRefusedError, match="not published yet"):
        ask_correction(session, person, manuscript.id, "Why.")
    approve(session, make_person(session), ask_publication(session, person, manuscript.id, "Ready."))
    with pytest.raises(PublicationRefusedError, match="read as they are published"):
        ask_correction(session, person, manuscript.id, "Why.")
    with pytest.raises(PublicationRefusedError, match="published already"):
        ask_publication(session, person, manuscript.id, "Again.")
    reworded(session, manuscript, title="Why?")
    with pytest.raises(PublicationRefusedError, match="Say why"):
        ask_correction(session, person, manuscript.id, "  ")
