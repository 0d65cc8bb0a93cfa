"""How people are reached: batches of codes, typed replies, and what is heard outside the form."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consultee",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("consultation_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_consultee_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consultee_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultee")),
    )
    op.create_index(op.f("ix_consultee_consultation_id"), "consultee", ["consultation_id"], unique=False)
    op.create_table(
        "session_note",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("consultation_id", sa.BigInteger(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("attendance", sa.Integer(), nullable=False),
        sa.Column("groups", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("binding", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_views", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("attendance >= 0", name=op.f("ck_session_note_attendance")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_session_note_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_session_note_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_note")),
        sa.UniqueConstraint("binding", name=op.f("uq_session_note_binding")),
    )
    op.create_index(
        op.f("ix_session_note_consultation_id"), "session_note", ["consultation_id"], unique=False
    )
    op.create_table(
        "written_submission",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("consultation_id", sa.BigInteger(), nullable=False),
        sa.Column("sender_kind", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("may_publish", sa.Boolean(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("binding", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_sender", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_content", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "media IN ('pasted', 'pdf', 'docx', 'txt')", name=op.f("ck_written_submission_media")
        ),
        sa.CheckConstraint(
            "sender_kind IN ('individual', 'organisation')", name=op.f("ck_written_submission_sender_kind")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_written_submission_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_written_submission_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_submission")),
        sa.UniqueConstraint("binding", name=op.f("uq_written_submission_binding")),
    )
    op.create_index(
        op.f("ix_written_submission_consultation_id"), "written_submission", ["consultation_id"], unique=False
    )
    op.create_table(
        "consultee_reply",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("consultee_id", sa.BigInteger(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultee_id"], ["consultee.id"], name=op.f("fk_consultee_reply_consultee_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consultee_reply_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultee_reply")),
        sa.UniqueConstraint("consultee_id", name=op.f("uq_consultee_reply_consultee_id")),
    )
    op.create_table(
        "invitation_batch",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("arm_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("post_on", sa.Date(), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        sa.Column("selection", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_invitation_batch_size")),
        sa.ForeignKeyConstraint(["arm_id"], ["arm.id"], name=op.f("fk_invitation_batch_arm_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_batch_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_batch")),
        sa.UniqueConstraint("arm_id", "name", name=op.f("uq_invitation_batch_arm_id_name")),
    )
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=True),
        sa.Column("note_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "withdrawn_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint(
            "num_nonnulls(submission_id, note_id) = 1", name=op.f("ck_withdrawal_of_one_thing")
        ),
        sa.ForeignKeyConstraint(["note_id"], ["session_note.id"], name=op.f("fk_withdrawal_note_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_withdrawal_person_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["written_submission.id"], name=op.f("fk_withdrawal_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
        sa.UniqueConstraint("note_id", name=op.f("uq_withdrawal_note_id")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_withdrawal_submission_id")),
    )
    op.create_table(
        "batch_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind IN ('posted', 'undelivered', 'voided')", name=op.f("ck_batch_event_kind")),
        sa.ForeignKeyConstraint(["batch_id"], ["invitation_batch.id"], name=op.f("fk_batch_event_batch_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_batch_event_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_event")),
    )
    op.create_index(op.f("ix_batch_event_batch_id"), "batch_event", ["batch_id"], unique=False)
    op.create_index(
        "uq_batch_event_fate",
        "batch_event",
        ["batch_id"],
        unique=True,
        postgresql_where=sa.text("kind <> 'undelivered'"),
    )
    op.create_table(
        "assisted_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("consultation_id", sa.BigInteger(), nullable=False),
        sa.Column("response_id", sa.BigInteger(), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("replaces_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_assisted_entry_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assisted_entry_person_id")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["assisted_entry.id"], name=op.f("fk_assisted_entry_replaces_id")
        ),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_assisted_entry_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assisted_entry")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_assisted_entry_replaces_id")),
        sa.UniqueConstraint("response_id", name=op.f("uq_assisted_entry_response_id")),
    )
    op.create_index(
        "uq_assisted_entry_serial",
        "assisted_entry",
        ["consultation_id", "serial"],
        unique=True,
        postgresql_where=sa.text("replaces_id IS NULL"),
    )
    op.create_table(
        "entry_check",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("compared", sa.Integer(), nullable=False),
        sa.Column("differing", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["assisted_entry.id"], name=op.f("fk_entry_check_entry_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_check_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_check")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_entry_check_entry_id")),
    )
    op.add_column("invitation", sa.Column("batch_id", sa.BigInteger(), nullable=True))
    op.add_column("invitation", sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("invitation", sa.Column("settled", sa.Boolean(), server_default="false", nullable=False))
    op.create_index(op.f("ix_invitation_batch_id"), "invitation", ["batch_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_invitation_batch_id"), "invitation", "invitation_batch", ["batch_id"], ["id"]
    )
    # Moments of use that were kept before are made as coarse as those that are kept from now on.
    op.execute("UPDATE invitation SET used_at = date_trunc('day', used_at, 'Europe/London')")


def downgrade() -> None:
    op.drop_constraint(op.f("fk_invitation_batch_id"), "invitation", type_="foreignkey")
    op.drop_index(op.f("ix_invitation_batch_id"), table_name="invitation")
    op.drop_column("invitation", "settled")
    op.drop_column("invitation", "voided_at")
    op.drop_column("invitation", "batch_id")
    op.drop_table("entry_check")
    op.drop_index(
        "uq_assisted_entry_serial",
        table_name="assisted_entry",
        postgresql_where=sa.text("replaces_id IS NULL"),
    )
    op.drop_table("assisted_entry")
    op.drop_index(
        "uq_batch_event_fate", table_name="batch_event", postgresql_where=sa.text("kind <> 'undelivered'")
    )
    op.drop_index(op.f("ix_batch_event_batch_id"), table_name="batch_event")
    op.drop_table("batch_event")
    op.drop_table("withdrawal")
    op.drop_table("invitation_batch")
    op.drop_table("consultee_reply")
    op.drop_index(op.f("ix_written_submission_consultation_id"), table_name="written_submission")
    op.drop_table("written_submission")
    op.drop_index(op.f("ix_session_note_consultation_id"), table_name="session_note")
    op.drop_table("session_note")
    op.drop_index(op.f("ix_consultee_consultation_id"), table_name="consultee")
    op.drop_table("consultee")
