"""Privacy, cookies and accessibility: whom to ask, how long things are kept, and the way back."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from consult.models import Consultation
from consult.services.consultations.publishing import add_arm
from tests.factories import SLUG, make_consultation
from tests.visitor import Visitor

PAGES = ("/privacy", "/cookies", "/accessibility")
QUESTION = f"/consultations/{SLUG}/views/questions/support"


def change(session: Session, consultation: Consultation, **fields: str) -> None:
    consultation.document = consultation.document | fields
    session.commit()


@pytest.mark.parametrize("page", ["/privacy", "/accessibility"])
def test_every_way_to_ask_is_named(client: FlaskClient, session: Session, page: str) -> None:
    consultation = make_consultation(session)
    change(session, consultation, email="ask@example.org", telephone="01632 960000", address="1 High Street")
    text = client.get(page).text
    assert 'href="mailto:ask@example.org"' in text
    assert 'href="tel:01632960000"' in text
    assert "Post: 1 High Street" in text
    assert "Run by the Police and Crime Commissioner for Kent." in text


def test_how_fast_people_answered_is_named_among_what_is_kept(client: FlaskClient) -> None:
    assert "how long each answered question took you on average" in client.get("/privacy").text


def test_how_long_replies_are_kept_is_said_or_said_to_be_open(client: FlaskClient, session: Session) -> None:
    consultation = make_consultation(session)
    change(session, consultation, kept_until="2028-06-30")
    make_consultation(session, slug="another")
    everything = client.get("/privacy").text
    assert "deletes what you sent by 30 June 2028" in everything
    assert "it has not been said yet until when what you sent is kept" in everything
    one = client.get("/privacy?back=/consultations/another").text
    assert "deletes what you sent" not in one


@pytest.mark.parametrize("page", PAGES)
def test_the_way_back_leads_to_where_somebody_was(client: FlaskClient, session: Session, page: str) -> None:
    make_consultation(session)
    overview = client.get(f"/consultations/{SLUG}").text
    assert f'href="{page}?back=/consultations/{SLUG}"' in overview
    text = client.get(f"{page}?back={QUESTION}").text
    assert f'<a href="{QUESTION}" class="govuk-back-link">' in text
    assert text.count(f"?back={QUESTION}") == len(PAGES)


def test_from_a_question_the_way_leads_back_to_that_question(client: FlaskClient, session: Session) -> None:
    make_consultation(session)
    visitor = Visitor(client)
    first = visitor.start()
    second = visitor.send(first, replying_as="lives").headers["Location"]
    for question in (first, second, first):
        assert f'/privacy?back={question}"' in client.get(question).text


def test_the_way_back_keeps_the_link_of_a_partner(client: FlaskClient, session: Session) -> None:
    consultation = make_consultation(session)
    add_arm(session, consultation, "partner_link", "library")
    session.commit()
    overview = client.get(f"/consultations/{SLUG}?via=library").text
    address = f"/privacy?back=/consultations/{SLUG}%3Fvia%3Dlibrary"
    assert overview.count(address) == 2
    assert f'<a href="/consultations/{SLUG}?via=library" class="govuk-back-link">' in client.get(address).text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "back",
    ["", "https://example.org/", "//example.org", "/consultations/../staff", "/consultations/a?b", "x"],
)
def test_no_other_way_leads_back_than_into_the_site(client: FlaskClient, page: str, back: str) -> None:
    text = client.get(page, query_string={"back": back}).text
    assert '<a href="/" class="govuk-back-link">All consultations</a>' in text


TOLD = """voluntary|controller|Data protection officer|who it is has not been said yet|Who sees it|object|
corrected or deleted|for a copy|Information Commissioner’s Office|ico.org.uk/make-a-complaint|0303 123 1113|
No decision about you|leave the United Kingdom|article 6(1)(e)|deleted 30 days after you last saved a page|
how many adults live in your household|from your network|drawn by lot"""


def test_everything_that_people_must_be_told_of_their_data_is_told(
    client: FlaskClient, session: Session
) -> None:
    """UK GDPR, article 13."""
    client.application.extensions["catalogue"].fresh_seconds = 0
    consultation = make_consultation(session)
    text = client.get("/privacy").text
    assert [words for words in TOLD.replace("\n", "").split("|") if words not in text] == []
    change(
        session, consultation, data_protection_officer="dpo@example.org", recipients="Example Hosting Ltd."
    )
    text = client.get("/privacy?back=/consultations/facial-recognition").text
    assert "dpo@example.org" in text
    assert "Also: Example Hosting Ltd." in text


def test_cookies_are_named_as_the_browser_names_them(client: FlaskClient, session: Session) -> None:
    make_consultation(session)
    page = client.get("/cookies").text
    Visitor(client).start()
    client.get(f"/consultations/{SLUG}/views/invitation")
    names = {cookie.key for cookie in (client._cookies or {}).values()}
    assert names
    assert {name for name in names if f">{name}</dt>" not in page} == set()
