"""Which codes were used stands in one row for each batch, so that nothing tells the order of their use."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0041"
branch_labels = None
depends_on = None

# Codes that were made without a batch, as tests of early versions did, get one of their own.
ADOPT = """
    INSERT INTO invitation_batch (arm_id, name, size, post_on, frame, selection, notes)
    SELECT arm_id, 'Codes without a batch', count(*), CURRENT_DATE, '', '', ''
    FROM invitation WHERE batch_id IS NULL GROUP BY arm_id
"""
JOIN = """
    UPDATE invitation SET batch_id = batch.id FROM invitation_batch AS batch
    WHERE invitation.batch_id IS NULL AND batch.arm_id = invitation.arm_id AND batch.name = 'Codes without a batch'
"""
PLACE = """
    UPDATE invitation SET position = placed.position
    FROM (SELECT id, row_number() OVER (PARTITION BY batch_id ORDER BY id) - 1 AS position FROM invitation) AS placed
    WHERE placed.id = invitation.id
"""
# For the newest version of the proposal, and, where it changed, for the one before.
COLLECT = """
    WITH newest AS (
        SELECT arm.id AS arm_id, max(proposal.number) AS number, max(event.at) AS changed_at
        FROM arm JOIN proposal_version AS proposal USING (consultation_id)
            LEFT JOIN consultation_event AS event
                ON event.consultation_id = arm.consultation_id AND event.proposal_number IS NOT NULL
        GROUP BY arm.id
    ), code AS (
        SELECT batch_id, position, number, voided_at IS NOT NULL AS voided,
               coalesce(used_at >= coalesce(changed_at, '-infinity'), false) AS used,
               coalesce(used_at < changed_at, false) AS used_before
        FROM invitation JOIN newest USING (arm_id)
    )
    INSERT INTO code_use (batch_id, proposal_number, used, voided)
    SELECT batch_id, number, string_agg(used::int::text, '' ORDER BY position)::varbit,
           string_agg(voided::int::text, '' ORDER BY position)::varbit
    FROM code GROUP BY batch_id, number
    UNION ALL
    SELECT batch_id, number - 1, string_agg(used_before::int::text, '' ORDER BY position)::varbit,
           string_agg(voided::int::text, '' ORDER BY position)::varbit
    FROM code WHERE number > 1 GROUP BY batch_id, number
"""
# Who is answering with a code enters it once more; until then the reply is one by the open link.
OPEN = """
    UPDATE draft SET arm_id = open.id FROM arm AS coded JOIN arm AS open USING (consultation_id)
    WHERE coded.id = draft.arm_id AND open.kind = 'open_link' AND draft.invitation_hash IS NOT NULL
"""
SPREAD = """
    UPDATE invitation SET used_at = CASE WHEN get_bit(known.used, position) = 1 THEN now() END,
        voided_at = CASE WHEN get_bit(known.voided, position) = 1 THEN now() END, settled = true
    FROM (SELECT batch_id, bit_or(used) AS used, bit_or(voided) AS voided FROM code_use GROUP BY batch_id) AS known
    WHERE known.batch_id = invitation.batch_id
"""


def upgrade() -> None:
    op.create_table(
        "code_use",
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("proposal_number", sa.Integer(), nullable=False),
        sa.Column("used", postgresql.BIT(varying=True), nullable=False),
        sa.Column("voided", postgresql.BIT(varying=True), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["invitation_batch.id"], name=op.f("fk_code_use_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "proposal_number", name=op.f("pk_code_use")),
    )
    op.add_column("invitation", sa.Column("position", sa.Integer(), nullable=True))
    for statement in (ADOPT, JOIN, PLACE, COLLECT):
        op.execute(statement)
    op.alter_column("invitation", "position", nullable=False)
    op.alter_column("invitation", "batch_id", nullable=False)
    op.drop_index(op.f("ix_invitation_batch_id"), table_name="invitation")
    op.create_unique_constraint(op.f("uq_invitation_batch_id_position"), "invitation", ["batch_id", "position"])
    for column in ("used_at", "voided_at", "settled"):
        op.drop_column("invitation", column)
    op.execute("CLUSTER invitation USING uq_invitation_code_hash")  # rows lay in the order of use
    op.execute(OPEN)
    op.drop_column("draft", "invitation_hash")


def downgrade() -> None:
    op.add_column("draft", sa.Column("invitation_hash", sa.LargeBinary(), nullable=True))
    op.add_column("invitation", sa.Column("used_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("invitation", sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("invitation", sa.Column("settled", sa.Boolean(), server_default="false", nullable=False))
    op.execute(SPREAD)
    op.drop_constraint(op.f("uq_invitation_batch_id_position"), "invitation")
    op.create_index(op.f("ix_invitation_batch_id"), "invitation", ["batch_id"])
    op.alter_column("invitation", "batch_id", nullable=True)
    op.drop_column("invitation", "position")
    op.drop_table("code_use")
