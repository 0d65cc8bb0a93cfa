"""Readiness: what cannot be written, or is of another release, is not ready, whoever asks however often."""

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.database import make_engine
from consult.migrations.preparation import MIGRATIONS
from consult.migrations.revisions import newest_revision
from consult.models import Probe
from consult.services.readiness import READY, Readiness, look
from tests.faults.broken import State, refusing


def test_a_healthy_database_is_ready_and_keeps_nothing(client: FlaskClient, session: Session) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"database": READY})
    assert session.scalars(select(Probe)).all() == []


NEWEST = "UPDATE alembic_version SET version_num = %s"
FULL = refusing("53100", tables=("probe",))
OTHER = State("of another release", "UPDATE alembic_version SET version_num = '0001'", "")


@pytest.mark.parametrize(
    ("state", "said"), [(FULL, "psycopg.errors.DiskFull"), (OTHER, "of another release")]
)
def test_one_that_cannot_be_written_is_not(
    client: FlaskClient, sweeper: psycopg.Connection, state: State, said: str
) -> None:
    sweeper.execute(state.begin)
    try:
        answer = client.get("/readyz")
    finally:
        sweeper.execute(state.end or NEWEST, () if state.end else (newest_revision(),))
    assert answer.status_code == 503
    assert said in answer.text


def test_one_that_is_away_is_not() -> None:
    engine = make_engine("postgresql://nobody@127.0.0.1:1/none")
    assert look(engine) == "cannot be written to: psycopg.OperationalError"
    engine.dispose()


def test_the_newest_schema_is_the_one_migrations_lead_to() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert newest_revision() == ScriptDirectory.from_config(config).get_current_head()


def test_asking_often_writes_once(web_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Engine] = []

    def count(engine: Engine) -> str:
        looks.append(engine)
        return READY

    monkeypatch.setattr("consult.services.readiness.look", count)
    readiness = Readiness()
    assert {readiness.find(web_engine) for _ in range(10)} == {READY}
    assert len(looks) == 1
