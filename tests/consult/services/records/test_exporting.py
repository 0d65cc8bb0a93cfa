"""What an export contains, and what it never does."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation, Person
from consult.services.consultations.catalogue import Catalogue
from consult.services.records.exporting import ask_export, stream_export
from tests.factories import make_consultation, make_vault, reply


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def export(session: Session, engine: Engine, *, with_texts: bool) -> list[dict[str, str]]:
    catalogue = Catalogue()
    version = catalogue.version(session, catalogue.listings(session)[0].surveys[0].version_id)
    person = Person(email="a@example.org", password="x", fs_uniquifier="x")
    session.add(person)
    session.flush()
    asked = ask_export(session, person, version, "csv", with_texts=with_texts)
    content = b"".join(stream_export(engine, make_vault(), asked))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return list(csv.DictReader(StringIO(archive.read("responses.csv").decode("utf-8-sig"))))


def test_a_response_is_one_row_with_a_column_for_each_variable(
    session: Session, web_engine: Engine, consultation: Consultation
) -> None:
    reply(
        session,
        consultation,
        purposes={"violence": "tend_support"},
        more="yes",
        trust=7,
        age="35-44",
        why="=cmd()",
    )
    row = export(session, web_engine, with_texts=True)[0]
    assert row["purposes_violence"] == "tend_support"
    assert row["trust"] == "7"
    assert row["group_age"] == "35-44"
    assert row["why"] == "'=cmd()"
    assert row["how_reached"] == "open_link"


def test_texts_and_equality_answers_stay_inside(
    session: Session, web_engine: Engine, consultation: Consultation
) -> None:
    reply(session, consultation, why="secret words", religion="christian", age="35-44")
    row = export(session, web_engine, with_texts=False)[0]
    assert not {"why", "religion", "age", "key_hash", "receipt_hash"} & row.keys()
    assert "secret words" not in str(row)
    assert "christian" not in row.values()


def test_an_export_leaves_a_record(session: Session, web_engine: Engine, consultation: Consultation) -> None:
    export(session, web_engine, with_texts=True)
    record = session.scalars(select(Audit).where(Audit.action == "responses exported")).one()
    assert record.detail == {"format": "csv", "texts": True}
