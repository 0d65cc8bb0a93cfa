"""What the board let out is kept apart for each version of the proposal."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEYS = {"published_group": ["survey_id", "key"], "edition": ["survey_id", "name", "number"]}


def upgrade() -> None:
    for table in ("published_group", "edition", "snapshot"):
        op.add_column(table, sa.Column("proposal_number", sa.Integer(), server_default="1", nullable=False))
        op.alter_column(table, "proposal_number", server_default=None)
    op.add_column("published_group", sa.Column("version_id", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE published_group SET version_id = (SELECT max(id) FROM survey_version"
        " WHERE survey_version.survey_id = published_group.survey_id)"
    )
    op.alter_column("published_group", "version_id", nullable=False)
    op.create_foreign_key(
        op.f("fk_published_group_version_id_survey_version"),
        "published_group",
        "survey_version",
        ["version_id"],
        ["id"],
    )
    for table, (survey, *rest) in KEYS.items():
        name = op.f(f"pk_{table}")
        op.drop_constraint(name, table)
        op.create_primary_key(name, table, [survey, "proposal_number", *rest])


def downgrade() -> None:
    for table, columns in KEYS.items():
        op.execute(f"DELETE FROM {table} WHERE proposal_number > 1")  # noqa: S608 - names of ours
        name = op.f(f"pk_{table}")
        op.drop_constraint(name, table)
        op.create_primary_key(name, table, columns)
    op.drop_column("published_group", "version_id")
    for table in ("published_group", "edition", "snapshot"):
        op.drop_column(table, "proposal_number")
