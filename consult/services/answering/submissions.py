"""Sending a response: one transaction, and the same answer however often it is sent.

Whether it is in time is judged by the database, at the moment of sending: a form opened before closing may
be sent within the registered grace. The key is looked up first, before a draft is asked for, so that a retry
finds its own receipt. The insert and all that belongs to it (the draft's end, texts, equality answers, outbox,
the used invitation) are one statement: one way to the database and back. It begins with the end of the draft
as it was read: if another page saved an answer in between, nothing is sent and everything is read again.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from analysis.vocabulary import MOST_PACE
from consult.errors import DraftExpiredError, UnavailableError
from consult.services.answering.drafts import MOST_TRIES, Draft, unseal
from consult.services.answering.invitations import USE
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Catalogue, Listing, Version
from consult.services.consultations.publishing import OPEN_LINK
from consult.services.vault import Vault
from surveys.encoding import encode
from surveys.layout import positions
from surveys.routing import missing, unsaid

STRATUM_SEPARATOR = "|"


class ClosedError(Exception):
    """The consultation closed before the response was sent."""


class PausedError(Exception):
    """Nothing can be sent at the moment; the draft is kept."""


class EmptyError(Exception):
    """Nothing was said in any question that can be left out; `question` is the first of them."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question


class IncompleteError(Exception):
    """A required question has no answer; `question` is the first of them."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question


LOOK = text("""
    SELECT draft.version_id, draft.arm_id, draft.opened_at, draft.saved_at, draft.sealed,
           draft.opened_at >= consultation.opens_at AND draft.opened_at < consultation.closes_at
               AND now() < consultation.closes_at + make_interval(mins => consultation.grace_minutes) AS in_time,
           extract(epoch FROM now() - draft.opened_at) AS seconds,
           consultation.paused_at IS NOT NULL AS paused,
           EXISTS (SELECT FROM response WHERE key_hash = :key_hash) AS sent
    FROM consultation LEFT JOIN draft ON draft.id = :draft
    WHERE consultation.id = :consultation
""")
SENT = text("SELECT EXISTS (SELECT FROM response WHERE key_hash = :key_hash)")
SEND = text(f"""
    WITH ended AS (
        DELETE FROM draft WHERE id = :draft AND sealed = :sealed RETURNING id
    ), begun AS (
        SELECT WHERE CAST(:sealed AS bytea) IS NULL OR EXISTS (SELECT FROM ended)
    ), used AS ({USE}), new AS (
        INSERT INTO response (version_id, arm_id, key_hash, receipt_hash, answers, stratum, eligible, may_publish,
                              received_at, pace, crowd, lot)
        SELECT :version, coalesce((SELECT arm_id FROM used), :arm), :key_hash, :receipt_hash,
               CAST(:answers AS jsonb), :stratum, :eligible, :may_publish,
               coalesce(CAST(:received AS timestamptz), date_trunc('hour', now())), CAST(:pace AS smallint),
               CAST(:crowd AS smallint), CAST(:lot AS smallint)
        FROM begun
        ON CONFLICT (key_hash) DO NOTHING RETURNING id, arm_id
    ), words AS (
        INSERT INTO statement (response_id, question, sealed)
        SELECT new.id, written.question, written.sealed
        FROM new, unnest(CAST(:questions AS text[]), CAST(:texts AS bytea[])) AS written (question, sealed)
    ), equality AS (
        INSERT INTO monitoring (response_id, sealed) SELECT id, :monitoring FROM new
        WHERE CAST(:monitoring AS bytea) IS NOT NULL
    ), waiting AS (
        INSERT INTO outbox (version_id, arm_id, eligible, stratum, positions, sign, day)
        SELECT :version, arm_id, :eligible, :stratum, CAST(:positions AS smallint[]), 1,
               CAST(coalesce(CAST(:received AS timestamptz), now()) AT TIME ZONE 'Europe/London' AS date)
        FROM new
    )
    SELECT id FROM new
