"""The checklist holds back what the public is owed before a consultation opens, and only warns of the rest."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from consult.services.studio.checklist import LEAST_DAYS, Item, make_checklist, missing_of
from consult.services.studio.comments import add_comment, resolve
from consult.services.studio.manuscripts import create, find_draft
from tests.consult.services.studio.making import TODAY, day, ready_bundle
from tests.factories import make_person

Spoil = Callable[[dict[str, Any]], object]


def listed(session: Session, bundle: dict[str, Any]) -> dict[str, Item]:
    made = create(session, make_person(session), "any", bundle)
    session.flush()
    return {item.title: item for item in make_checklist(session, find_draft(session, made.id), TODAY)}


def missing(session: Session, bundle: dict[str, Any]) -> list[str]:
    return [item.title for item in missing_of(list(listed(session, bundle).values()))]


def test_of_a_whole_bundle_nothing_is_missing(session: Session) -> None:
    assert missing(session, ready_bundle("budget")) == []


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("summary", "It says what it is about and why"),
        ("can_change", "It says what answers can change"),
        ("rejected", "Ideas that were set aside, with reasons"),
        ("contact", "A way to reach the office"),
        ("kept_until", "Privacy notice: by when replies are deleted"),
        ("data_protection_officer", "Privacy notice: how to reach the data protection officer"),
        ("recipients", "Privacy notice: who else sees what people send"),
        ("decision_due", "The decision comes after the last day"),
    ],
)
def test_what_the_public_is_owed_holds_it_back(session: Session, field: str, title: str) -> None:
    bundle = ready_bundle("budget")
    bundle["proposal"].pop(field)
    assert title in missing(session, bundle)


def test_a_name_without_any_address_reaches_nobody(session: Session) -> None:
    bundle = ready_bundle("budget")
    for field in ("email", "telephone", "address"):
        bundle["proposal"].pop(field, None)
    assert "A way to reach the office" in missing(session, bundle)


@pytest.mark.parametrize("at", [0, 1])
def test_an_impact_assessment_that_is_a_draft_is_none(session: Session, at: int) -> None:
    bundle = ready_bundle("budget")
    bundle["proposal"]["documents"][at]["draft"] = True
    (held,) = [title for title in missing(session, bundle) if title.endswith("a document")]
    assert held.startswith(("Equality impact", "Data protection impact")[at])


def test_where_nothing_is_proposed_no_impact_has_to_be_assessed(session: Session) -> None:
    bundle = ready_bundle("budget")
    bundle["proposal"] |= {"options": [], "rejected": [], "documents": []}
    items = listed(session, bundle)
    assert not items["Equality impact: a document"].needed
    assert "Ideas that were set aside, with reasons" not in items


@pytest.mark.parametrize(("days", "done"), [(LEAST_DAYS, True), (LEAST_DAYS - 1, False)])
def test_less_than_six_weeks_is_a_warning_and_no_bar(session: Session, days: int, done: bool) -> None:
    closes = (TODAY + timedelta(days=days)).isoformat()
    item = listed(session, ready_bundle("budget", opens_on=day(0), closes_on=closes))[
        "Six weeks or more to answer"
    ]
    assert (item.done, item.needed, bool(item.told)) == (done, False, not done)


@pytest.mark.parametrize(("closes", "held"), [(-1, True), (0, False)])
def test_the_last_day_may_be_today_and_not_yesterday(session: Session, closes: int, held: bool) -> None:
    bundle = ready_bundle("budget", opens_on=day(-60), closes_on=day(closes))
    assert ("The last day lies ahead" in missing(session, bundle)) is held


def test_a_decision_on_the_last_day_leaves_no_time_to_read(session: Session) -> None:
    bundle = ready_bundle("budget")
    bundle["proposal"]["decision_due"] = bundle["closes_on"]
    assert "The decision comes after the last day" in missing(session, bundle)


def test_comments_that_are_open_are_counted_and_resolved_ones_are_not(session: Session) -> None:
    person = make_person(session)
    made = create(session, person, "any", ready_bundle("budget"))
    comments = [add_comment(session, person, made.id, "", words) for words in ("One", "Two", "Three")]
    resolve(session, person, made.id, comments[0].id, "Done.")

    def told() -> Iterator[str]:
        items = make_checklist(session, find_draft(session, made.id), TODAY)
        return (item.told for item in items if item.page == "review" and not item.done)

    assert list(told()) == ["2 comments"]
    resolve(session, person, made.id, comments[1].id, "Done.")
    assert list(told()) == ["1 comment"]
