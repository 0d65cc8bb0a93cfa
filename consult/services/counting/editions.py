"""Editions of a board's tables, kept so that a restarted process goes on under the same promise."""

import zlib
from collections.abc import Mapping

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.board.publication import KEPT, Publication
from analysis.disclosure.edition import Edition, trim
from analysis.vocabulary import STATES
from consult.models import EditionRow
from consult.services.consultations.catalogue import Version

VALUES = len(STATES) + 1  # those without an answer are one more
BYTES_A_GROUP = 4 * VALUES + 1


def store_editions(session: Session, version: Version, number: int, editions: Mapping[str, Edition]) -> None:
    of = {"survey_id": version.survey_id, "proposal_number": version.proposal_number}
    for name, edition in editions.items():
        session.add(EditionRow(**of, name=name, number=number, packed=pack(edition)))


def resume(session: Session, version: Version, publication: Publication) -> None:
    """Give a publication all that was let out before of replies to the same version of the proposal.

    A list of groups that has grown at its end (ways of being reached were added) is the same list: those that
    were not there yet had no replies, which everybody could know. Tables of any other shape begin anew.
    """
    same = EditionRow.survey_id == version.survey_id, EditionRow.proposal_number == version.proposal_number
    query = select(EditionRow).where(*same).order_by(EditionRow.number)
    found: dict[str, list[Edition]] = {}
    for row in session.scalars(query):
        population, _, name = row.name.partition(":")
        if population == publication.population.code and name in publication.axes:
            shape = (len(publication.axes[name]) + 1,)
            edition = unpack(row.packed, shape) or unpack_grown(row.packed, shape)
            if edition is not None:
                found.setdefault(name, []).append(edition)
    publication.editions = {name: trim(kept, KEPT) for name, kept in found.items()}


def pack(edition: Edition) -> bytes:
    """Counts as 32-bit integers and fresh groups as bytes, compressed."""
    return zlib.compress(edition.table.astype(np.int32).tobytes() + edition.fresh.tobytes())


def unpack(packed: bytes, shape: tuple[int, ...]) -> Edition | None:
    """The edition of a table with groups of this shape; None for one of another shape."""
    raw = zlib.decompress(packed)
    groups = int(np.prod(shape))
    values, rest = divmod(len(raw) - groups, 4 * groups)
    if values != VALUES or rest:
        return None
    table = np.frombuffer(raw[:-groups], dtype=np.int32).astype(np.float64)
    fresh = np.frombuffer(raw[-groups:], dtype=np.bool_)
    return Edition(table.reshape(*shape, values), fresh.reshape(shape).copy())


def unpack_grown(packed: bytes, shape: tuple[int, ...]) -> Edition | None:
    """The edition of a line of groups that had fewer groups than today; None if it is none."""
    groups = len(zlib.decompress(packed)) // BYTES_A_GROUP
    if len(shape) != 1 or not 0 < groups < shape[0]:
        return None
    edition = unpack(packed, (groups,))
    if edition is None:
        return None
    added = [groups - 1] * (shape[0] - groups)  # before the sum, which stands last
    return Edition(np.insert(edition.table, added, 0.0, axis=0), np.insert(edition.fresh, added, True))
