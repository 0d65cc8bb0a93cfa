"""The page where staff sign themes off: what was typed is never lost, and it says what is public."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from consult.models import Consultation, Statement, ThemeRun, ThemeSignOff
from consult.services.findings.closing import AT_CLOSING, close_early
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from tests.factories import make_person, make_vault, survey_of
from tests.forms import Fields, filled
from tests.themed import add_search, add_views, publish
from tests.visitor import Visitor

PAGE = "/staff/facial-recognition/views/themes"
ASKED = "“Why do you think so?”"
FINDING = "/consultations/facial-recognition/views/finding"


@dataclass(frozen=True)
class Search:
    """A search that has ended, over two published views."""

    consultation: Consultation
    statements: list[Statement]
    run: ThemeRun


@pytest.fixture
def session(owner_session: Session) -> Session:
    """Themes come from the worker; a session that may add what it leaves."""
    return owner_session


@pytest.fixture
def search(session: Session, consultation: Consultation) -> Search:
    statements = add_views(session, consultation, ["It finds missing children.", "It is quick."])
    publish(session, make_person(session), statements)
    run = add_search(session, consultation, "Alerts, missing", statements)
    session.commit()
    return Search(consultation, statements, run)


def form(staff: Visitor, run: ThemeRun, *quotes: str, label: str = "It helps", tick: bool = True) -> Fields:
    theme = run.themes[0].id
    fields = dict(filled(staff.client.get(PAGE).text)) | {f"label-{theme}": label, "quote": list(quotes)}
    return fields | ({"theme": [str(theme)]} if tick else {})


def test_without_a_search_the_page_says_what_to_do(staff: Visitor) -> None:
    page = staff.client.get(PAGE).text
    assert "Choose a question above and look for themes" in page
    assert "the finding tells no themes" in page


def test_a_theme_that_was_signed_off_is_on_the_page_and_the_suggestion_stays(
    staff: Visitor, search: Search
) -> None:
    run = search.run
    answer = staff.client.post(f"{PAGE}/{run.id}/sign-off", data=form(staff, run, "1"))
    assert answer.status_code == 302
    page = staff.client.get(PAGE).text
    signed = page[page.index('id="signed"') :]
    assert "It helps" in signed
    assert "It finds missing children." in signed
    assert "It is quick." not in signed
    assert "Alerts, missing" in page


@pytest.mark.parametrize(
    "mistake",
    [
        ("", True, "Enter a name for the theme"),
        ("\u200b \u2800", True, "Enter a name for the theme"),
        ("x" * 121, True, "The name of a theme can have 120 characters"),
        ("Kept", False, "Tick the themes that you sign off"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(
    staff: Visitor, search: Search, session: Session, mistake: tuple[str, bool, str]
) -> None:
    run, (label, tick, fault) = search.run, mistake
    answer = staff.client.post(
        f"{PAGE}/{run.id}/sign-off", data=form(staff, run, "2", label=label, tick=tick)
    )
    assert answer.status_code == 422
    assert fault in answer.text
    kept = filled(answer.text)
    assert kept["quote"] == ["2"]
    assert kept.get("theme", []) == ([str(run.themes[0].id)] if tick else [])
    assert kept[f"label-{run.themes[0].id}"] == ("" if fault.startswith("Enter") else label)
    assert session.scalar(select(func.count(ThemeSignOff.id))) == 0


def test_a_search_that_ended_meanwhile_is_told(staff: Visitor, search: Search, session: Session) -> None:
    sent = form(staff, search.run)
    add_search(session, search.consultation, "Other", search.statements)
    session.commit()
    answer = staff.client.post(f"{PAGE}/{search.run.id}/sign-off", data=sent)
    assert answer.status_code == 409
    assert "There is a newer search for this question" in answer.text
    assert "It helps" in answer.text


def close(session: Session, worker_engine: Engine, consultation: Consultation) -> None:
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()
    find_once(Workplace(worker_engine, make_vault()), survey_of(consultation).id, AT_CLOSING)


def test_a_suggestion_that_nobody_signed_off_is_never_public(
    search: Search, client: FlaskClient, session: Session, worker_engine: Engine
) -> None:
    close(session, worker_engine, search.consultation)
    page = client.get(FINDING).text
    assert "No themes had been signed off when this finding was made" in page
    assert "Alerts, missing" not in page
    assert "It finds missing children." not in page


def test_a_finding_keeps_its_themes_whatever_is_searched_and_signed_off_later(
    staff: Visitor, search: Search, client: FlaskClient, session: Session, worker_engine: Engine
) -> None:
    staff.client.post(f"{PAGE}/{search.run.id}/sign-off", data=form(staff, search.run, "1"))
    close(session, worker_engine, search.consultation)
    before = client.get(FINDING).text
    assert "It helps" in before
    assert ASKED in before
    later = add_search(session, search.consultation, "Other, words", search.statements)
    session.commit()
    assert client.get(FINDING).text == before
    staff.client.post(f"{PAGE}/{later.id}/sign-off", data=form(staff, later, label="Said later"))
    after = client.get(FINDING).text
    part, _, added = after.partition("Added after the finding was made")
    assert "It helps" in part
    assert "Said later" not in part
    assert "Said later" in added
