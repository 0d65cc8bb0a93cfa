"""What the order of answers was drawn by, beside a reply."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("response", sa.Column("lot", sa.SmallInteger()))


def downgrade() -> None:
    op.drop_column("response", "lot")
