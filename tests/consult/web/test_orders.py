"""Pages whose order is drawn by lot: the same for one visit, turned for others, and kept with the reply."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Response
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Catalogue
from consult.services.findings.replies import write_replies
from consult.services.records.exclusions import Act, apply_exclusions
from tests.approved import agree_on
from tests.consult.services.records.test_exporting import sheets
from tests.factories import make_consultation, send_reply, survey_of
from tests.visitor import Visitor

SUPPORT = "/consultations/facial-recognition/views/questions/support_before"
SCALE = ["strongly_support", "tend_support", "neither", "tend_oppose", "strongly_oppose"]


@pytest.fixture
def visits(app: Flask, session: Session) -> Iterator[Visitor]:
    make_consultation(session)
    return (Visitor(app.test_client()) for _ in range(40))


def order_of(visitor: Visitor, address: str = SUPPORT) -> list[str]:
    return re.findall(r'type="radio" value="([^"]+)"', visitor.client.get(address).text)


def test_a_scale_is_seen_from_either_end_and_the_same_all_the_way(visits: Iterator[Visitor]) -> None:
    seen = set()
    for visitor in visits:
        visitor.answer_all({"replying_as": {"replying_as": "lives"}})
        orders = {tuple(order_of(visitor, SUPPORT.replace("_before", end))) for end in ("", "_before")}
        assert len(orders) == 1
        assert order_of(visitor)[-1] == "dont_know"
        seen |= orders
        if len(seen) == 2:
            break
    assert {order[:5] for order in seen} == {tuple(SCALE), tuple(reversed(SCALE))}


def test_a_mistake_shows_the_same_order_again(visits: Iterator[Visitor]) -> None:
    visitor = next(visits)
    visitor.answer_all({"replying_as": {"replying_as": "lives"}})
    before = order_of(visitor)
    wrong = visitor.send(SUPPORT, support_before="perhaps")
    assert wrong.status_code == 422
    assert re.findall(r'type="radio" value="([^"]+)"', wrong.text) == before


def test_a_lot_is_the_same_at_each_page_and_fits_its_column() -> None:
    lots = [Visit.begin().lot for _ in range(300)]
    assert 0 <= min(lots) < max(lots) < 2**15
    assert 90 < sum(lot & 1 for lot in lots) < 210
    visit = Visit.begin()
    assert Visit.from_cookie(visit.cookie).lot == visit.lot  # type: ignore[union-attr]


def test_an_export_tells_the_direction_and_what_stood_first(session: Session, web_engine: Engine) -> None:
    consultation = make_consultation(session)
    visits = [send_reply(session, consultation, "open_link", {}) for _ in range(12)]
    session.commit()
    rows, codebook = sheets(session, web_engine)
    directions = {visit.lot & 1: 0 for visit in visits}
    assert {row["scale_direction"] for row in rows} == {["as_written", "reversed"][lot] for lot in directions}
    firsts = {row["code"] for row in codebook if row["variable"] == "order_purposes"} - {".not_drawn"}
    assert {row["order_purposes"] for row in rows} <= firsts
    assert len(firsts) == 6
    assert "order_use" not in rows[0], "the order of amounts stays"


def test_an_erased_reply_keeps_no_lot_and_the_digest_knows_it(
    session: Session, worker_session: Session
) -> None:
    consultation = make_consultation(session)
    visit = send_reply(session, consultation, "open_link", {})
    session.commit()
    assert b",%d]" % visit.lot in next(write_replies(session, survey_of(consultation).id))
    agree_on(session, Act("erase", "Asked for", "withdrawn"), session.scalars(select(Response.id)).one())
    session.commit()
    apply_exclusions(worker_session, Catalogue(fresh_seconds=0))
    worker_session.commit()
    session.expire_all()
    assert session.scalars(select(Response.lot)).one() is None
