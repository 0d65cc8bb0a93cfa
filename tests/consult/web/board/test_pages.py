"""The pages of the board: what each shows, that addresses keep what was chosen, and what none of them tells."""

import csv
import html
import re
from collections.abc import Mapping
from io import StringIO
from itertools import cycle, islice

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from analysis.board.support import SupportFigures
from consult.models import Audit, Consultation, Snapshot
from tests.analysis.board.test_differences import shown
from tests.consult.web.test_board import BOARD, SIDES, consultation, count, watcher
from tests.factories import reply

__all__ = ["consultation", "watcher"]

PARTS = ("", "/groups", "/places", "/questions", "/written", "/people", "/surveys", "/method")
OPINIONS = ("as replied", "likely range of support", "app-bar", "More support among")
LOT, OPEN = "random_invitation", "open_link"


def fill(
    session: Session, engine: Engine, consultation: Consultation, arm: str, replies: int, **answers: str
) -> None:
    for said in islice(cycle(SIDES), replies):
        reply(session, consultation, arm, **{"support": said} | answers)
    count(engine)


def adjust(engine: Engine, figures: Mapping[str, SupportFigures]) -> None:
    """A snapshot after the newest one, with figures that were adjusted to the census in the place of its own."""
    with Session(engine) as session, session.begin():
        last = session.scalars(select(Snapshot).order_by(Snapshot.number.desc())).first()
        assert last
        told = {key: each.to_document() for key, each in figures.items()}
        body = last.body | {"support": last.body["support"] | told}
        place = {"survey_id": last.survey_id, "proposal_number": last.proposal_number}
        session.add(Snapshot(**place, number=last.number + 1, body=body))


