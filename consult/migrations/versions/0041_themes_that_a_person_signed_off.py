"""Themes tell the side of their writers; those that a person signed off are kept apart and never change."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0041"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("theme", sa.Column("side", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "theme_sign_off",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("themes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_theme_sign_off_survey_id")),
        sa.ForeignKeyConstraint(["run_id"], ["theme_run.id"], name=op.f("fk_theme_sign_off_run_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_theme_sign_off_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_sign_off")),
    )
    op.create_index(op.f("ix_theme_sign_off_survey_id"), "theme_sign_off", ["survey_id"])


def downgrade() -> None:
    op.drop_table("theme_sign_off")
    op.drop_column("theme", "side")
