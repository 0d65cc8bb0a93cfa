"""`flask database prepare`: the database with its roles, its newest schema and the postcodes."""

import click
from flask.cli import AppGroup

from analysis.population import labels
from consult.commands.running import current_settings, running_urls
from consult.database import make_engine
from consult.migrations.preparation import prepare_database
from consult.places.directory import fill_table

database = AppGroup("database", help="Prepare the database.")


@database.command("prepare")
def prepare() -> None:
    """Create what is missing, migrate, set the rights and load the postcodes."""
    with running_urls() as urls:
        prepare_database(current_settings())
        engine = make_engine(urls.owner, statement_seconds=0)
        known = fill_table(engine, labels("district"))
        click.echo(f"{known:,} postcodes are known")
        engine.dispose()
    click.echo("The database is ready")
