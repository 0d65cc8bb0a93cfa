"""What a person signs off stays as it was; what its writers or moderators take back is not quoted."""

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation, Person, Response, Statement, ThemeRun, ThemeSignOff
from consult.services.statements.signing_off import Chosen, SignOffRefusedError, newest_sign_offs, sign_off
from consult.services.statements.told import tell, themes_of_finding
from tests.factories import make_consultation, make_person, survey_of
from tests.themed import add_search, add_views, publish

ASKED = "Why do you say so?"


@pytest.fixture
def session(owner_session: Session) -> Session:
    """Themes come from the worker, sign-offs from the web service; one who may do both."""
    return owner_session


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def person(session: Session) -> Person:
    return make_person(session)


@pytest.fixture
def statements(session: Session, consultation: Consultation) -> list[Statement]:
    return add_views(session, consultation, ["It finds missing children.", "It is quick."])


def sign(session: Session, person: Person, run: ThemeRun, label: str, *quotes: int) -> ThemeSignOff:
    return sign_off(session, person, ASKED, run.id, [Chosen(run.themes[0].id, label, quotes)])


def test_it_is_told_in_the_words_of_the_person_with_the_question(
    session: Session, consultation: Consultation, person: Person, statements: list[Statement]
) -> None:
    quotes = publish(session, person, statements)
    sign(
        session,
        person,
        add_search(session, consultation, "Alerts", statements),
        "It helps to find people",
        quotes[1],
    )
    (told,) = tell(session, newest_sign_offs(session, survey_of(consultation).id))
    (theme,) = told.themes
    assert (told.asked, theme.label, theme.side, theme.quotes) == (
        ASKED, "It helps to find people", "support", ["It is quick."],
    )  # fmt: skip
    assert session.scalars(select(Audit.action).order_by(Audit.id.desc())).first() == "themes signed off"


@pytest.mark.parametrize("way", ["held back", "excluded", "consent"])
def test_a_quote_that_was_taken_back_is_not_shown_and_its_place_is_told(
    session: Session, consultation: Consultation, person: Person, statements: list[Statement], way: str
) -> None:
    quotes = publish(session, person, statements)
    sign(session, person, add_search(session, consultation, "Alerts", statements), "It helps", *quotes)
    response = session.get_one(Response, statements[0].response_id)
    if way == "held back":
        publish(session, person, statements[:1], "hold")
    elif way == "excluded":
        response.state = "excluded"
    else:
        response.may_publish = False
    session.flush()
    (told,) = tell(session, newest_sign_offs(session, survey_of(consultation).id))
    assert (told.themes[0].quotes, told.themes[0].taken_back) == (["It is quick."], 1)


def test_what_was_never_published_cannot_be_quoted(
    session: Session, consultation: Consultation, person: Person, statements: list[Statement]
) -> None:
    elsewhere = publish(session, person, add_views(session, consultation, ["Of another theme."]))
    run = add_search(session, consultation, "Alerts", statements)
    with pytest.raises(SignOffRefusedError, match="Choose again"):
        sign(session, person, run, "It helps", *elsewhere)


def test_a_search_that_was_replaced_is_not_signed_off(
    session: Session, consultation: Consultation, person: Person, statements: list[Statement]
) -> None:
    seen = add_search(session, consultation, "Alerts", statements)
    add_search(session, consultation, "Something else", statements)
    with pytest.raises(SignOffRefusedError, match="newer search"):
        sign(session, person, seen, "It helps")


def test_what_is_signed_later_is_added_and_replaces_nothing(
    session: Session, consultation: Consultation, person: Person, statements: list[Statement]
) -> None:
    run = add_search(session, consultation, "Alerts", statements)
    other = add_search(session, consultation, "Fears", statements, question="other")
    draft = sign(session, person, run, "A first attempt")
    before = sign(session, person, run, "It helps")
    assert [row.id for row in newest_sign_offs(session, run.survey_id)] == [before.id]
    sign(session, person, run, "It helps the police")
    sign(session, person, other, "It frightens people")
    found = themes_of_finding(session, run.survey_id, [before.id])
    assert [told.themes[0].label for told in found.part] == ["It helps"]
    assert [told.themes[0].label for told in found.added] == ["It helps the police", "It frightens people"]
    assert draft.id < before.id


@pytest.mark.parametrize("change", ["UPDATE theme_sign_off SET asked = ''", "DELETE FROM theme_sign_off"])
def test_nobody_can_change_what_was_signed_off(
    web_engine: Engine, worker_engine: Engine, change: str
) -> None:
    for engine in (web_engine, worker_engine):
        with engine.connect() as connection, pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text(change))
