"""Back, away and back again: every way saves the page, and says what it would lose."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from consult.models import Arm, Consultation, Draft, Response
from tests.factories import change_proposal
from tests.forms import filled
from tests.invited import make_codes
from tests.visitor import CHECK, SHORT_ROUTE, START, Visitor

PLACE = "/consultations/facial-recognition/views"
WHY = f"{PLACE}/questions/why"
ARM_OF_DRAFT = select(Arm.kind).join(Draft, Draft.arm_id == Arm.id)
LONG = "I have thought about this for a long time. " * 90


@pytest.fixture
def visitor(consultation: Consultation, client: FlaskClient) -> Visitor:
    client.application.extensions["catalogue"].fresh_seconds = 0  # tests change consultations under the site
    visitor = Visitor(client)
    visitor.start()
    return visitor


def send(visitor: Visitor, address: str, **fields: str) -> str:
    """As a browser sends a page; the address it leads to."""
    sent = filled(visitor.client.get(address).text) | fields
    return visitor.client.post(address, data=sent).location


WAYS_OUT = {
    "back": f"{PLACE}/questions/use",
    "check": f"{PLACE}/check-answers",
    "later": f"{PLACE}/later",
    "home": "/",
    f"/privacy?back={WHY}": f"/privacy?back={WHY}",
    f"/cookies?back={WHY}": f"/cookies?back={WHY}",
    f"/accessibility?back={WHY}": f"/accessibility?back={WHY}",
}


@pytest.mark.parametrize(("button", "address"), WAYS_OUT.items())
def test_every_way_out_of_a_page_saves_it(visitor: Visitor, button: str, address: str) -> None:
    assert f'name="go" value="{button}"' in visitor.client.get(WHY).text
    assert send(visitor, WHY, why=LONG, go=button) == address
    assert filled(visitor.client.get(WHY).text)["why"] == "\n" + LONG.strip()


@pytest.mark.parametrize(
    "button", ["https://example.org", "//example.org", "/staff/", "nothing", "/privacy/../x"]
)
def test_no_other_button_leads_anywhere_else(visitor: Visitor, button: str) -> None:
    assert send(visitor, WHY, why="A word.", go=button) == f"{PLACE}/questions/more"


def test_a_question_that_was_only_looked_at_is_still_the_next_one(visitor: Visitor) -> None:
    send(visitor, f"{PLACE}/questions/replying_as", replying_as="lives")
    send(visitor, f"{PLACE}/questions/place", go="back")
    assert visitor.client.get(f"{PLACE}/continue").location == f"{PLACE}/questions/place"


def test_back_from_a_question_that_must_be_answered_asks_nothing(visitor: Visitor) -> None:
    assert send(visitor, f"{PLACE}/questions/replying_as", go="back") == f"{PLACE}/start"


def test_what_cannot_be_saved_is_not_left_without_a_word(visitor: Visitor) -> None:
    page = visitor.send(WHY, why="word " * 5000, go="back")
    assert page.status_code == 422
    assert "must be 20,000 characters or fewer" in page.text
    assert 'name="unsaved" value="back"' in page.text
    assert send(visitor, WHY, why="word " * 5000, unsaved="back") == f"{PLACE}/questions/use"


def test_taking_an_answer_back_and_leaving_takes_it_back(visitor: Visitor) -> None:
    send(visitor, WHY, why="A word.")
    send(visitor, WHY, why="", go="back")
    assert "A word." not in visitor.client.get(WHY).text


def test_an_older_page_of_the_same_question_does_not_silently_replace_a_newer_answer(
    visitor: Visitor,
) -> None:
    old = filled(visitor.client.get(WHY).text)
    send(visitor, WHY, why=LONG)
    page = visitor.client.post(WHY, data=old | {"why": ""})
    assert page.status_code == 409
    assert LONG.strip() in page.text
    assert visitor.client.post(WHY, data=filled(page.text) | {"why": "Mine."}).status_code == 302
    assert "Mine." in visitor.client.get(WHY).text


def test_the_same_page_sent_twice_is_one_answer(visitor: Visitor) -> None:
    page = filled(visitor.client.get(WHY).text) | {"why": LONG}
    assert {visitor.client.post(WHY, data=page).status_code for _ in range(2)} == {302}


def test_start_now_on_a_page_without_a_visit_begins_nothing_over_a_draft(
    visitor: Visitor, session: Session
) -> None:
    send(visitor, WHY, why=LONG)
    page = visitor.send(START)
    assert page.status_code == 409
    assert "Go on where you stopped (saved at " in page.text
    assert session.query(Draft).count() == 1
    assert LONG.strip() in visitor.client.get(WHY).text


def test_starting_again_is_asked_about_and_deletes_what_there_was(visitor: Visitor, session: Session) -> None:
    send(visitor, WHY, why=LONG)
    asked = visitor.client.get(f"{PLACE}/start-again")
    assert "1 answer, saved at " in asked.text
    assert LONG.strip() in visitor.client.get(WHY).text
    assert visitor.client.post(f"{PLACE}/start-again", data=filled(asked.text)).status_code == 302
    assert session.query(Draft).count() == 1
    assert LONG.strip() not in visitor.client.get(WHY).text


def test_who_gave_a_code_is_asked_for_it_again_after_starting_again(
    visitor: Visitor, session: Session, consultation: Consultation
) -> None:
    code = give_code(visitor, session, consultation)
    asked = visitor.client.get(f"{PLACE}/start-again")
    assert "asked for your invitation code again" in asked.text
    answer = visitor.client.post(f"{PLACE}/start-again", data=filled(asked.text))
    assert answer.location == f"{PLACE}/invitation"
    assert session.scalars(ARM_OF_DRAFT).one() == "open_link"
    send(visitor, f"{PLACE}/invitation", code=code.lower().replace("-", "–"))
    assert session.scalars(ARM_OF_DRAFT).one() == "random_invitation"


def give_code(visitor: Visitor, session: Session, consultation: Consultation) -> str:
    code = make_codes(session, consultation)[0]
    send(visitor, f"{PLACE}/invitation", code=code)
    return code


def test_a_code_can_be_given_until_the_reply_is_sent(
    visitor: Visitor, session: Session, consultation: Consultation
) -> None:
    send(visitor, f"{PLACE}/questions/replying_as", replying_as="lives")
    send(visitor, f"{PLACE}/questions/support", support="neither")
    assert "No code was given" in visitor.client.get(CHECK).text
    give_code(visitor, session, consultation)
    assert "You gave a code from a letter" in visitor.client.get(CHECK).text
    send(visitor, CHECK)
    response = session.scalars(select(Response)).one()
    assert response.answers["support"] == "neither"
    arm = next(arm for arm in consultation.arms if arm.id == response.arm_id)
    assert arm.kind == "random_invitation"
    assert visitor.client.get(f"{PLACE}/invitation").location == f"{PLACE}/confirmation"


@pytest.mark.parametrize("code", ["", "AAAA-BBBB-CCCC"])
def test_a_wrong_code_is_said_at_the_top_and_at_the_field(visitor: Visitor, code: str) -> None:
    page = visitor.send(f"{PLACE}/invitation", code=code)
    assert page.status_code == 422
    assert "<title>Error: Your invitation code" in page.text
    assert 'class="govuk-error-summary"' in page.text
    assert '<a href="#code">' in page.text


def test_the_cookie_ends_with_the_browser_unless_somebody_chooses_to_come_back(visitor: Visitor) -> None:
    def cookie() -> object:
        return next(
            each for each in (visitor.client._cookies or {}).values() if each.key == "visit-1"
        ).max_age

    assert cookie() is None
    assert "Keep my answers on this device" in visitor.client.get(f"{PLACE}/later").text
    send(visitor, f"{PLACE}/later")
    assert cookie() == timedelta(days=30).total_seconds()
    assert "kept on this device until" in visitor.client.get(f"{PLACE}/later").text
    send(visitor, WHY, why="A word.")
    assert cookie() == timedelta(days=30).total_seconds()


def test_clearing_this_device_leaves_nothing_of_what_was_not_sent(visitor: Visitor, session: Session) -> None:
    send(visitor, WHY, why=LONG)
    asked = visitor.client.get(f"{PLACE}/clear").text
    assert "have <strong>not</strong> been sent" in asked
    answer = visitor.client.post(f"{PLACE}/clear", data=filled(asked))
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert session.query(Draft).count() == 0
    assert "Go on" not in visitor.client.get(START).text
    assert visitor.client.get(CHECK).location == f"{START}?from=link"


def test_after_sending_the_start_tells_of_the_reply_and_clearing_takes_it_from_the_device(
    visitor: Visitor, session: Session
) -> None:
    visitor.client.delete_cookie("visit-1")
    visitor.answer_all(SHORT_ROUTE)
    reference = visitor.finish()
    assert "A reply was sent from this browser" in visitor.client.get(START).text
    confirmation = visitor.client.get(f"{PLACE}/confirmation").text
    assert "Finish and clear this device" in confirmation
    visitor.client.post(f"{PLACE}/clear", data=filled(confirmation))
    assert session.query(Response).count() == 1
    for page in ("start", "confirmation", "copy", "check-answers"):
        assert reference not in visitor.client.get(f"{PLACE}/{page}", follow_redirects=True).text


def test_a_copy_of_the_reply_shows_everything_that_was_sent(visitor: Visitor) -> None:
    visitor.client.delete_cookie("visit-1")
    visitor.answer_all(SHORT_ROUTE)
    reference = visitor.finish()
    page = visitor.client.get(f"{PLACE}/copy").text
    for words in (
        reference,
        "It could help, but only with strict rules.",
        "Maidstone",
        "35 to 44",
        "Female",
        "Tend to support",
    ):
        assert words in page


def test_an_answer_that_contradicts_another_is_asked_about_and_may_stay(visitor: Visitor) -> None:
    send(visitor, f"{PLACE}/questions/replying_as", replying_as="lives")
    asked = send(visitor, f"{PLACE}/questions/place", **{"place-district": "outside"})
    assert asked == f"{PLACE}/questions/place/both"
    page = visitor.client.get(asked).text
    assert "Are both right?" in page
    assert f'href="{PLACE}/questions/replying_as"' in page
    assert f'href="{PLACE}/questions/what_it_is"' in page
    assert "Are both right?" in visitor.client.get(CHECK).text
    send(visitor, f"{PLACE}/questions/replying_as", replying_as="visits")
    assert "Are both right?" not in visitor.client.get(CHECK).text
    assert visitor.client.get(asked).location == f"{PLACE}/questions/what_it_is"


def test_more_questions_from_the_check_lead_back_to_it_and_ask_nothing_twice(visitor: Visitor) -> None:
    visitor.client.delete_cookie("visit-1")
    visitor.answer_all(SHORT_ROUTE)
    address = send(visitor, f"{PLACE}/questions/more?from=check", more="yes")
    passed = []
    while address != CHECK:
        passed.append(address.rpartition("/")[2].removesuffix("?from=check"))
        assert send(visitor, address, go="back") == CHECK
        address = send(visitor, address)
    assert "heard_of" in passed
    assert not {"age", "sex", "ethnic_group"} & set(passed)


@pytest.fixture
def late(visitor: Visitor, session: Session, consultation: Consultation) -> Visitor:
    """Somebody who is writing when the consultation closes."""
    send(visitor, f"{PLACE}/questions/replying_as", replying_as="lives")
    send(visitor, WHY, why=LONG)
    close(session, minutes_ago=10)
    return visitor


def close(session: Session, minutes_ago: int) -> None:
    session.execute(text("UPDATE draft SET opened_at = now() - interval '3 hours'"))
    closed = text("UPDATE consultation SET closes_at = now() - make_interval(mins => :minutes)")
    session.execute(closed, {"minutes": minutes_ago})
    session.commit()


def test_in_the_hour_after_closing_every_page_tells_the_truth(late: Visitor) -> None:
    overview = late.client.get("/consultations/facial-recognition").text
    assert "Who began before can send answers until" in overview
    assert "Answers can no longer be sent" not in overview
    for page in (overview, late.client.get("/").text, late.client.get(START).text):
        assert "Go on where you stopped" in page
        assert "you can still send them until" in page
        assert "Start again" not in page
    assert "you can still send your answers until" in late.client.get(WHY).text
    assert "you can still send your answers until" in late.client.get(CHECK).text
    send(late, CHECK)
    page = late.client.get(f"{PLACE}/confirmation").text
    assert "The consultation closed on" in page
    assert "is open until" not in page


def test_after_that_hour_what_is_typed_can_still_be_copied(late: Visitor, session: Session) -> None:
    old = filled(late.client.get(WHY).text) | {"why": "The last thing I wrote."}
    close(session, minutes_ago=70)
    page = late.client.post(WHY, data=old)
    assert page.status_code == 409
    assert "The last thing I wrote." in page.text
    assert "The last thing I wrote." in late.client.get(f"{PLACE}/questions/support").text
    for address in ("/", "/consultations/facial-recognition", START):
        assert "were not sent in time" in late.client.get(address).text


def test_a_change_of_the_proposal_leads_to_the_new_one_without_losing_the_page(
    visitor: Visitor, session: Session, consultation: Consultation
) -> None:
    change_proposal(session, consultation)
    page = visitor.client.get(WHY).text
    assert "You began before this change" in page
    assert send(visitor, WHY, why=LONG, go="overview") == "/consultations/facial-recognition#changes"
    assert LONG.strip() in visitor.client.get(WHY).text
