"""Exports: the replies to all versions of a survey, and the codebook, and nothing else.

Equality answers and exact times stay where they are; texts are added only where somebody asks for them. The rows
bear numbers that no page of staff takes, and stand in an order that says nothing, so that whoever decides whether a
reply counts cannot look up what it says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Row, func, select, text
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.exports import FORMATS
from consult.exports.table import Format, Sheet
from consult.models import Exclusion, Person, Response, SurveyVersion, ThemeRun
from consult.services import audit
from consult.services.consultations.catalogue import Catalogue, Version
from consult.services.findings.weights import weigh_replies
from consult.services.records.codebook import HEADERS, codebook
from consult.services.records.columns import LEAST, Material, make_columns, read_row
from consult.services.vault import Vault

EXPORTED = "responses exported"
CHUNK = 2000

RESPONSES = text("""
    WITH newest AS (
        SELECT DISTINCT ON (question) id, question FROM theme_run
        WHERE survey_id = :survey AND state = 'finished' ORDER BY question, id DESC
    )
    SELECT upper(substr(encode(sha256(convert_to(:salt || response.id, 'UTF8')), 'hex'), 1, 12)) AS number,
           arm.code AS arm, response.state, response.eligible, response.may_publish,
           CAST(response.received_at AT TIME ZONE 'Europe/London' AS date) AS day,
           count(*) FILTER (WHERE response.state = 'counted') OVER (
                PARTITION BY response.arm_id, CAST(response.received_at AT TIME ZONE 'Europe/London' AS date)
           ) AS same_day, response.stratum, response.lot,
           response.answers, response.key_hash, response.version_id, monitoring.sealed AS monitoring,
           (SELECT rule FROM exclusion WHERE response_id = response.id AND action <> 'reinstate'
                AND applied_at IS NOT NULL ORDER BY id DESC LIMIT 1) AS rule,
           (SELECT json_object_agg(question, encode(sealed, 'hex')) FROM statement
            WHERE statement.response_id = response.id) AS sealed,
           (SELECT json_object_agg(found.question, found.labels) FROM (
                SELECT newest.question, array_agg(theme.label ORDER BY theme.position) AS labels
                FROM newest JOIN theme ON theme.run_id = newest.id
                JOIN theme_member ON theme_member.theme_id = theme.id
                JOIN statement ON statement.id = theme_member.statement_id
                WHERE statement.response_id = response.id GROUP BY newest.question
            ) AS found) AS themes
    FROM response JOIN arm ON arm.id = response.arm_id
    LEFT JOIN monitoring ON monitoring.response_id = response.id
    WHERE response.version_id = ANY(:versions)
    ORDER BY number
""")


@dataclass(frozen=True)
class Export:
    """An export that may be made: of which survey, in which format, with or without what people wrote."""

    version: Version
    format: Format
    with_texts: bool


def ask_export(
    session: Session, person: Person, version: Version, format_name: str, *, with_texts: bool
) -> Export:
    """Record the export before a single row leaves; raises `NotFoundError` for an unknown format."""
    if format_name not in FORMATS:
        raise NotFoundError
    subject = f"survey_version:{version.id}"
    audit.record(session, person, EXPORTED, subject, format=format_name, texts=with_texts)
    return Export(version, FORMATS[format_name], with_texts)


def stream_export(engine: Engine, vault: Vault, export: Export) -> Iterator[bytes]:
    """The file in pieces, read in a transaction of its own that cannot write."""
    reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with Session(reading) as session:
        material = gather_material(session, vault, export.version)
        asked = {
            "survey": export.version.survey_id,
            "versions": list(material.versions),
            "salt": vault.export_salt.hex(),
        }
        found = session.execute(RESPONSES, asked, execution_options={"yield_per": CHUNK})
        yield from export.format.write(make_sheets(export, found, material))


def gather_material(session: Session, vault: Vault, newest: Version) -> Material:
    """What is needed beside the rows: every version of the survey, the weights, what is rare, what has themes."""
    catalogue = Catalogue()
    ids = session.scalars(select(SurveyVersion.id).where(SurveyVersion.survey_id == newest.survey_id)).all()
    themed = select(ThemeRun.question).where(
        ThemeRun.survey_id == newest.survey_id, ThemeRun.state == "finished"
    )
    return Material(
        versions={number: catalogue.version(session, number) for number in ids},
        vault=vault,
        weights=weigh_replies(session, newest),
        rare=find_rare(session, list(ids)),
        themed=sorted({*session.scalars(themed)}),
    )


def find_rare(session: Session, version_ids: list[int]) -> frozenset[str]:
    """The rules by which fewer replies were taken out than may be told of."""
    query = (
        select(Exclusion.rule)
        .join(Response, Response.id == Exclusion.response_id)
        .where(
            Response.version_id.in_(version_ids), Response.state == "excluded", Exclusion.action == "exclude"
        )
        .group_by(Exclusion.rule)
        .having(func.count(Response.id.distinct()) < LEAST)
    )
    return frozenset(session.scalars(query))


def make_sheets(export: Export, found: Iterator[Row[Any]], material: Material) -> list[Sheet]:
    """The responses and the codebook, of one list of columns."""
    columns = make_columns(material, with_texts=export.with_texts)
    readers = [each.read for each in columns]
    replies = (read_row(row, material) for row in found)
    names = [each.column.name for each in columns]
    return [
        Sheet("responses", names, ([read(reply) for read in readers] for reply in replies)),
        Sheet("codebook", HEADERS, codebook([each.column for each in columns])),
    ]
