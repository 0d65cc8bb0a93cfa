"""`flask cells verify`: proof that the counts are what the responses say."""

import click
from flask.cli import AppGroup

from consult.commands.running import running_urls, transaction
from consult.services.consultations.catalogue import Catalogue
from consult.services.counting.verification import find_differences

cells = AppGroup("cells", help="Check the counts.")


@cells.command("verify")
def verify() -> None:
    """Count every response again; ends with an error when a cell differs."""
    with running_urls() as urls, transaction(urls.worker, "REPEATABLE READ") as session:
        differences = find_differences(session, Catalogue())
    for key, (counted, recounted) in differences.items():
        click.echo(f"{key}: counted {counted.tolist()}, recounted {recounted.tolist()}")
    if differences:
        raise click.ClickException(f"{len(differences)} cells differ from the responses")
    click.echo("Every cell equals the responses")
