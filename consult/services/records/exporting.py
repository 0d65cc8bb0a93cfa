"""What an export contains: responses by variable, the codebook, and nothing else.

Equality answers and exact times stay where they are; texts are added only where somebody asks for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Row, text
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.exports import FORMATS
from consult.exports.table import Cell, Format, Sheet
from consult.models import Person
from consult.services import audit
from consult.services.answering.submissions import STRATUM_SEPARATOR
from consult.services.consultations.catalogue import Version
from consult.services.vault import Vault
from surveys import codebook

FIXED = (
    "response",
    "how_reached",
    "state",
    "counted_as_resident",
    "may_publish",
    "received_day",
    "proposal_version",
)
CHUNK = 2000

RESPONSES = text("""
    SELECT response.id, arm.code AS arm, response.state, response.eligible, response.may_publish,
           CAST(response.received_at AT TIME ZONE 'Europe/London' AS date) AS day, response.stratum,
           response.answers, response.key_hash,
           (SELECT proposal_number FROM survey_version WHERE survey_version.id = response.version_id) AS proposal,
           (SELECT json_object_agg(question, encode(sealed, 'hex')) FROM statement
            WHERE statement.response_id = response.id) AS sealed
    FROM response JOIN arm ON arm.id = response.arm_id
    WHERE response.state <> 'erased' AND response.version_id IN (
        SELECT alike.id FROM survey_version AS alike JOIN survey_version AS newest USING (survey_id, digest)
        WHERE newest.id = :version
    )
    ORDER BY response.id
""")


@dataclass(frozen=True)
class Export:
    """An export that may be made: which version, in which format, with or without what people wrote.

    Replies to earlier versions with the same questions, published anew when the proposal changed, are in it.
    """

    version: Version
    format: Format
    with_texts: bool


def ask_export(
    session: Session, person: Person, version: Version, format_name: str, *, with_texts: bool
) -> Export:
    """Record the export before a single row leaves; raises `NotFoundError` for an unknown format."""
    if format_name not in FORMATS:
        raise NotFoundError
    audit.record(
        session,
        person,
        "responses exported",
        f"survey_version:{version.id}",
        format=format_name,
        texts=with_texts,
    )
    return Export(version, FORMATS[format_name], with_texts)


def stream_export(engine: Engine, vault: Vault, export: Export) -> Iterator[bytes]:
    """The file in pieces, read in a transaction of its own that cannot write."""
    reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with Session(reading) as session:
        found = session.execute(
            RESPONSES, {"version": export.version.id}, execution_options={"yield_per": CHUNK}
        )
        yield from export.format.write(make_sheets(export, found, vault))


def make_sheets(export: Export, found: Iterator[Row[Any]], vault: Vault) -> list[Sheet]:
    """The responses and the codebook."""
    questionnaire = export.version.questionnaire
    names = [variable.name for variable in questionnaire.counted]
    texts = [question.name for question in questionnaire.texts] if export.with_texts else []
    strata = [stratum.name for stratum in questionnaire.strata]
    headers = [*FIXED, *(f"group_{name}" for name in strata), *names, *texts]
    rows = (_row(row, names, texts, vault) for row in found)
    return [
        Sheet("responses", headers, rows),
        Sheet("codebook", codebook.HEADERS, codebook.rows(questionnaire)),
    ]


def _row(row: Row[Any], names: Sequence[str], texts: Sequence[str], vault: Vault) -> list[Cell]:
    fixed: list[Cell] = [
        row.id,
        row.arm,
        row.state,
        _yes(row.eligible),
        _yes(row.may_publish),
        row.day.isoformat(),
        row.proposal,
    ]
    values = [row.answers.get(name) for name in names]
    sealed = row.sealed or {}
    written = [_open(vault, row.key_hash, question, sealed.get(question)) for question in texts]
    return [*fixed, *row.stratum.split(STRATUM_SEPARATOR), *values, *written]


def _open(vault: Vault, key_hash: bytes, question: str, sealed: str | None) -> str | None:
    return None if sealed is None else vault.open_statement(bytes.fromhex(sealed), key_hash, question)


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"
