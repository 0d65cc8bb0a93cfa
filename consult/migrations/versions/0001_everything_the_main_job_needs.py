"""Everything the main job needs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consultation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grace_minutes", sa.Integer(), server_default="60", nullable=False),
        sa.Column("synthetic", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_consultation_opens_before_closing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("slug", name=op.f("uq_consultation_slug")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("arm_id", sa.Integer(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("stratum", sa.Text(), nullable=False),
        sa.Column("positions", postgresql.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("sign", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("fs_uniquifier", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_person_fs_uniquifier")),
    )
    op.create_table(
        "postcode",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_postcode")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("email_hash", sa.LargeBinary(), nullable=False),
        sa.Column("network_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index("ix_sign_in_attempt_email_hash_at", "sign_in_attempt", ["email_hash", "at"], unique=False)
    op.create_index(
        "ix_sign_in_attempt_network_hash_at", "sign_in_attempt", ["network_hash", "at"], unique=False
    )
    op.create_table(
        "arm",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("consultation_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_arm_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arm")),
        sa.UniqueConstraint("consultation_id", "code", name=op.f("uq_arm_consultation_id_code")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)
    op.create_table(
        "person_role",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("role_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_role_person_id")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_person_role_role_id")),
        sa.PrimaryKeyConstraint("person_id", "role_id", name=op.f("pk_person_role")),
    )
    op.create_table(
        "survey",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("consultation_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_survey_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("consultation_id", "slug", name=op.f("uq_survey_consultation_id_slug")),
    )
    op.create_table(
        "edition",
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_edition_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", "name", "number", name=op.f("pk_edition")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("arm_id", sa.BigInteger(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["arm_id"], ["arm.id"], name=op.f("fk_invitation_arm_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitation_code_hash")),
    )
    op.create_index(op.f("ix_invitation_arm_id"), "invitation", ["arm_id"], unique=False)
    op.create_table(
        "published_group",
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.Column("weighted", sa.LargeBinary(), nullable=True),
        sa.Column("support", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_published_group_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", "key", name=op.f("pk_published_group")),
    )
    op.create_table(
        "pulse",
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("folded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_pulse_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_pulse")),
    )
    op.create_table(
        "snapshot",
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_snapshot_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", "number", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "survey_version",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column(
            "published_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_version_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_version")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_survey_version_survey_id_number")),
    )
    op.create_table(
        "theme_run",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("progress", sa.Double(), server_default="0", nullable=False),
        sa.Column("outcome", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'finished', 'failed')", name=op.f("ck_theme_run_state")
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_theme_run_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_run")),
    )
    op.create_index(op.f("ix_theme_run_survey_id"), "theme_run", ["survey_id"], unique=False)
    op.create_table(
        "arrival",
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("arm_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["arm_id"], ["arm.id"], name=op.f("fk_arrival_arm_id")),
        sa.ForeignKeyConstraint(["version_id"], ["survey_version.id"], name=op.f("fk_arrival_version_id")),
        sa.PrimaryKeyConstraint("version_id", "arm_id", "day", name=op.f("pk_arrival")),
    )
    op.create_table(
        "cell",
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("arm_id", sa.BigInteger(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("stratum", sa.Text(), nullable=False),
        sa.Column("counts", postgresql.ARRAY(sa.INTEGER()), nullable=False),
        sa.ForeignKeyConstraint(["arm_id"], ["arm.id"], name=op.f("fk_cell_arm_id")),
        sa.ForeignKeyConstraint(["version_id"], ["survey_version.id"], name=op.f("fk_cell_version_id")),
        sa.PrimaryKeyConstraint("version_id", "arm_id", "eligible", "stratum", name=op.f("pk_cell")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("arm_id", sa.BigInteger(), nullable=False),
        sa.Column("invitation_hash", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["arm_id"], ["arm.id"], name=op.f("fk_draft_arm_id")),
        sa.ForeignKeyConstraint(["version_id"], ["survey_version.id"], name=op.f("fk_draft_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_saved_at"), "draft", ["saved_at"], unique=False)
    op.create_table(
        "response",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("arm_id", sa.BigInteger(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary(), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("stratum", sa.Text(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("may_publish", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), server_default="counted", nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('counted', 'excluded', 'erased')", name=op.f("ck_response_state")),
        sa.ForeignKeyConstraint(["arm_id"], ["arm.id"], name=op.f("fk_response_arm_id")),
        sa.ForeignKeyConstraint(["version_id"], ["survey_version.id"], name=op.f("fk_response_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_response_key_hash")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_response_receipt_hash")),
    )
    op.create_index("ix_response_version_id_id", "response", ["version_id", "id"], unique=False)
    op.create_table(
        "theme",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("words", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["theme_run.id"], name=op.f("fk_theme_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    op.create_index(op.f("ix_theme_run_id"), "theme", ["run_id"], unique=False)
    op.create_table(
        "exclusion",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("response_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("action IN ('exclude', 'reinstate', 'erase')", name=op.f("ck_exclusion_action")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_exclusion_person_id")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_exclusion_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion")),
    )
    op.create_index(op.f("ix_exclusion_response_id"), "exclusion", ["response_id"], unique=False)
    op.create_table(
        "monitoring",
        sa.Column("response_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_monitoring_response_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_monitoring")),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("response_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_statement_response_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_response_id"), "statement", ["response_id"], unique=False)
    op.create_table(
        "moderation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("statement_id", sa.BigInteger(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("decision IN ('publish', 'hold')", name=op.f("ck_moderation_decision")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_moderation_person_id")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_moderation_statement_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation")),
    )
    op.create_index("ix_moderation_statement_id_id", "moderation", ["statement_id", "id"], unique=False)
    op.create_table(
        "theme_member",
        sa.Column("theme_id", sa.BigInteger(), nullable=False),
        sa.Column("statement_id", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_theme_member_statement_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_theme_member_theme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("theme_id", "statement_id", name=op.f("pk_theme_member")),
    )
    op.create_index(op.f("ix_theme_member_statement_id"), "theme_member", ["statement_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_theme_member_statement_id"), table_name="theme_member")
    op.drop_table("theme_member")
    op.drop_index("ix_moderation_statement_id_id", table_name="moderation")
    op.drop_table("moderation")
    op.drop_index(op.f("ix_statement_response_id"), table_name="statement")
    op.drop_table("statement")
    op.drop_table("monitoring")
    op.drop_index(op.f("ix_exclusion_response_id"), table_name="exclusion")
    op.drop_table("exclusion")
    op.drop_index(op.f("ix_theme_run_id"), table_name="theme")
    op.drop_table("theme")
    op.drop_index("ix_response_version_id_id", table_name="response")
    op.drop_table("response")
    op.drop_index(op.f("ix_draft_saved_at"), table_name="draft")
    op.drop_table("draft")
    op.drop_table("cell")
    op.drop_table("arrival")
    op.drop_index(op.f("ix_theme_run_survey_id"), table_name="theme_run")
    op.drop_table("theme_run")
    op.drop_table("survey_version")
    op.drop_table("snapshot")
    op.drop_table("pulse")
    op.drop_table("published_group")
    op.drop_index(op.f("ix_invitation_arm_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_table("edition")
    op.drop_table("survey")
    op.drop_table("person_role")
    op.drop_index(op.f("ix_audit_at"), table_name="audit")
    op.drop_table("audit")
    op.drop_table("arm")
    op.drop_index("ix_sign_in_attempt_network_hash_at", table_name="sign_in_attempt")
    op.drop_index("ix_sign_in_attempt_email_hash_at", table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("role")
    op.drop_table("postcode")
    op.drop_table("person")
    op.drop_table("outbox")
    op.drop_table("consultation")
