"""Manuscripts: nothing that was saved is lost, undo goes on across sessions, and nobody overwrites a colleague."""

import copy
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.errors import ConflictError
from consult.models import Audit, Manuscript, ManuscriptVersion
from consult.services.refusals import FieldRefusedError
from consult.services.studio.manuscripts import (
    ChangedMeanwhileError,
    Document,
    Edit,
    MisshapenError,
    bring_back,
    create,
    find_draft,
    find_version,
    redo,
    save,
    undo,
)
from surveys.drafting.outline import find_question, remove_question
from tests.consult.services.studio.making import make_manuscript, ready_bundle
from tests.factories import make_person


@pytest.fixture
def manuscript(session: Session) -> Manuscript:
    return make_manuscript(session)


def titled(title: str) -> Edit:
    return Edit(
        f"Title: {title}", lambda bundle: bundle | {"proposal": bundle["proposal"] | {"title": title}}
    )


def title_now(session: Session, manuscript: Manuscript) -> str:
    return str(find_draft(session, manuscript.id).document["proposal"]["title"])


def test_undo_and_redo_walk_the_history(session: Session, manuscript: Manuscript) -> None:
    first = title_now(session, manuscript)
    for title in ("A", "B", "C"):
        save(session, None, manuscript.id, titled(title))
    assert [str(undo(session, None, manuscript.id).document["proposal"]["title"]) for _ in range(4)] == [
        "B",
        "A",
        first,
        first,
    ]
    assert [str(redo(session, None, manuscript.id).document["proposal"]["title"]) for _ in range(4)] == [
        "A",
        "B",
        "C",
        "C",
    ]


def test_a_way_that_was_left_stays_in_the_history(session: Session, manuscript: Manuscript) -> None:
    save(session, None, manuscript.id, titled("A"))
    undo(session, None, manuscript.id)
    save(session, None, manuscript.id, titled("B"))
    assert title_now(session, manuscript) == "B"
    redo(session, None, manuscript.id)
    assert title_now(session, manuscript) == "B", "nothing was undone since"
    bring_back(session, None, manuscript.id, 2)
    assert title_now(session, manuscript) == "A"
    undo(session, None, manuscript.id)
    assert title_now(session, manuscript) == "B"
    assert len(session.scalars(select(ManuscriptVersion)).all()) == 4


def question_edit(seen: int, name: str, **fields: Any) -> Edit:
    def change(bundle: Document) -> Document:
        made = {**bundle}
        find_question(made["questionnaire"], name).update(fields)
        return made

    return Edit("A question", lambda bundle: change(copy.deepcopy(bundle)), seen, part_of(name))


def part_of(name: str) -> Any:
    return lambda bundle: dict(find_question(bundle["questionnaire"], name))


def test_two_people_can_change_two_questions_at_once(session: Session, manuscript: Manuscript) -> None:
    save(session, make_person(session), manuscript.id, question_edit(1, "why", title="Why?"))
    save(session, make_person(session), manuscript.id, question_edit(1, "amount", title="How much?"))
    asked = find_draft(session, manuscript.id).document["questionnaire"]
    assert (find_question(asked, "why")["title"], find_question(asked, "amount")["title"]) == (
        "Why?",
        "How much?",
    )


def test_the_second_change_of_one_question_names_the_first_and_keeps_both(
    session: Session, manuscript: Manuscript
) -> None:
    first = make_person(session)
    save(session, first, manuscript.id, question_edit(1, "why", title="Theirs"))
    with pytest.raises(ChangedMeanwhileError, match=first.email) as refused:
        save(session, make_person(session), manuscript.id, question_edit(1, "why", title="Mine"))
    assert (refused.value.before["title"], refused.value.now["title"]) == ("What are your reasons?", "Theirs")
    save(session, make_person(session), manuscript.id, question_edit(2, "why", title="Mine"))
    assert (
        find_version(session, manuscript.id, 3).document != find_version(session, manuscript.id, 2).document
    )


def test_a_question_that_a_colleague_changed_is_not_removed_unseen(
    session: Session, manuscript: Manuscript
) -> None:
    save(session, None, manuscript.id, question_edit(1, "why", title="Theirs"))

    def remove(bundle: Document) -> Document:
        return bundle | {"questionnaire": remove_question(bundle["questionnaire"], "why")}

    with pytest.raises(ChangedMeanwhileError):
        save(session, None, manuscript.id, Edit("Removed", remove, 1, part_of("why")))


@pytest.mark.parametrize("seen", [0, 99])
def test_a_form_that_does_not_say_what_it_saw_is_refused(
    session: Session, manuscript: Manuscript, seen: int
) -> None:
    with pytest.raises(ConflictError, match="does not say which version"):
        save(session, None, manuscript.id, question_edit(seen, "why", title="Mine"))


def test_saving_the_same_makes_no_version_and_each_save_a_record(
    session: Session, manuscript: Manuscript
) -> None:
    save(session, None, manuscript.id, titled("A"))
    save(session, None, manuscript.id, titled("A"))
    assert find_draft(session, manuscript.id).version.number == 2
    acts = session.scalars(select(Audit.action).order_by(Audit.id)).all()
    assert list(acts) == ["manuscript saved", "manuscript begun", "manuscript saved"]


@pytest.mark.parametrize(
    "slug", ["", "Budget", "studio", "sign-in", "-a", "a-", "a b", "1st", "x" * 61, "budget"]
)
def test_addresses_that_cannot_be_used_are_refused(
    session: Session, manuscript: Manuscript, slug: str
) -> None:
    with pytest.raises(FieldRefusedError):
        create(session, None, slug, ready_bundle("budget"))


def test_what_cannot_be_worked_on_is_refused(session: Session, manuscript: Manuscript) -> None:
    broken = ready_bundle("budget", questionnaire={"sections": [{"name": "a", "questions": [{"name": "b"}]}]})
    with pytest.raises(MisshapenError, match="needs a name and a kind"):
        create(session, None, "broken", broken)
    with pytest.raises(MisshapenError):
        save(session, None, manuscript.id, Edit("Broken", lambda _: broken))
