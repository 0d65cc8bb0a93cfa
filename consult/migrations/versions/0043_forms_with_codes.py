"""How a form came, also where it counts among those who were invited."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.add_column("assisted_entry", sa.Column("way", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("assisted_entry", "way")
