"""Editions survive being stored; what does not fit today's table is not mistaken for it."""

import numpy as np

from analysis.disclosure.edition import Edition
from consult.services.counting.editions import pack, unpack


def edition() -> Edition:
    random = np.random.default_rng(1)
    table = random.integers(0, 1000, (4, 3, 4)).astype(np.float64)
    return Edition(table, random.integers(0, 2, (4, 3)).astype(np.bool_))


def test_an_edition_comes_back_as_it_was() -> None:
    kept = unpack(pack(edition()), (4, 3))
    assert kept is not None
    assert np.array_equal(kept.table, edition().table)
    assert np.array_equal(kept.fresh, edition().fresh)


def test_an_edition_of_another_shape_is_not_taken() -> None:
    assert unpack(pack(edition()), (5, 3)) is None
