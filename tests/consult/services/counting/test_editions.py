"""Editions survive being stored; what does not fit today's table is not mistaken for it."""

import numpy as np
import pytest

from analysis.disclosure.edition import Edition
from consult.services.counting.editions import VALUES, pack, unpack, unpack_grown


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


def line(groups: int) -> Edition:
    """An edition of the ways of being reached, the last place being all of them together."""
    table = np.arange(1.0, groups * VALUES + 1).reshape(groups, VALUES)
    return Edition(table, np.array([number % 2 == 0 for number in range(groups)]))


def test_ways_that_were_added_since_had_no_replies_then() -> None:
    grown = unpack_grown(pack(line(3)), (5,))
    assert grown is not None
    assert grown.table.sum(axis=1).tolist() == [*line(3).table.sum(axis=1)[:2], 0, 0, line(3).table[2].sum()]
    assert grown.fresh.tolist() == [True, False, True, True, True]


@pytest.mark.parametrize("shape", [(3,), (2,), (5, 2)])
def test_other_shapes_are_not_taken_for_a_line_that_grew(shape: tuple[int, ...]) -> None:
    assert unpack_grown(pack(line(3)), shape) is None