def test_people_chosen_by_lot_who_could_not_be_adjusted_are_not_called_adjusted(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    fill(session, worker_engine, consultation, LOT, 200)
    page = watcher.get(BOARD).text
    assert (
        "People chosen by lot, as replied, for they could not be adjusted to the census: 200 replies" in page
    )
    assert "likely range of support" not in page


def test_the_first_page_says_where_we_stand_in_its_order(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    fill(session, worker_engine, consultation, LOT, 200)
    adjust(worker_engine, {f"who={LOT}": shown(54)})
    page = watcher.get(BOARD).text
    asked = ["support", "tests", "groups", "places", "arrivals", "people", "themes"]
    assert [
        page.index('<section class="app-panel') and page.index(f'id="{name}"') for name in asked
    ] == sorted(page.index(f'id="{name}"') for name in asked)
    first = page.split('<table class="app-shares">')[1].split("</table>")[0]
    assert "People chosen by lot, adjusted to the census: 400 replies" in first
    assert len(re.findall(r"<strong>\d+ %</strong> likely range \d+–\d+", first)) == 3
    assert "The rule, stated before the first reply:" in page
    assert "more than half support it after allowing for chance" in page
    assert "No conclusion is drawn before closing" in page


@pytest.mark.parametrize("anchor", ["support", "questions", "surveys", "themes", "people", "arrivals"])
def test_old_addresses_into_the_long_page_still_lead_somewhere(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine, anchor: str
) -> None:
    fill(session, worker_engine, consultation, LOT, 60)
    assert watcher.get(BOARD).text.count(f'id="{anchor}"') == 1


def test_each_page_leads_to_every_other_and_keeps_whose_answers(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    fill(session, worker_engine, consultation, OPEN, 60, sex="male")
    view = "?view=who%3Dchose%26sex%3Dmale"
    for part in PARTS:
        page = html.unescape(watcher.get(f"{BOARD}{part}{view}").text)
        assert {f'href="{BOARD}{other}{view}"' for other in PARTS} <= {*re.findall(r'href="[^"]*"', page)}, (
            part
        )
        assert f'data-live="{BOARD}/live{part}{view}"' in page.replace(
            "/live/questions/your_reply", "/live/questions"
        )
        assert watcher.get(f"{BOARD}/live{part}{view}").status_code == 200


def test_a_page_or_a_section_that_there_is_not_is_not_found(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    fill(session, worker_engine, consultation, OPEN, 60)
    for part in ("/nothing", "/questions/nothing", "/written/nothing", "/live/nothing", "/table/nothing.csv"):
        assert watcher.get(f"{BOARD}{part}").status_code == 404, part


def test_no_page_of_a_blinded_board_tells_an_opinion(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    consultation.document = {**consultation.document, "blinded": True}
    fill(session, worker_engine, consultation, LOT, 120)
    for part in (part for part in PARTS if part != "/method"):
        page = watcher.get(f"{BOARD}{part}?view=who%3Drandom_invitation").text
        assert [opinion for opinion in OPINIONS if opinion in page] == [], part
    for name in ("by-way", "by-age", "by-district", "map", "support"):
        assert watcher.get(f"{BOARD}/table/{name}.csv").status_code == 404
    assert watcher.get(f"{BOARD}/table/arrivals.csv").status_code == 200


def test_every_page_says_that_there_are_too_few_replies(
    watcher: FlaskClient, consultation: Consultation
) -> None:
    for part in PARTS:
        page = watcher.get(f"{BOARD}{part}")
        assert page.status_code == 200, part
        assert "too few replies to show any figures" in page.text, part


def test_people_who_chose_to_reply_have_no_range_and_are_not_compared(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    for sex, said in (("female", "strongly_support"), ("male", "tend_oppose")):
        fill(session, worker_engine, consultation, OPEN, 60, sex=sex)
        for _ in range(60):
            reply(session, consultation, OPEN, support=said, sex=sex)
    count(worker_engine)
    for part in ("", "/groups"):
        page = watcher.get(f"{BOARD}{part}").text
        assert "as replied" in page
        for claim in ("likely range of support", "More support among", "apart from chance", "<path"):
            assert claim not in page, claim


def test_a_difference_between_groups_chosen_by_lot_is_told_when_it_is_more_than_chance(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    fill(session, worker_engine, consultation, LOT, 200)
    sexes = {f"who={LOT}&sex=female": shown(70), f"who={LOT}&sex=male": shown(30)}
    adjust(worker_engine, {f"who={LOT}": shown(50)} | sexes)
    for part in ("", "/groups"):
        page = watcher.get(f"{BOARD}{part}").text
        assert re.search(
            r"More support among Female \(\d+ %\) than among Male \(\d+ %\): more than chance", page
        )


def test_a_row_of_a_group_stands_in_the_page_and_in_its_file(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    fill(session, worker_engine, consultation, OPEN, 80, sex="male")
    page = watcher.get(f"{BOARD}/groups").text
    row = page.split(">Male</a>")[1].split("</tr>")[0]
    assert re.findall(r"(\d+) % as replied", row) == ["50", "25", "25"]
    assert ">80</td>" in row
    rows = list(csv.reader(StringIO(watcher.get(f"{BOARD}/table/by-sex.csv").text.lstrip("\ufeff"))))
    assert ["Male", "–", "–", "50", "–", "–", "25", "–", "–", "25", "80"] in rows
    assert ["Female", *["hidden"] * 10] in rows


def test_a_look_at_any_page_is_recorded(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    fill(session, worker_engine, consultation, OPEN, 60)
    for part in PARTS:
        watcher.get(f"{BOARD}{part}")
    seen = session.scalars(select(Audit).where(Audit.action == "board viewed")).all()
    assert [each.detail for each in seen] == [{"snapshot": 1}] * len(PARTS)


def test_a_consultation_without_tests_shows_none(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    watcher.application.extensions["catalogue"].fresh_seconds = 0
    assert 'id="tests"' in watcher.get(BOARD).text
    consultation.document = {**consultation.document, "tests": [], "measures": []}
    session.commit()
    page = watcher.get(BOARD).text
    assert 'id="tests"' not in page
    assert "The tests</a>" not in page


def test_only_themes_that_a_person_signed_off_say_why(
    watcher: FlaskClient, consultation: Consultation, session: Session, worker_engine: Engine
) -> None:
    fill(session, worker_engine, consultation, OPEN, 60)
    assert "No theme has been signed off by a person yet" in watcher.get(BOARD).text
