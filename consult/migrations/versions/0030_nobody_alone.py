"""What one person asks for and another confirms; taking replies out rests on it.

Exclusions of before stay, and bear the mark that one person did them alone.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_requests()
    make_answers()
    op.add_column("exclusion", sa.Column("request_id", sa.BigInteger(), nullable=True))
    op.add_column("exclusion", sa.Column("decision", sa.Text(), server_default="approved", nullable=False))
    op.create_check_constraint(op.f("ck_exclusion_approved"), "exclusion", "decision = 'approved'")
    op.create_foreign_key(
        op.f("fk_exclusion_request_id_decision"),
        "exclusion",
        "approval_answer",
        ["request_id", "decision"],
        ["request_id", "decision"],
    )
    op.add_column("exclusion", sa.Column("alone", sa.Boolean(), server_default="false", nullable=False))
    op.execute("UPDATE exclusion SET alone = rule <> 'retyped'")
    op.create_check_constraint(
        op.f("ck_exclusion_two_people"), "exclusion", "request_id IS NOT NULL OR rule = 'retyped' OR alone"
    )
    op.add_column("doubt", sa.Column("request_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_doubt_request_id"), "doubt", "approval_answer", ["request_id"], ["request_id"]
    )


def make_requests() -> None:
    op.create_table(
        "approval_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("consultation_id", sa.BigInteger(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("response_ids", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("rule", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_approval_request_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_approval_request_consultation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_approval_request_survey_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_request")),
        sa.UniqueConstraint("id", "author_id", name=op.f("uq_approval_request_id_author_id")),
    )
    op.create_index(op.f("ix_approval_request_consultation_id"), "approval_request", ["consultation_id"])


def make_answers() -> None:
    op.create_table(
        "approval_answer",
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "decision IN ('approved', 'refused', 'taken_back')", name=op.f("ck_approval_answer_decision")
        ),
        sa.CheckConstraint(
            "(decision = 'taken_back') = (person_id = author_id)", name=op.f("ck_approval_answer_second_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_approval_answer_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "author_id"],
            ["approval_request.id", "approval_request.author_id"],
            name=op.f("fk_approval_answer_request_id_author_id"),
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_approval_answer")),
        sa.UniqueConstraint("request_id", "decision", name=op.f("uq_approval_answer_request_id_decision")),
    )


def downgrade() -> None:
    op.drop_constraint(op.f("fk_doubt_request_id"), "doubt")
    op.drop_column("doubt", "request_id")
    for name in ("ck_exclusion_two_people", "fk_exclusion_request_id_decision", "ck_exclusion_approved"):
        op.drop_constraint(op.f(name), "exclusion")
    op.drop_column("exclusion", "alone")
    op.drop_column("exclusion", "decision")
    op.drop_column("exclusion", "request_id")
    op.drop_table("approval_answer")
    op.drop_table("approval_request")
