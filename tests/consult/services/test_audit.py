"""The record is searched exactly, read to its end page by page, and lies in days of Kent."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from consult.services.audit import NOBODY, PAGE, Search, find_acts, list_actions, record, write_acts
from consult.services.people import add_person


def found(session: Session, **search: object) -> list[str]:
    session.flush()
    return [row.subject for row in find_acts(session, Search(**search)).rows]  # type: ignore[arg-type]


def test_pages_hold_every_act_once_the_newest_first(session: Session) -> None:
    for number in range(2 * PAGE + 1):
        record(session, None, "act", f"thing:{number}")
    session.flush()
    read: list[str] = []
    before: int | None = None
    while True:
        page = find_acts(session, Search(before=before))
        read += [row.subject for row in page.rows]
        before = page.following
        if before is None:
            break
    assert read == [f"thing:{number}" for number in reversed(range(2 * PAGE + 1))]


def test_a_last_page_that_is_just_full_has_no_next_one(session: Session) -> None:
    for number in range(PAGE):
        record(session, None, "act", f"thing:{number}")
    session.flush()
    assert find_acts(session, Search()).following is None


def test_signs_of_a_pattern_are_letters(session: Session) -> None:
    for subject in ("response:12", "response_12", "100%"):
        record(session, None, "act", subject)
    assert found(session, about="e_1") == ["response_12"]
    assert found(session, about="%") == ["100%"]


def test_who_did_nothing_is_not_found_by_the_acts_of_the_command_line(session: Session) -> None:
    ann = add_person(session, "ann@example.org", "x", "staff")
    record(session, ann, "act", "hers")
    record(session, None, "act", "ours")
    assert found(session, email="ann@example.org") == ["hers"]
    assert found(session, email="ann@example.or") == []
    assert "hers" not in found(session, email=NOBODY)
    assert found(session, email=NOBODY, action="act") == ["ours"]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2027-07-01 22:59+00", date(2027, 7, 1)),
        ("2027-07-01 23:00+00", date(2027, 7, 2)),  # summer: midnight in Kent
        ("2027-01-01 23:59+00", date(2027, 1, 1)),
        ("2027-01-02 00:00+00", date(2027, 1, 2)),
    ],
)
def test_an_act_lies_in_one_day_of_kent(session: Session, owner_session: Session, at: str, day: date) -> None:
    record(session, None, "act", "thing:1")
    session.commit()
    owner_session.execute(text("UPDATE audit SET at = CAST(:at AS timestamptz)"), {"at": at})
    owner_session.commit()
    assert found(session, since=day, until=day) == ["thing:1"]
    assert found(session, until=date.fromordinal(day.toordinal() - 1)) == []
    assert found(session, since=date.fromordinal(day.toordinal() + 1)) == []


def test_a_file_holds_what_was_searched_for_and_not_a_page_of_it(session: Session) -> None:
    for number in range(PAGE + 5):
        record(session, None, "act" if number else "other act", f"thing:{number}", number=number)
    session.flush()
    rows = list(write_acts(session, Search(action="act")).rows)
    assert len(rows) == PAGE + 4
    assert rows[0][2:] == (NOBODY, "act", f"thing:{PAGE + 4}", f'{{"number": {PAGE + 4}}}')
    assert list_actions(session) == ["act", "other act"]


@pytest.mark.parametrize("change", ["UPDATE audit SET action = 'x'", "DELETE FROM audit"])
def test_not_even_the_service_can_change_what_is_on_record(session: Session, change: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(text(change))
