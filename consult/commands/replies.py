"""`flask consultation replies`: what the fingerprint of the replies was computed over, for an auditor."""

from hashlib import sha256

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from consult.commands.running import running_urls, transaction
from consult.errors import ConsultError
from consult.services import audit
from consult.services.consultations.catalogue import Catalogue, SurveyEntry
from consult.services.findings.published import list_findings
from consult.services.findings.replies import write_replies


@click.command("replies")
@click.argument("slug")
@click.option("--survey", "name", default="", help="Which survey, where the consultation has several.")
@with_appcontext
def replies(slug: str, name: str) -> None:
    """Write the replies to SLUG to standard output, a line for each; for auditors only.

    SHA-256 over the output is the fingerprint of the replies on the page of the finding.
    """
    with running_urls() as urls:
        with transaction(urls.worker) as session:
            survey = choose(session, slug, name)
            audit.record(session, None, "replies written for an auditor", f"survey:{survey.id}")
        with transaction(urls.worker, "REPEATABLE READ") as session:
            whole = sha256()
            for line in write_replies(session, survey.id):
                whole.update(line)
                click.echo(line, nl=False)
            click.echo(compare(session, survey.id, whole.hexdigest()), err=True)


def choose(session: Session, slug: str, name: str) -> SurveyEntry:
    """The survey of that name, or the only one there is."""
    try:
        surveys = Catalogue(fresh_seconds=0).listing(session, slug).surveys
    except ConsultError as refused:
        raise click.ClickException(refused.message) from refused
    found = [survey for survey in surveys if name in {"", survey.slug}]
    if len(found) != 1:
        names = ", ".join(survey.slug for survey in surveys)
        raise click.ClickException(f"Name one survey with --survey. There are: {names}")
    return found[0]


def compare(session: Session, survey_id: int, digest: str) -> str:
    """Which finding was made from these replies, if any was."""
    same = [record.number for record in list_findings(session, survey_id) if record.data_digest == digest]
    if same:
        return f"SHA-256 {digest}: the replies of finding {', '.join(map(str, sorted(same)))}"
    return f"SHA-256 {digest}: no finding was made from exactly these replies"
