"""Somebody who watches the board and sends replies of his own, to tell what the next real person said."""

from datetime import UTC, datetime, timedelta

import numpy as np

from analysis.arrays import FloatArray
from analysis.board.populations import populations
from analysis.board.publication import PAUSE, Publication
from analysis.categories import Dimension
from analysis.cells import CellTable

OPENED = datetime(2027, 1, 4, tzinfo=UTC)
DIMENSIONS = (
    Dimension("arm", ("open_link", "random_invitation")),
    Dimension("district", ("a", "b")),
    Dimension("age", ("young", "old")),
    Dimension("sex", ("f", "m")),
)
CODES = np.array(
    [(arm, d, a, s) for arm in (0, 1) for d in (0, 1) for a in (0, 1) for s in (0, 1)], dtype=np.intp
)
VICTIM = (0, 1, 1, 0)


def table_of(counts: FloatArray) -> CellTable:
    return CellTable(DIMENSIONS, CODES, counts.sum(axis=1, keepdims=True), {"n": slice(0, 1)})


def watch(
    publication: Publication, counts: FloatArray, ruler: int, begun: datetime, every: timedelta
) -> list[FloatArray]:
    """What the victim's district shows while the watcher sends one reply after another into it."""
    seen: list[FloatArray] = []
    place = (CODES == VICTIM).all(axis=1)
    for sent in range(ruler):
        counts[place, 0] += 1
        if publication.renew(table_of(counts), counts, begun + sent * every)[0]:
            seen.append(publication.editions["district"][-1].table[VICTIM[1]].copy())
    return seen


def opened() -> tuple[Publication, FloatArray]:
    """A board that has just shown people who chose to reply, forty of each kind."""
    counts = np.where(CODES[:, :1] == 0, 10.0, 0.0) * np.array([[2.0, 1.0, 1.0]])
    (_, chose) = populations({"open_link": "open_link", "random_invitation": "random_invitation"})
    publication = Publication.of(table_of(counts), chose)
    assert publication.renew(table_of(counts), counts, OPENED)[0]
    return publication, counts


def test_however_many_replies_he_sends_he_sees_one_edition_a_day() -> None:
    publication, counts = opened()
    assert watch(publication, counts, 149, OPENED, timedelta(minutes=5)) == []
    assert len(watch(publication, counts, 149, OPENED + PAUSE, timedelta(minutes=5))) == 1


def test_what_he_sees_is_all_that_came_in_a_day_at_once() -> None:
    """Of a day in which other people replied, too, the difference is theirs together."""
    publication, counts = opened()
    before = publication.editions["district"][-1].table[VICTIM[1]].copy()
    place = (CODES == VICTIM).all(axis=1)
    others = np.array([6.0, 3.0, 4.0])
    counts[place] += others
    (seen,) = watch(publication, counts, 1, OPENED + PAUSE, timedelta(0))
    assert (seen - before)[:3].tolist() == [others[0] + 1, others[1], others[2]]


def test_no_group_by_two_characteristics_is_let_out() -> None:
    publication, counts = opened()
    groups = publication.renew(table_of(counts * 2), counts * 2, OPENED + PAUSE)[1]
    assert groups
    assert all(len([name for name in group.choice if name != "who"]) <= 1 for group in groups)


def test_replies_by_invitation_move_without_waiting_for_a_day() -> None:
    counts = np.where(CODES[:, :1] == 1, 10.0, 0.0) * np.array([[2.0, 1.0, 1.0]])
    (by_lot, _) = populations({"open_link": "open_link", "random_invitation": "random_invitation"})
    publication = Publication.of(table_of(counts), by_lot)
    assert publication.renew(table_of(counts), counts, OPENED)[0]
    assert publication.renew(table_of(counts * 2), counts * 2, OPENED + timedelta(seconds=1))[0]
