"""Consultations are written, tried out, approved, paused, corrected and answered by a decision."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0050"
down_revision = "0043"
branch_labels = None
depends_on = None

KINDS = "kind IN ('material_change', 'extension', 'early_closing'{more})"
MORE = ", 'pause', 'resumption', 'correction'"


def upgrade() -> None:
    op.create_table(
        "manuscript",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("current", sa.Integer(), server_default="1", nullable=False),
        sa.Column("stage", sa.Text(), server_default="writing", nullable=False),
        sa.Column("synthetic", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("consultation_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("stage IN ('writing', 'review')", name=op.f("ck_manuscript_stage")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_manuscript_consultation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manuscript")),
        sa.UniqueConstraint("slug", name=op.f("uq_manuscript_slug")),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_manuscript_consultation_id")),
    )
    op.create_table(
        "manuscript_version",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("manuscript_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["manuscript_id"], ["manuscript.id"], name=op.f("fk_manuscript_version_manuscript_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_manuscript_version_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manuscript_version")),
        sa.UniqueConstraint("manuscript_id", "number", name=op.f("uq_manuscript_version_manuscript_id_number")),
    )
    op.create_table(
        "manuscript_comment",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("manuscript_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("resolved_by_id", sa.BigInteger(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["manuscript_id"], ["manuscript.id"], name=op.f("fk_manuscript_comment_manuscript_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_manuscript_comment_person_id")),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["person.id"], name=op.f("fk_manuscript_comment_resolved_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manuscript_comment")),
    )
    op.create_index(op.f("ix_manuscript_comment_manuscript_id"), "manuscript_comment", ["manuscript_id"])
    op.create_table(
        "preview_link",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("manuscript_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["manuscript_id"], ["manuscript.id"], name=op.f("fk_preview_link_manuscript_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_preview_link_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preview_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_preview_link_token_hash")),
    )
    op.create_index(op.f("ix_preview_link_manuscript_id"), "preview_link", ["manuscript_id"])
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("consultation_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_decision_consultation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_decision_consultation_id_number")),
    )
    op.add_column("consultation", sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
    op.alter_column("approval_request", "consultation_id", nullable=True)
    op.add_column("approval_request", sa.Column("manuscript_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_approval_request_manuscript_id"), "approval_request", "manuscript", ["manuscript_id"], ["id"]
    )
    op.create_index(op.f("ix_approval_request_manuscript_id"), "approval_request", ["manuscript_id"])
    op.create_check_constraint(
        op.f("ck_approval_request_about_one"), "approval_request", "num_nonnulls(consultation_id, manuscript_id) = 1"
    )
    replace_kinds(MORE)


def downgrade() -> None:
    op.execute("DELETE FROM consultation_event WHERE kind IN ('pause', 'resumption', 'correction')")
    replace_kinds("")
    op.drop_constraint(op.f("ck_approval_request_about_one"), "approval_request")
    op.execute("DELETE FROM approval_answer WHERE request_id IN (SELECT id FROM approval_request WHERE consultation_id IS NULL)")
    op.execute("DELETE FROM approval_request WHERE consultation_id IS NULL")
    op.drop_column("approval_request", "manuscript_id")
    op.alter_column("approval_request", "consultation_id", nullable=False)
    op.drop_column("consultation", "paused_at")
    for table in ("decision", "preview_link", "manuscript_comment", "manuscript_version", "manuscript"):
        op.drop_table(table)


def replace_kinds(more: str) -> None:
    op.drop_constraint(op.f("ck_consultation_event_kind"), "consultation_event")
    op.create_check_constraint(op.f("ck_consultation_event_kind"), "consultation_event", KINDS.format(more=more))
