"""How many replies were begun from one network, for a short while; and the mark that this leaves on a reply."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("response", sa.Column("crowd", sa.SmallInteger(), nullable=True))
    op.create_table(
        "visit_count",
        sa.Column("network_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("network_hash", "hour", name=op.f("pk_visit_count")),
    )
    op.create_index(op.f("ix_visit_count_hour"), "visit_count", ["hour"])


def downgrade() -> None:
    op.drop_table("visit_count")
    op.drop_column("response", "crowd")
