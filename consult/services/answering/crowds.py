"""How many replies are begun from one network: nobody is turned away, a reply among very many is only marked.

Counted when a reply is begun, and sealed in its draft until it is sent, so that nothing that tells of a network is
ever written beside a reply. A household never reaches ten; a school, or all who share an address of their
provider, may: what that means is for people to judge.
"""

from hashlib import blake2b

from sqlalchemy import text
from sqlalchemy.orm import Session

from analysis.vocabulary import CROWD_STEP, MOST_CROWD

COUNT = text("""
    INSERT INTO visit_count (network_hash, hour, begun) VALUES (:network, date_trunc('hour', now()), 1)
    ON CONFLICT (network_hash, hour) DO UPDATE SET begun = visit_count.begun + 1 RETURNING begun
""")
HASH_BYTES = 16


def count_visit(session: Session, key: bytes, network: str) -> int:
    """How many had been begun from this network in this hour before this one, in tens; this one is counted."""
    hashed = blake2b(network.encode(), key=key, digest_size=HASH_BYTES).digest()
    before: int = session.execute(COUNT, {"network": hashed}).scalar_one() - 1
    return min(before // CROWD_STEP * CROWD_STEP, MOST_CROWD)
