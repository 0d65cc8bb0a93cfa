"""`flask consultation add|import|export|publish|pause|resume`: the studio's work by file and command."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.commands.running import running_urls, transaction
from consult.commands.surveys import FILE, open_file
from consult.errors import ConsultError, NotFoundError
from consult.models import Consultation, Manuscript
from consult.services.consultations.pausing import pause, resume
from consult.services.people import find_person
from consult.services.studio.manuscripts import Edit, MisshapenError, create, find_draft, save
from consult.services.studio.publishing import ask_publication, check_publication, publish_draft
from consult.services.studio.sources import export as export_published

UNKNOWN = "There is no consultation “{}” in the studio."


@click.command("add")
@click.argument("file", type=FILE)
@click.option("--slug", default="", help="The address; made of the file's name if left out.")
@click.option("--invented", is_flag=True, help="It is for practice: its replies are invented.")
@with_appcontext
def add(file: Path, slug: str, *, invented: bool) -> None:
    """Begin a consultation in the studio from FILE."""
    bundle = open_file(file)
    with running_urls() as urls, transaction(urls.web) as session:
        try:
            made = create(session, None, slug or file.stem, bundle, synthetic=invented)
        except MisshapenError as refused:
            lines = "\n".join(f"{each.part}, {each.place}: {each.sentence}" for each in refused.problems)
            raise click.ClickException(lines) from None
        except ConsultError as refused:
            raise click.ClickException(refused.message) from None
        click.echo(f"“{made.slug}” is in the studio, number {made.id}. Nothing is published")


@click.command("import")
@click.argument("file", type=FILE)
@click.argument("slug")
@with_appcontext
def import_file(file: Path, slug: str) -> None:
    """Put FILE in place of what is written of SLUG; what was there stays in its history."""
    bundle = open_file(file)
    with running_urls() as urls, transaction(urls.web) as session:
        try:
            done = save(
                session,
                None,
                find_manuscript(session, slug).id,
                Edit(f"Imported: {file.name}", lambda _: bundle),
            )
        except ConsultError as refused:
            raise click.ClickException(refused.message) from None
        click.echo(f"“{slug}” is at version {done.version.number}")


@click.command("export")
@click.argument("slug")
@with_appcontext
def export(slug: str) -> None:
    """Write SLUG as a file to standard output: as it is written, or as it is published where it never was written."""
    with running_urls() as urls, transaction(urls.web) as session:
        try:
            known = session.scalar(select(Manuscript.id).where(Manuscript.slug == slug))
            bundle = find_draft(session, known).document if known else export_published(session, slug)
        except NotFoundError:
            raise click.ClickException(f"There is no consultation “{slug}”.") from None
        click.echo(json.dumps(bundle, indent=2, ensure_ascii=False))


@click.command("publish")
@click.argument("slug")
@click.option("--by", default="", help="E-mail address of whoever asks for it.")
@click.option("--reason", default="It is ready.", help="Why, for whoever approves it.")
@with_appcontext
def publish(slug: str, by: str, reason: str) -> None:
    """Publish SLUG if it is for practice; ask for a real one, which somebody else approves on the staff pages."""
    with running_urls() as urls, transaction(urls.web) as session:
        try:
            manuscript = find_manuscript(session, slug)
            if manuscript.synthetic:
                draft = find_draft(session, manuscript.id, locked=True)
                check_publication(session, draft)
                publish_draft(session, None, draft)
                click.echo(f"“{slug}” is published")
            elif by:
                asked = ask_publication(session, find_person(session, by), manuscript.id, reason)
                click.echo(
                    f"Asked for. Somebody else approves it at /staff/studio/{manuscript.id}/approvals/{asked.id}"
                )
            else:
                raise click.UsageError(
                    "It is a real one. Name whoever asks for it with --by; somebody else approves."
                )
        except ConsultError as refused:
            raise click.ClickException(refused.message) from None


@click.command("pause")
@click.argument("slug")
@click.option("--why", prompt=True, help="The reason, which is public.")
@with_appcontext
def pause_now(slug: str, why: str) -> None:
    """Let nothing be sent to SLUG until it is resumed."""
    click.echo(_change(slug, why, resuming=False))


@click.command("resume")
@click.argument("slug")
@click.option("--why", prompt=True, help="What was put right, which is public.")
@with_appcontext
def resume_now(slug: str, why: str) -> None:
    """Let SLUG go on, and close as much later as it was paused."""
    click.echo(_change(slug, why, resuming=True))


def _change(slug: str, why: str, *, resuming: bool) -> str:
    with running_urls() as urls, transaction(urls.web) as session:
        number = session.scalar(select(Consultation.id).where(Consultation.slug == slug))
        if number is None:
            raise click.ClickException(f"There is no consultation “{slug}”.")
        try:
            (resume if resuming else pause)(session, None, number, why, datetime.now(UTC))
        except ConsultError as refused:
            raise click.ClickException(refused.message) from None
    return f"“{slug}” goes on" if resuming else f"“{slug}” is paused"


def find_manuscript(session: Session, slug: str) -> Manuscript:
    """Raises `NotFoundError`."""
    found = session.scalar(select(Manuscript).where(Manuscript.slug == slug))
    if found is None:
        raise NotFoundError(UNKNOWN.format(slug))
    return found
