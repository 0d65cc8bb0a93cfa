"""How Alembic reaches the database: a connection given by the command that runs it."""

from alembic import context
from sqlalchemy import Connection

from consult.migrations.filters import is_ours
from consult.models import Base


def run(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=Base.metadata, compare_type=True, include_name=is_ours
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
