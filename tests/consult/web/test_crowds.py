"""Thirty visits from one address: all are let in, and those among very many carry the mark when they are sent."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.plan.defaults import DOUBTS
from consult.models import Response
from consult.services.records.doubts import read_doubts
from tests.factories import make_consultation, survey_of
from tests.visitor import SHORT_ROUTE, START, Visitor


def arrive(app: Flask, address: str) -> Visitor:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return Visitor(client)


def test_nobody_is_turned_away_and_whoever_comes_after_twenty_is_in_doubt(
    app: Flask, session: Session
) -> None:
    consultation = make_consultation(session)
    for _ in range(21):
        assert arrive(app, "192.0.2.7").start() != START
    late, elsewhere = arrive(app, "192.0.2.7"), arrive(app, "2001:db8::7")
    for visitor in (late, elsewhere):
        visitor.answer_all(SHORT_ROUTE)
        assert visitor.finish()
    marks = session.scalars(select(Response.crowd).order_by(Response.id)).all()
    assert marks == [20, None]
    doubts = read_doubts(session, survey_of(consultation).id, DOUBTS)
    assert [("crowd" in each.causes) for each in doubts if each.id == 1] == [True]


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7", "unix:"])
def test_every_start_leads_to_the_first_question(app: Flask, session: Session, address: str) -> None:
    make_consultation(session)
    for _ in range(12):
        visitor = arrive(app, address)
        assert visitor.client.get(visitor.start()).status_code == 200
