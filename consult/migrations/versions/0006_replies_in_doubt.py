"""How fast replies were answered, and doubts about them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("response", sa.Column("pace", sa.SmallInteger(), nullable=True))
    op.create_table(
        "doubt",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("response_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("causes", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("action IN ('raised', 'settled')", name=op.f("ck_doubt_action")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_doubt_person_id_person")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_doubt_response_id_response")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doubt")),
    )
    op.create_index(op.f("ix_doubt_response_id"), "doubt", ["response_id"])


def downgrade() -> None:
    op.drop_table("doubt")
    op.drop_column("response", "pace")
