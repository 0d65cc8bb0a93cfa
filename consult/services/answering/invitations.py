"""One-use codes for people who were chosen at random: made, printed on letters, and used up by one reply.

Which codes were used stands in one row for each batch, a bit for each code (`CodeUse`), and nowhere else: neither
rows, nor numbers, nor moments tell which reply came by which code.
"""

import secrets
from hashlib import sha256

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from consult.models import InvitationBatch
from consult.services.answering.visits import CROCKFORD, read_code

CODE_LENGTH = 12

MAKE = text("""
    INSERT INTO invitation (arm_id, batch_id, position, code_hash)
    SELECT :arm, :batch, place - 1, made
    FROM unnest(CAST(:hashes AS bytea[])) WITH ORDINALITY AS code (made, place)
""")
BEGIN = text("""
    INSERT INTO code_use (batch_id, proposal_number, used, voided)
    SELECT :batch, max(number), repeat('0', :size)::varbit, repeat('0', :size)::varbit
    FROM proposal_version JOIN arm USING (consultation_id) WHERE arm.id = :arm
""")
BEGIN_ANEW = text("""
    INSERT INTO code_use (batch_id, proposal_number, used, voided)
    SELECT known.batch_id, :number, CAST(repeat('0', length(known.used)) AS varbit), known.voided
    FROM code_use AS known JOIN invitation_batch AS batch ON batch.id = known.batch_id
        JOIN arm ON arm.id = batch.arm_id
    WHERE arm.consultation_id = :consultation AND known.proposal_number = :number - 1
""")
# A code can be used once for each version of the proposal; the newest row of its batch counts.
USABLE = """
    code_use.proposal_number = (SELECT max(proposal_number) FROM code_use AS newest WHERE batch_id = code.batch_id)
    AND code_use.batch_id = code.batch_id AND code.code_hash = :invitation
    AND get_bit(code_use.used, code.position) = 0 AND get_bit(code_use.voided, code.position) = 0
"""
FIND = text(f"""
    SELECT code.arm_id, code.code_hash
    FROM invitation AS code, code_use, arm
    WHERE arm.id = code.arm_id AND arm.consultation_id = :consultation AND {USABLE}
""")  # noqa: S608 - words of ours
# Part of the statement that stores a reply, in which `begun` has a row only if there is one to store.
USE = f"""
    UPDATE code_use SET used = set_bit(code_use.used, code.position, 1) FROM begun, invitation AS code
    WHERE {USABLE} RETURNING code.arm_id
"""  # noqa: S608 - words of ours


def make_invitations(session: Session, batch: InvitationBatch) -> list[str]:
    """The codes of a new batch; they are returned this once and only their hashes are kept."""
    codes = [new_code() for _ in range(batch.size)]
    keys = {"arm": batch.arm_id, "batch": batch.id, "size": batch.size}
    session.execute(MAKE, keys | {"hashes": [hash_code(code) for code in codes]})
    session.execute(BEGIN, keys)
    return codes


def let_reply_again(session: Session, consultation_id: int, number: int) -> None:
    """After a change every code can be used once more, for the version `number` of the proposal."""
    session.execute(BEGIN_ANEW, {"consultation": consultation_id, "number": number})


def new_code() -> str:
    """Twelve characters that cannot be confused when read aloud, in groups of four."""
    symbols = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
    return "-".join(symbols[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def hash_code(typed: str) -> bytes:
    return sha256(b"invitation:" + read_code(typed).encode()).digest()


def find_invitation(session: Session, consultation_id: int, typed: str) -> Row[tuple[int, bytes]] | None:
    """The arm and the hash of the code that was typed, if it is one of this consultation and can be used."""
    keys = {"consultation": consultation_id, "invitation": hash_code(typed)}
    return session.execute(FIND, keys).one_or_none()
