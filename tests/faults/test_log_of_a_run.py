"""The log of a whole run: whatever happens to the database, no answer, code or password is in it.

Every state is set by the owner of the database while people and staff are at work; each of them is told that
nothing was saved, and is shown the words again.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Response
from consult.postgres.cluster import Cluster
from consult.settings import Settings
from tests.conftest import CLONE, running_app
from tests.factories import make_consultation
from tests.faults.broken import State, end_connections, every_state, in_state
from tests.forms import Fields, filled
from tests.staff import PASSWORD, SIGN_IN, add_account, sign_in
from tests.visitor import CHECK, SHORT_ROUTE, TOKEN, Visitor

WORDS = "Nobody but me knows the word hippogriff."
QUESTION = "/consultations/facial-recognition/views/questions/why"
NOTE = "/staff/facial-recognition/sessions/add"
NOTED: Fields = {
    "host": "A library",
    "place": "Maidstone",
    "views": WORDS,
    "attendance": "3",
    "held_on": "1/2/2026",
}
EMAIL = "griffin@example.org"
NEVER = ("hippogriff", "tend_support", "E07000110", PASSWORD, EMAIL)


@pytest.fixture
def probed(settings: Settings, emptied: None) -> Settings:
    """Settings of applications whose connections can be told from those of the test itself."""
    return replace(settings, database_url=f"{settings.database_url}&application_name=probed")


@pytest.fixture
def resident(probed: Settings, session: Session) -> Iterator[Visitor]:
    """Somebody who has answered everything."""
    make_consultation(session)
    for app in running_app(probed, "residents"):
        visitor = Visitor(app.test_client())
        visitor.answer_all(SHORT_ROUTE)
        yield visitor


@pytest.fixture
def desk(probed: Settings, session: Session, resident: Visitor) -> Iterator[Visitor]:
    """Somebody of the staff, signed in."""
    for app in running_app(probed, "staff"):
        visitor = Visitor(app.test_client())
        sign_in(visitor.client, add_account(app, session, "staff", EMAIL))
        yield visitor


@pytest.fixture
def log(cluster: Cluster, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> "Log":
    caplog.set_level(logging.DEBUG)
    return Log(cluster, caplog, capfd)


class Log:
    """Everything that the run wrote: through logging, to its output, and by the database."""

    def __init__(
        self, cluster: Cluster, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        self.file = cluster.home / "log"
        self.before = self.file.stat().st_size
        self.caplog, self.capfd = caplog, capfd

    def read(self) -> str:
        of_database = self.file.read_bytes()[self.before :].decode()
        return "\n".join([self.caplog.text, *self.capfd.readouterr(), of_database])

    def tells(self) -> list[str]:
        """What it should not."""
        written = self.read()
        assert "POST answering.answer" in written, "the run was not logged at all"
        return [word for word in NEVER if word in written]


@dataclass
class Run:
    """What a resident and a member of staff send, with pages that they opened before."""

    resident: Visitor
    desk: Visitor

    def __post_init__(self) -> None:
        token = TOKEN.search(self.resident.client.get(QUESTION).text)
        assert token
        self.token = token[1]
        self.note = filled(self.desk.client.get(NOTE).text) | NOTED

    def send(self) -> list[tuple[int, bool]]:
        """The status of each answer, and whether the words are shown again."""
        for client, page in ((self.resident.client, QUESTION), (self.desk.client, "/staff/")):
            client.get(page)  # a connection that was cut is noticed at its next use
        answers = [
            self.resident.client.post(QUESTION, data={"csrf_token": self.token, "why": WORDS}),
            self.desk.client.post(NOTE, data=self.note),
        ]
        return [(answer.status_code, WORDS in answer.text) for answer in answers]

    def finish(self) -> tuple[int, bool]:
        """The status of sending all answers, and whether the sign-in page shows a password again."""
        refused = self.desk.client.post(SIGN_IN, data={"email": EMAIL, "password": PASSWORD})
        sent = self.resident.client.post(CHECK, data={"csrf_token": self.token})
        return sent.status_code, PASSWORD in refused.text


@pytest.mark.parametrize("state", every_state(CLONE), ids=str)
def test_no_state_of_the_database_tells_what_was_sent_or_loses_it(
    state: State, resident: Visitor, desk: Visitor, log: Log, sweeper: psycopg.Connection
) -> None:
    run = Run(resident, desk)
    with in_state(sweeper, state):
        sent, finished = run.send(), run.finish()
    assert sent == [(state.status, True), (state.status, True)]
    assert finished == (state.status, False)
    assert log.tells() == []
    assert sweeper.execute("SELECT count(*) FROM response").fetchone() == (0,)


def test_when_it_is_over_everything_can_be_sent(
    resident: Visitor, sweeper: psycopg.Connection, session: Session
) -> None:
    end_connections(sweeper)
    refused = resident.client.get(CHECK)
    assert refused.status_code in {200, 503}
    resident.finish()
    assert len(session.scalars(select(Response)).all()) == 1


def test_a_fault_of_our_own_is_told_without_what_was_sent(
    resident: Visitor, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise ValueError(WORDS)

    monkeypatch.setattr(import_module("consult.web.residents.answering"), "save_answers", fail)
    answer = resident.send(QUESTION, why=WORDS)
    assert (answer.status_code, WORDS in answer.text) == (500, True)
    assert log.tells() == []
