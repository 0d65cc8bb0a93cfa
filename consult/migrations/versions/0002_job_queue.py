"""The tables and functions of the job queue, from its own release."""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))


def downgrade() -> None:
    for kind, query in (
        ("TABLE", "SELECT quote_ident(tablename) FROM pg_tables WHERE tablename LIKE 'procrastinate\\_%'"),
        ("FUNCTION", "SELECT p.oid::regprocedure FROM pg_proc p WHERE proname LIKE 'procrastinate\\_%'"),
        ("TYPE", "SELECT quote_ident(typname) FROM pg_type WHERE typname LIKE 'procrastinate\\_%'"),
    ):
        op.execute(f"""DO $$ DECLARE name text; BEGIN
            FOR name IN {query} LOOP EXECUTE 'DROP {kind} IF EXISTS ' || name || ' CASCADE'; END LOOP; END $$""")
