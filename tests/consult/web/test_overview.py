"""A consultation at a glance: what, when, by whom, what counts how, and the way to take part, again at the end."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from consult.models import Consultation
from consult.services.consultations.publishing import add_arm
from tests.consult.web.test_ways_back import give_code, send
from tests.visitor import START, Visitor

OVERVIEW = "/consultations/facial-recognition"
CONFIRMATION = f"{OVERVIEW}/views/confirmation"
ONLY_CHOSEN = "only replies of households that were chosen by lot"


Coded = Callable[[Visitor], str]


@pytest.fixture
def reader(client: FlaskClient, consultation: Consultation) -> Visitor:
    """Somebody who has begun."""
    visitor = Visitor(client)
    visitor.start()
    return visitor


@pytest.fixture
def coded(session: Session, consultation: Consultation) -> Coded:
    """Makes a code and lets a visitor give it."""
    return lambda visitor: give_code(visitor, session, consultation)


def test_the_overview_says_at_a_glance_who_decides_when_and_offers_to_answer_twice(
    client: FlaskClient, consultation: Consultation
) -> None:
    page = client.get(OVERVIEW).text
    box = page[page.index('class="app-box"') : page.index("What is proposed</h2>")]
    for needed in ("Opened", "Open for answers until", "Decision by", "30 June 2027", "the Chief Constable"):
        assert needed in box
    assert 'aria-current="step">Open for answers until' in box
    assert page.count(">Give your views</a>") == 2
    assert page.rindex(">Give your views</a>") > page.index("The tests it must pass")
    assert len(re.findall("<h2", page)) <= 5


def test_what_everybody_should_know_is_not_folded(client: FlaskClient, consultation: Consultation) -> None:
    open_text = re.sub(r"<details.*?</details>", "", client.get(OVERVIEW).text, flags=re.DOTALL)
    for needed in (
        "the face of <strong>everybody</strong>",
        "What it could bring",
        "The law",
        "Court of Appeal",
        "The cost",
    ):
        assert needed in open_text


def test_the_scorecard_leads_to_the_document_itself(client: FlaskClient, consultation: Consultation) -> None:
    overview = client.get(OVERVIEW).text
    leading = re.findall(rf'href="{OVERVIEW}#(document-\d)"', client.get(f"{OVERVIEW}/tests").text)
    assert leading
    for anchor in leading:
        assert f'<details class="govuk-details" id="{anchor}">' in overview


def test_pages_describe_themselves_to_other_sites(client: FlaskClient, consultation: Consultation) -> None:
    page = client.get(OVERVIEW).text
    assert '<meta name="description" content="Should the police in Kent and Medway use cameras' in page
    assert '<meta property="og:title" content="Live facial recognition in Kent and Medway">' in page
    assert "A public consultation service for Kent and Medway." in client.get("/").text


def test_the_start_says_whose_replies_can_lead_to_a_finding(
    client: FlaskClient, consultation: Consultation
) -> None:
    page = client.get(START).text
    assert ONLY_CHOSEN in page
    assert re.search(r"about \d+ to 1\d minutes", page)
    assert "nobody has measured it yet" in page
    assert "but for this one: “How are you replying?”" in page


@pytest.mark.parametrize(
    ("code", "lives", "said"),
    [
        ("without a code", "lives", "no number of replies like yours can lead to one"),
        ("with a code", "lives", "among those that a finding can rest on"),
        ("with a code", "works", "not one of those that figures on residents"),
    ],
)
def test_the_confirmation_says_how_the_reply_counts(
    reader: Visitor, coded: Coded, code: str, lives: str, said: str
) -> None:
    if code == "with a code":
        coded(reader)
    for question, answer in (("replying_as", lives), ("support", "neither")):
        send(reader, f"{OVERVIEW}/views/questions/{question}", **{question: answer})
    assert send(reader, f"{OVERVIEW}/views/check-answers") == CONFIRMATION
    page = reader.client.get(CONFIRMATION).text
    assert said in page
    assert "You answered 2 of 14 questions" in page or lives == "works"


def test_who_lost_a_code_to_somebody_else_is_told(
    client: FlaskClient, session: Session, consultation: Consultation
) -> None:
    first, second = Visitor(client), Visitor(client.application.test_client())
    for visitor in (first, second):
        visitor.start()
    code = give_code(first, session, consultation)
    send(second, f"{OVERVIEW}/views/invitation", code=code)
    for visitor in (first, second):
        for question, answer in (("replying_as", "lives"), ("support", "neither")):
            send(visitor, f"{OVERVIEW}/views/questions/{question}", **{question: answer})
    assert send(first, f"{OVERVIEW}/views/check-answers") == CONFIRMATION
    told = send(second, f"{OVERVIEW}/views/check-answers")
    assert told == f"{CONFIRMATION}?lost-code=yes"
    assert "was used for another reply before you sent yours" in second.client.get(told).text
    assert "was used for another reply" not in first.client.get(f"{CONFIRMATION}?lost-code=yes").text


def test_without_anybody_chosen_no_finding_is_promised(
    owner_session: Session, client: FlaskClient, consultation: Consultation
) -> None:
    owner_session.execute(text("UPDATE plan SET document = jsonb_set(document, '{gates}', '[]')"))
    owner_session.commit()
    assert "because nobody was chosen by lot to answer" in client.get(START).text


def test_groups_of_answers_are_named_to_everybody(client: FlaskClient, consultation: Consultation) -> None:
    visitor = Visitor(client)
    visitor.start()
    page = client.get(f"{OVERVIEW}/views/questions/ethnic_group").text
    assert page.count("<legend") == 6
    white = page[page.index(">White</legend>") : page.index(">Mixed or Multiple ethnic groups</legend>")]
    assert "English, Welsh, Scottish, Northern Irish or British" in white
    assert white.count("</fieldset>") == 1
    send(visitor, f"{OVERVIEW}/views/questions/ethnic_group", ethnic_group="white_british")
    assert "White: English, Welsh, Scottish" in client.get(f"{OVERVIEW}/views/check-answers").text


@pytest.mark.parametrize(("question", "legends"), [("place", 2), ("purposes", 7), ("safeguards", 7)])
def test_every_group_of_fields_has_the_question_as_its_name(
    client: FlaskClient, consultation: Consultation, question: str, legends: int
) -> None:
    Visitor(client).start()
    page = client.get(f"{OVERVIEW}/views/questions/{question}").text
    assert page.count("<legend") == page.count("<fieldset") == page.count("</fieldset>") == legends
    assert re.search(r"<legend[^>]*><h1", page)


def test_the_link_of_a_partner_is_said_and_counts_as_chosen_by_oneself(
    client: FlaskClient, session: Session, consultation: Consultation
) -> None:
    add_arm(session, consultation, "partner_link", "library")
    session.commit()
    page = client.get(f"{START}?via=library").text
    assert "given out by a partner" in page
    assert ONLY_CHOSEN in page
