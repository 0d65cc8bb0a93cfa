"""A plan that was approved after replies had come makes an exploratory finding, beside the one that decides.

Panels of which nobody said how their members were found count as joined by people themselves.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan_approval", sa.Column("after_replies", sa.Integer(), server_default="0", nullable=False))
    op.execute(
        "UPDATE plan_approval SET after_replies = (SELECT count(*) FROM response"
        " JOIN survey_version ON survey_version.id = response.version_id"
        " JOIN plan ON plan.survey_id = survey_version.survey_id"
        " WHERE plan.id = plan_approval.plan_id AND response.received_at < plan_approval.approved_at)"
    )
    op.execute("UPDATE arm SET kind = 'opt_in_panel' WHERE kind = 'panel'")
    op.add_column("finding", sa.Column("exploratory", sa.Boolean(), server_default="false", nullable=False))


def downgrade() -> None:
    op.execute("UPDATE arm SET kind = 'panel' WHERE kind IN ('opt_in_panel', 'chance_panel')")
    op.drop_column("finding", "exploratory")
    op.drop_column("plan_approval", "after_replies")