""")  # noqa: S608 - words of ours


def is_sent(session: Session, visit: Visit) -> bool:
    return bool(session.scalar(SENT, {"key_hash": visit.key_hash}))


def submit(session: Session, catalogue: Catalogue, vault: Vault, listing: Listing, visit: Visit) -> str:
    """Send the visit's draft and give its receipt; sent before, it gives the same receipt again.

    Raises `DraftExpiredError`, `PausedError`, `ClosedError` or `IncompleteError`; nothing is stored then.
    """
    for _ in range(MOST_TRIES):
        row = look(session, listing, visit)
        if row.sent:
            return visit.receipt
        draft = unseal(visit, row)
        version = catalogue.version(session, draft.version_id)
        check_complete(version, draft)
        check_says_something(version, draft)
        own = own_part(listing, visit, draft, row.seconds)
        if session.scalar(SEND, response_row(vault, version, visit, draft) | own) is not None:
            return visit.receipt
    raise UnavailableError


def look(session: Session, listing: Listing, visit: Visit) -> Row[Any]:
    """The draft as it is, or that it was sent. Raises `DraftExpiredError` or `ClosedError`."""
    keys = {"key_hash": visit.key_hash, "draft": visit.draft_id, "consultation": listing.id}
    row = session.execute(LOOK, keys).one()
    if not row.sent and row.version_id is None:
        raise DraftExpiredError
    if not row.sent and row.paused:
        raise PausedError
    if not row.sent and not row.in_time:
        raise ClosedError
    return row


def own_part(listing: Listing, visit: Visit, draft: Draft, seconds: float) -> dict[str, Any]:
    """What only a reply from the web has.

    An invitation that somebody else used in the meantime leaves the reply to count as an open one. Programs
    answer a demonstration, so how fast they did says nothing.
    """
    return {
        "sealed": draft.sealed,
        "arm": listing.arms[OPEN_LINK].id if draft.invitation_hash else draft.arm_id,
        "pace": None if listing.synthetic else measure_pace(draft, seconds),
        "lot": visit.lot,
        "crowd": draft.crowd or None,
    }


def response_row(vault: Vault, version: Version, visit: Visit, draft: Draft) -> dict[str, Any]:
    """Everything the statement stores, encoded and sealed.

    Without a day of its own it is received now; without `sealed` it ends no draft.
    """
    encoded = encode(version.questionnaire, draft.answers)
    return {
        "version": version.id,
        "draft": visit.draft_id,
        "sealed": None,
        "arm": draft.arm_id,
        "received": None,
        "pace": None,
        "lot": None,
        "crowd": None,
        "invitation": draft.invitation_hash,
        "key_hash": visit.key_hash,
        "receipt_hash": visit.receipt_hash,
        "answers": json.dumps(encoded.values, ensure_ascii=False),
        "stratum": join_stratum(encoded.stratum),
        "eligible": encoded.eligible,
        "may_publish": encoded.consent,
        "positions": positions(version.layout, encoded.values),
        "monitoring": vault.seal_monitoring(encoded.monitoring, visit.key_hash),
        "questions": list(encoded.texts),
        "texts": [
            vault.seal_statement(words, visit.key_hash, question) for question, words in encoded.texts.items()
        ],
    }


def measure_pace(draft: Draft, seconds: float) -> int:
    """Whole seconds that each answered question took; slower ones are not told apart."""
    return min(int(seconds / max(draft.answered, 1)), MOST_PACE)


def join_stratum(categories: Iterable[str]) -> str:
    return STRATUM_SEPARATOR.join(categories)


def split_stratum(stratum: str) -> list[str]:
    """The categories of a reply; none where the questionnaire tells no groups apart."""
    return stratum.split(STRATUM_SEPARATOR) if stratum else []


def check_complete(version: Version, draft: Draft) -> None:
    """Raises `IncompleteError`."""
    unanswered = missing(version.questionnaire, draft.answers)
    if unanswered:
        raise IncompleteError(unanswered[0].name)


def check_says_something(version: Version, draft: Draft) -> None:
    """Raises `EmptyError`: a receipt for nothing would be one more reply that says nothing."""
    silent = unsaid(version.questionnaire, draft.answers)
    if silent:
        raise EmptyError(silent[0].name)
