"""The board: who sees it, what it says before closing, and what it keeps to itself."""

import csv
import re
from datetime import UTC, datetime
from io import StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation
from consult.services.findings.closing import close_early
from consult.worker.counting import CountingLoop
from tests.factories import change_proposal, make_consultation, reply
from tests.staff import add_account, sign_in

BOARD = "/staff/facial-recognition/views/board"
SIDES = ("tend_support", "strongly_support", "tend_oppose", "neither")


def count(engine: Engine) -> None:
    loop = CountingLoop(engine)
    loop.step()
    loop.leadership.resign()


def shares(page: str) -> list[str]:
    """Support, oppose and neither of the first way of being reached, as replied."""
    return re.findall(r"(\d+) % as replied", page)[:3]


@pytest.fixture
def watcher(staff_app: Flask, session: Session, staff_client: FlaskClient) -> FlaskClient:
    sign_in(staff_client, add_account(staff_app, session, "pcc"))
    return staff_client


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def test_replies_to_each_version_of_the_proposal_have_a_board(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    for leading in ("tend_support", "tend_oppose"):
        for said in (leading, leading, "tend_support", "tend_oppose", "neither"):
            for _ in range(12):
                reply(session, consultation, support=said)
        count(worker_engine)
        if leading == "tend_support":
            change_proposal(session, consultation)
            assert "to this version of the proposal" in watcher.get(BOARD).text
    now, before = watcher.get(BOARD).text, watcher.get(f"{BOARD}?version=1").text
    assert "replies to version 2, the one that is asked about now" in now
    assert "Replies to version 1, until" in now
    assert "replies to version 1." in before
    assert [shares(page) for page in (before, now)] == [["64", "18", "18"], ["18", "64", "18"]]
    assert watcher.get(f"{BOARD}?version=3").status_code == 404


def test_a_blinded_board_tells_who_replied_but_no_opinions_until_closing(
    watcher: FlaskClient, session: Session, worker_engine: Engine
) -> None:
    watcher.application.extensions["catalogue"].fresh_seconds = 0
    consultation = make_consultation(session)
    consultation.document = {**consultation.document, "blinded": True}
    for number in range(60):
        reply(session, consultation, support=SIDES[number % 4])
    count(worker_engine)
    page = watcher.get(BOARD).text
    scorecard = watcher.get("/staff/facial-recognition/scorecard").text
    assert "until it closes nobody is shown opinions" in page
    assert "until it closes nobody is shown opinions" in scorecard
    assert "Who is missing" in page
    for opinion in ("as replied", "Support so far", "app-filters"):
        assert opinion not in page
    assert watcher.get(f"{BOARD}/table/by-arm.csv").status_code == 404
    assert watcher.get(f"{BOARD}/table/arrivals.csv").status_code == 200
    assert "as replied" not in watcher.get(f"{BOARD}?view=who%3Dchose").text
    assert "% would support" not in scorecard
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()
    assert "50 % as replied" in watcher.get(BOARD).text


def test_nobody_sees_the_board_without_signing_in(
    staff_client: FlaskClient, consultation: Consultation
) -> None:
    assert staff_client.get(BOARD).headers["Location"].startswith("/staff/sign-in")


def test_an_empty_board_says_what_it_waits_for(watcher: FlaskClient, consultation: Consultation) -> None:
    page = watcher.get(BOARD)
    assert page.status_code == 200
    assert "at least 30 people" in page.text


def test_the_board_shows_support_and_draws_no_conclusion(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    for number in range(60):
        reply(session, consultation, support=SIDES[number % 4])
    count(worker_engine)
    page = watcher.get(BOARD).text
    assert '<span class="app-live__count" id="replies">60</span>' in page
    assert "Open until" in page
    assert "No conclusion is drawn before closing" in page
    assert "50 % as replied" in page
    assert "Provisional" in page


def test_only_groups_that_can_be_shown_are_offered_and_others_say_why(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    for number in range(80):
        reply(session, consultation, support=SIDES[number % 4], sex="female" if number < 15 else "male")
    count(worker_engine)
    page = watcher.get(BOARD).text
    assert 'value="who=chose&amp;sex=male"' in page
    assert 'value="who=chose&amp;sex=female"' not in page
    assert (
        "People who chose to reply. Sex: Male" in watcher.get(f"{BOARD}?view=who%3Dchose%26sex%3Dmale").text
    )
    few = watcher.get(f"{BOARD}?view=who%3Dchose%26sex%3Dfemale").text
    assert "Fewer than 30 replies of this group have been counted" in few
    assert "as replied" in few  # the way back and the shares of everybody stay
    assert watcher.get(f"{BOARD}?view=who%3Dchose%26sex%3Dnobody").status_code == 404


def test_a_group_that_waits_for_its_batch_is_not_called_small(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    """The women were too few at first; now they are 31, but too few of them are new."""
    loop = CountingLoop(worker_engine)
    for people in (["male"] * 60 + ["female"] * 25, ["male"] * 4 + ["female"] * 6):
        for number, sex in enumerate(people):
            said = SIDES[number % 4] if len(people) > 10 else "tend_support"
            reply(session, consultation, "random_invitation", support=said, sex=sex)
        loop.step()
    loop.leadership.resign()
    page = watcher.get(f"{BOARD}?view=who%3Drandom_invitation%26sex%3Dfemale").text
    assert "they come in batches" in page


def test_the_registered_sample_can_be_seen_by_any_one_group(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    for number in range(144):
        reply(session, consultation, "random_invitation", support=SIDES[number % 4], age="55-64")
        reply(session, consultation, support="strongly_oppose")
    count(worker_engine)
    view = "view=who%3Drandom_invitation%26age%3D55-64"
    assert "People chosen by lot. Age: 55 to 64</th>" in watcher.get(f"{BOARD}?{view}").text
    page = watcher.get(f"{BOARD}/questions/your_view?{view}").text
    assert "Your view: People chosen by lot. Age: 55 to 64" in page
    assert ">140<" in page.split(">Support, after the facts ")[1].split("</figure>")[0]


def test_people_chosen_by_lot_and_people_who_chose_are_never_added_up(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    for number in range(60):
        reply(session, consultation, "random_invitation", support=SIDES[number % 4])
        reply(session, consultation, support=SIDES[(number + number // 20) % 4])
    count(worker_engine)
    page = watcher.get(f"{BOARD}/groups").text
    assert "All replies" not in page
    assert shares(page) == ["50", "25", "25"]
    table = page.split(">How people were reached</caption>")[1].split("</table>")[0]
    assert table.count("% as replied") == 6


def test_what_is_hidden_is_called_hidden_and_explained_beneath(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    """Nobody was reached by invitation, and the 7 who oppose would be known from the other answers."""
    for number in range(60):
        reply(session, consultation, support="tend_oppose" if number < 7 else SIDES[number % 2])
    count(worker_engine)
    page = watcher.get(f"{BOARD}/questions/your_view").text
    card = page.split(">Support, after the facts ")[1].split("</figure>")[0]
    assert "are hidden" in card
    assert card.count("Hidden: too few replies, or hidden so that") == 1
    assert "Too few replies" not in page


def test_two_questions_with_one_wording_are_told_apart(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    for number in range(40):
        reply(session, consultation, support_before=SIDES[number % 4], support=SIDES[number % 4])
    count(worker_engine)
    sections = {"first_view": "Support, before the facts", "your_view": "Support, after the facts"}
    for section, name in sections.items():
        page = watcher.get(f"{BOARD}/questions/{section}").text
        assert page.count(f">{name} <span") == 1
        assert page.count("“Do you support or oppose Kent Police using live facial recognition?”") == 1


def test_a_look_at_the_board_is_recorded(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    for number in range(40):
        reply(session, consultation, support=SIDES[number % 4])
    count(worker_engine)
    watcher.get(BOARD)
    seen = session.scalars(select(Audit).where(Audit.action == "board viewed")).one()
    assert seen.detail == {"snapshot": 1}


def test_the_pulse_costs_nothing_while_nothing_changes(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    reply(session, consultation)
    count(worker_engine)
    first = watcher.get(f"{BOARD}/pulse")
    assert first.json == {"replies": 1, "number": 0}
    again = watcher.get(f"{BOARD}/pulse", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_numbers_by_day_and_way_are_rounded_and_small_ones_hidden(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    for number in range(58):
        arm = "open_link" if number < 55 else "random_invitation"
        reply(session, consultation, arm, support=SIDES[number % 4])
    count(worker_engine)
    rows = list(csv.reader(StringIO(watcher.get(f"{BOARD}/table/arrivals.csv").text.lstrip("\ufeff"))))
    assert rows[1][1:] == ["60", "hidden", "hidden"]
    assert "About 60 replies on" in watcher.get(BOARD).text


def test_a_table_is_the_same_as_csv(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    for number in range(60):
        reply(session, consultation, support=SIDES[number % 4])
    count(worker_engine)
    rows = list(csv.reader(StringIO(watcher.get(f"{BOARD}/table/support.csv").text.lstrip("\ufeff"))))
    assert rows[0][:2] == ["Answer", "Replies"]
    assert ["Tend to support", "15"] in [row[:2] for row in rows]
