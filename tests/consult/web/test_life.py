"""Pauses and decisions on pages: residents are told, and nothing that they wrote is lost."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from consult.models import Consultation
from consult.services.findings.closing import close_early
from tests.consult.services.consultations.test_pausing import NOW
from tests.visitor import CHECK, SHORT_ROUTE, START, Visitor

STAFF, PUBLIC = "/staff/facial-recognition", "/consultations/facial-recognition"
DECISION = {
    "option": "trial",
    "decided": "A trial of **six** months.",
    "reasons": "Most people want it tried first.",
    "decided_on": "1/11/2026",
    "heard": "Tell us where -> Places are published.\n\nWho checks? -> A panel of residents.",
}


def test_who_is_writing_is_told_and_can_send_afterwards(
    client: FlaskClient, staff: Visitor, consultation: Consultation
) -> None:
    client.application.extensions["catalogue"].fresh_seconds = 0
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    assert staff.send(f"{STAFF}/events/pause", why="").status_code == 422
    assert staff.send(f"{STAFF}/events/pause", why="A question was wrong.").status_code == 302
    refused = visitor.send(CHECK)
    assert (
        refused.status_code,
        "They are kept" in refused.text,
        "A question was wrong." in refused.text,
    ) == (
        409,
        True,
        True,
    )
    question = client.get(f"{PUBLIC}/views/questions/support").text
    assert "<strong>Paused since" in question
    assert visitor.send(f"{PUBLIC}/views/questions/support", support="neither").status_code == 302, "kept"
    assert client.application.test_client().get(START).status_code == 409
    assert ("Paused" in client.get("/").text, "Nobody can start" in client.get(PUBLIC).text) == (True, True)
    assert "Paused since" in staff.client.get(f"{STAFF}/events").text
    assert staff.send(f"{STAFF}/events/resume", why="It was put right.").status_code == 302
    assert "Paused since" not in client.get(f"{PUBLIC}/views/questions/support").text
    assert visitor.finish()
    assert "It was put right." in client.get(PUBLIC).text


def test_a_decision_is_published_changed_and_kept(
    client: FlaskClient, staff: Visitor, session: Session, consultation: Consultation
) -> None:
    client.application.extensions["catalogue"].fresh_seconds = 0
    assert client.get(f"{PUBLIC}/decision").status_code == 404
    early = staff.send(f"{STAFF}/decision", **DECISION, seen="0")
    assert (early.status_code, "has not closed" in early.text) == (422, True)
    close_early(session, None, consultation, "a test", NOW)
    session.commit()
    assert staff.send(f"{STAFF}/decision", **DECISION, seen="0").status_code == 302
    page = client.get(f"{PUBLIC}/decision").text
    for words in (
        "A limited trial",
        "<strong>six</strong>",
        "You said: Who checks?",
        "A panel of residents.",
    ):
        assert words in page
    assert "It has been decided" in client.get(PUBLIC).text
    late = staff.send(f"{STAFF}/decision", **DECISION | {"decided": "Mine"}, seen="0")
    assert (late.status_code, "meanwhile" in late.text, "Mine" in late.text) == (422, True, True)
    assert staff.send(f"{STAFF}/decision", **DECISION | {"decided": "Longer."}, seen="1").status_code == 302
    assert "Longer." in client.get(f"{PUBLIC}/decision").text
    assert "<strong>six</strong>" in client.get(f"{PUBLIC}/decision?version=1").text


def test_lines_without_an_answer_are_sent_back(
    staff: Visitor, session: Session, consultation: Consultation
) -> None:
    close_early(session, None, consultation, "a test", NOW)
    session.commit()
    page = staff.send(f"{STAFF}/decision", **DECISION | {"heard": "Only this"}, seen="0")
    assert (page.status_code, "On each line write what people said" in page.text) == (422, True)
    future = staff.send(f"{STAFF}/decision", **DECISION | {"decided_on": "1/1/2099"}, seen="0")
    assert "it cannot lie ahead" in future.text
