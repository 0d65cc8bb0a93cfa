"""What each role may do with each table: the web service adds, only the worker changes and erases."""

import psycopg
from psycopg import sql

from consult.postgres.roles import WEB, WORKER, role_name
from consult.settings import Settings

NOTHING = ""
READ = "SELECT"
ADD = "SELECT, INSERT"
KEEP = "SELECT, INSERT, UPDATE, DELETE"
JOB_QUEUE = "procrastinate_jobs, procrastinate_periodic_defers, procrastinate_events, procrastinate_workers"

# By table: what the web service may do, and what the worker may.
PRIVILEGES: dict[str, tuple[str, str]] = {
    "consultation": (KEEP, READ),
    "proposal_version": (ADD, READ),
    "decision": (ADD, READ),
    "manuscript": ("SELECT, INSERT, UPDATE (current, stage, consultation_id)", READ),
    "manuscript_version": (ADD, READ),
    "manuscript_comment": ("SELECT, INSERT, UPDATE (answer, resolved_by_id, resolved_at)", READ),
    "preview_link": ("SELECT, INSERT, UPDATE (ended)", READ),
    "consultation_event": (ADD, READ),
    "fact": (ADD, READ),
    "survey": (ADD, READ),
    "survey_version": (ADD, READ),
    "arm": (ADD, READ),
    "invitation": (ADD, READ),
    "code_use": ("SELECT, INSERT, UPDATE (used, voided)", READ),
    "invitation_batch": (ADD, READ),
    "batch_event": (ADD, READ),
    "assisted_entry": (ADD, READ),
    "entry_check": (ADD, READ),
    "written_submission": (ADD, READ),
    "session_note": (ADD, READ),
    "withdrawal": (ADD, READ),
    "consultee": (ADD, READ),
    "consultee_reply": (ADD, READ),
    "postcode": (READ, READ),
    "visit_count": ("SELECT, INSERT, UPDATE (begun)", "SELECT, DELETE"),
    "draft": (KEEP, "SELECT, DELETE"),
    "response": (ADD, KEEP),
    "statement": (ADD, KEEP),
    "monitoring": (ADD, KEEP),
    "outbox": (ADD, KEEP),
    "cell": (READ, KEEP),
    "arrival": (READ, KEEP),
    "pulse": (READ, KEEP),
    "published_group": (READ, KEEP),
    "edition": (NOTHING, KEEP),
    "snapshot": (READ, KEEP),
    "approval_request": (ADD, READ),
    "approval_answer": (ADD, READ),
    "exclusion": (ADD, "SELECT, UPDATE (applied_at)"),
    "doubt": (ADD, "SELECT, DELETE"),
    "plan": (ADD, READ),
    "plan_approval": (ADD, READ),
    "finding": (READ, ADD),
    "finding_evidence": (NOTHING, ADD),
    "moderation": (ADD, "SELECT, DELETE"),
    "theme_run": (ADD, KEEP),
    "theme": (READ, KEEP),
    "theme_member": (READ, KEEP),
    "theme_sign_off": (ADD, READ),
    "person": (KEEP, READ),
    "role": (ADD, READ),
    "person_role": (KEEP, READ),
    "signed_in": ("SELECT, INSERT, UPDATE (seen_at, ended_at)", "SELECT, DELETE"),
    "sign_in_attempt": ("SELECT, INSERT, DELETE", "SELECT, DELETE"),
    "audit": (ADD, ADD),
    "sent_form": ("SELECT, INSERT, UPDATE (location), DELETE", "SELECT, DELETE"),
    "probe": ("SELECT, INSERT, DELETE", NOTHING),
}


def grant_privileges(settings: Settings, owner: str) -> None:
    """Set every role's rights anew, so that a right taken from the table above is taken from the database."""
    with psycopg.connect(owner) as connection:
        for position, role in enumerate((WEB, WORKER)):
            name = sql.Identifier(role_name(settings, role))
            for statement in _schema_rights():
                connection.execute(sql.SQL(statement).format(name))
            for table, rights in PRIVILEGES.items():
                if rights[position]:
                    grant = sql.SQL("GRANT {} ON {} TO {}")
                    connection.execute(grant.format(sql.SQL(rights[position]), sql.Identifier(table), name))


def _schema_rights() -> tuple[str, ...]:
    """Sequences and the job queue's functions serve both; tables start from nothing."""
    return (
        "GRANT USAGE ON SCHEMA public TO {}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}",
        "GRANT SELECT ON alembic_version TO {}",
        "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {JOB_QUEUE} TO {{}}",
    )
