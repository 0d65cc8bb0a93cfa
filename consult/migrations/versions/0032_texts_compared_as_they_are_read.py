"""Serial numbers and published words, in the form in which they are compared."""

import sqlalchemy as sa
from alembic import op

from surveys.writing.comparing import fold, serial_key

revision = "0032"
down_revision = "0040"
branch_labels = None
depends_on = None

ENTRIES = "SELECT id, consultation_id, serial, replaces_id FROM assisted_entry ORDER BY id"


def upgrade() -> None:
    op.add_column("moderation", sa.Column("folded", sa.Text(), server_default="", nullable=False))
    op.add_column("assisted_entry", sa.Column("serial_key", sa.Text(), nullable=True))
    fold_words()
    key_serials()
    op.alter_column("assisted_entry", "serial_key", nullable=False)
    op.drop_index("uq_assisted_entry_serial", "assisted_entry")
    make_index("serial_key")


def fold_words() -> None:
    rows = op.get_bind().execute(sa.text("SELECT id, wording FROM moderation WHERE wording <> ''")).all()
    for row in rows:
        change = sa.text("UPDATE moderation SET folded = :folded WHERE id = :id")
        op.get_bind().execute(change, {"id": row.id, "folded": fold(row.wording)})


def key_serials() -> None:
    """Forms that were entered twice, which could not be told before, keep a key of their own each."""
    known: set[tuple[int, str]] = set()
    for row in op.get_bind().execute(sa.text(ENTRIES)).all():
        key = serial_key(row.serial)
        if row.replaces_id is None:
            key = key if key and (row.consultation_id, key) not in known else f"{key} ENTRY {row.id}"
            known.add((row.consultation_id, key))
        change = sa.text("UPDATE assisted_entry SET serial_key = :key WHERE id = :id")
        op.get_bind().execute(change, {"id": row.id, "key": key})


def make_index(column: str) -> None:
    op.create_index(
        f"uq_assisted_entry_{column}",
        "assisted_entry",
        ["consultation_id", column],
        unique=True,
        postgresql_where=sa.text("replaces_id IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("uq_assisted_entry_serial_key", "assisted_entry")
    make_index("serial")
    op.drop_column("assisted_entry", "serial_key")
    op.drop_column("moderation", "folded")
