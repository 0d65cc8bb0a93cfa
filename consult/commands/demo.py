"""`flask demo`: a consultation with invented replies, to try everything out with."""

import click
from flask.cli import with_appcontext

from consult.commands.running import current_settings, running_urls
from consult.database import make_engine
from consult.demonstration.replies import Plan
from consult.demonstration.seed import Demonstration, seed_demonstration
from consult.errors import ConsultError
from consult.migrations.preparation import prepare_database

USUAL = Plan()
MOST_REPLIES = 100_000


@click.command("demo", help="Add a consultation with invented replies.")
@click.option("--replies", type=click.IntRange(1, MOST_REPLIES), default=USUAL.replies, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=USUAL.seed, show_default=True)
@with_appcontext
def demo(replies: int, seed: int) -> None:
    """Add it once; the same seed invents the same people, answers and words."""
    added = _add(Plan(replies, seed))
    for arm, count in added.replies.items():
        click.echo(f"{count:,} invented replies by {arm.replace('_', ' ')}")
    click.echo(f"Accounts to sign in with are in {added.sign_ins}")
    click.echo("The replies are counted while the site runs")


def _add(plan: Plan) -> Demonstration:
    settings = current_settings()
    with running_urls() as urls:
        prepare_database(settings)
        engine = make_engine(urls.web, statement_seconds=0)
        try:
            with click.progressbar(length=plan.replies, label="Sending invented replies") as bar:
                return seed_demonstration(engine, settings, plan, bar.update)
        except ConsultError as refused:
            raise click.ClickException(refused.message) from refused
        finally:
            engine.dispose()
