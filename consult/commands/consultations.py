"""`flask consultation`: end one and make its finding now, not by the worker later; its replies for an auditor."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.commands import studio
from consult.commands.replies import replies
from consult.commands.running import current_settings, running_urls, transaction
from consult.database import make_engine
from consult.errors import ConsultError
from consult.models import Consultation, FindingRecord
from consult.postgres.roles import Urls
from consult.services.consultations.catalogue import Catalogue, Listing, Phase
from consult.services.findings.closing import AT_CLOSING, ClosingRefusedError, close_early
from consult.services.findings.published import find_beside, list_findings
from consult.services.vault import Vault
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace

TWO_PEOPLE = (
    "It has not closed, and its replies are real. To close it before its time, one person asks on the staff page "
    "“Changes and time” and another approves."
)

consultation = AppGroup(
    "consultation", help="Write, publish, pause and close consultations; replies for an auditor."
)
for command in (
    replies,
    studio.add,
    studio.import_file,
    studio.export,
    studio.publish,
    studio.pause_now,
    studio.resume_now,
):
    consultation.add_command(command)

NOT_YET = "It is closed. The finding is made when replies begun in time can no longer be sent."


@consultation.command("close")
@click.argument("slug")
def close(slug: str) -> None:
    """Make the finding of each survey of SLUG after it has closed, and print it; a demonstration is closed first."""
    with running_urls() as urls:
        try:
            listing = end(urls, slug)
            for survey in listing.surveys:
                found = find_now(urls, survey.id)
                for record in found:
                    tell(record, f"/consultations/{slug}/{survey.slug}")
                if not found:
                    click.echo(NOT_YET)
        except ConsultError as refused:
            raise click.ClickException(refused.message) from refused


def end(urls: Urls, slug: str) -> Listing:
    """Close a demonstration unless it is closed; raises `ClosingRefusedError` or `NotFoundError`."""
    with transaction(urls.web) as session:
        listing = Catalogue(fresh_seconds=0).listing(session, slug)
        now = datetime.now(UTC)
        if listing.phase(now) in {Phase.OPEN, Phase.PAUSED} and not listing.synthetic:
            raise ClosingRefusedError(TWO_PEOPLE)
        if listing.phase(now) is not Phase.CLOSED:
            row = session.scalars(select(Consultation).where(Consultation.slug == slug)).one()
            close_early(session, None, row, "", now)
        return listing


def find_now(urls: Urls, survey_id: int) -> list[FindingRecord]:
    """Make the finding, or give the one there is, and after it what a later plan would find; none while late
    replies are still let in.
    """
    engine = make_engine(urls.worker, statement_seconds=0)
    click.echo("Reading the replies and making the finding")
    try:
        find_once(Workplace(engine, Vault.from_settings(current_settings())), survey_id, AT_CLOSING)
        with Session(engine) as session:
            found = list_findings(session, survey_id)
            decided = next((record for record in found if not record.exploratory), None)
            return [] if decided is None else [decided, *find_beside(found, decided)]
    finally:
        engine.dispose()


def tell(record: FindingRecord, address: str) -> None:
    page = record.shown
    if record.exploratory:
        click.echo("\nExploratory, by a plan that was approved after replies had come; it replaces nothing:")
    for line in (
        page["status"],
        page["words"]["headline"],
        page["words"]["stands"],
        page["words"]["closing"],
        *page.get("moved", ()),
    ):
        if line:
            click.echo(line)
    click.echo(f"Plan {record.plan_digest}\nReplies {record.data_digest}\nCode {record.code_version}")
    click.echo(f"Its page: {current_settings().site_url}{address}/findings/{record.number}")
