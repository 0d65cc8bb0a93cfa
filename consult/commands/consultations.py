"""`flask consultation`: end one and make its finding now, not by the worker later; its replies for an auditor."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.commands.replies import replies
from consult.commands.running import current_settings, running_urls, transaction
from consult.database import make_engine
from consult.errors import ConsultError
from consult.models import Consultation, FindingRecord
from consult.postgres.roles import Urls
from consult.services.consultations.catalogue import Catalogue, Listing, Phase
from consult.services.findings.closing import AT_CLOSING, close_early
from consult.services.findings.published import list_findings
from consult.services.vault import Vault
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace

consultation = AppGroup("consultation", help="Close consultations, and give their replies to an auditor.")
consultation.add_command(replies)


@consultation.command("close")
@click.argument("slug")
@click.option(
    "--early", "reason", default="", help="Why it closes before its time, where the replies are real."
)
def close(slug: str, reason: str) -> None:
    """Close SLUG if it is open, make the finding of each of its surveys, and print it."""
    with running_urls() as urls:
        try:
            listing = end(urls, slug, reason)
            for survey in listing.surveys:
                tell(find_now(urls, survey.id), f"/consultations/{slug}/{survey.slug}/finding")
        except ConsultError as refused:
            raise click.ClickException(refused.message) from refused


def end(urls: Urls, slug: str, reason: str) -> Listing:
    """Close it unless it is closed; raises `ClosingRefusedError` or `NotFoundError`."""
    with transaction(urls.web) as session:
        listing = Catalogue(fresh_seconds=0).listing(session, slug)
        now = datetime.now(UTC)
        if listing.phase(now) is not Phase.CLOSED:
            row = session.scalars(select(Consultation).where(Consultation.slug == slug)).one()
            close_early(session, None, row, reason, now)
        return listing


def find_now(urls: Urls, survey_id: int) -> FindingRecord | None:
    """Make the finding, or give the one there is; None while late replies are still let in."""
    engine = make_engine(urls.worker, statement_seconds=0)
    click.echo("Reading the replies and making the finding")
    try:
        made = find_once(Workplace(engine, Vault.from_settings(current_settings())), survey_id, AT_CLOSING)
        with Session(engine) as session:
            return made or next(iter(list_findings(session, survey_id)), None)
    finally:
        engine.dispose()


def tell(record: FindingRecord | None, address: str) -> None:
    if record is None:
        click.echo("It is closed. The finding is made when replies begun in time can no longer be sent.")
        return
    page = record.shown
    for line in (
        page["status"],
        page["words"]["headline"],
        page["words"]["stands"],
        page["words"]["closing"],
    ):
        if line:
            click.echo(line)
    click.echo(f"Plan {record.plan_digest}\nReplies {record.data_digest}\nCode {record.code_version}")
    click.echo(f"Its page: {current_settings().site_url}{address}")
