"""That a consultation closes early is an event like a later closing: public, with its reason."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

KINDS = "kind IN ('material_change', 'extension'{more})"
LATER = "CASE WHEN kind = 'early_closing' THEN closes_at < closed_before ELSE closes_at > closed_before END"


def upgrade() -> None:
    replace(KINDS.format(more=", 'early_closing'"), LATER)


def downgrade() -> None:
    op.execute("DELETE FROM consultation_event WHERE kind = 'early_closing'")
    replace(KINDS.format(more=""), "closes_at > closed_before")


def replace(kinds: str, later: str) -> None:
    for name, words in (("kind", kinds), ("only_later", later)):
        op.drop_constraint(op.f(f"ck_consultation_event_{name}"), "consultation_event")
        op.create_check_constraint(op.f(f"ck_consultation_event_{name}"), "consultation_event", words)
