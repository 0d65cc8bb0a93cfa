"""While open the public sees how many replied, and nothing of what they said."""

from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult.worker.counting import CountingLoop
from tests.factories import make_consultation, reply

OVERVIEW = "/consultations/facial-recognition"


def test_the_overview_tells_how_many_replied(
    client: FlaskClient, session: Session, worker_engine: Engine
) -> None:
    consultation = make_consultation(session)
    assert "come so far" not in client.get(OVERVIEW).text
    for _ in range(3):
        reply(session, consultation)
    loop = CountingLoop(worker_engine)
    loop.step()
    loop.leadership.resign()
    page = client.get(OVERVIEW).text
    assert "3 replies have come so far" in page
    assert " %" not in page.split("come so far")[0]
