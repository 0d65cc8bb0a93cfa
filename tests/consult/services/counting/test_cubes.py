"""The counts in memory: as many cells as there can be, each in its place."""

from itertools import islice, product

import numpy as np
import pytest
from sqlalchemy.orm import Session

from consult.services.answering.submissions import join_stratum
from consult.services.consultations.catalogue import Catalogue
from consult.services.counting.cubes import GROWTH, Cube, newest_version, read_cube
from consult.services.counting.folding import CellKey
from tests.factories import make_consultation, survey_of


@pytest.fixture
def cube(session: Session) -> Cube:
    consultation = make_consultation(session)
    catalogue = Catalogue()
    return read_cube(session, catalogue, newest_version(session, catalogue, survey_of(consultation).id))


def keys(cube: Cube, number: int, *, eligible: bool = True) -> list[CellKey]:
    """So many cells, each of another group."""
    arm = next(iter(cube.arms))
    groups = product(*(dimension.categories for dimension in cube.dimensions[1:]))
    return [CellKey(cube.version.id, arm, eligible, join_stratum(each)) for each in islice(groups, number)]


@pytest.mark.parametrize("number", [1, GROWTH, GROWTH + 1, 2 * GROWTH + 7])
def test_any_number_of_cells_is_held(cube: Cube, number: int) -> None:
    one = np.zeros(cube.version.layout.size, dtype=np.int64)
    one[0] = 1
    for key in keys(cube, number):
        cube.add(key, one)
    table = cube.table()
    assert table.counts.shape[0] == number
    assert table.counts[:, 0].tolist() == [1.0] * number
    assert len({tuple(row) for row in table.codes.tolist()}) == number


def test_a_cell_is_found_again_after_growing(cube: Cube) -> None:
    one = np.ones(1, dtype=np.int64)
    cells = keys(cube, GROWTH + 1)
    for key in [*cells, cells[0], cells[-1]]:
        cube.add(key, one)
    counts = cube.table().counts[:, 0]
    assert (counts[0], counts[1], counts[-1]) == (2, 1, 2)


def test_replies_of_others_are_counted_and_belong_to_no_group(cube: Cube) -> None:
    cube.add(keys(cube, 1, eligible=False)[0], np.ones(1, dtype=np.int64))
    assert cube.others == 1
    assert cube.table().counts.shape[0] == 0


def test_a_group_that_is_no_longer_asked_counts_as_unknown(cube: Cube) -> None:
    known = keys(cube, 1)[0]
    gone = known._replace(stratum=join_stratum(["Atlantis", *known.stratum.split("|")[1:]]))
    place = cube.dimensions[1].categories.index("unknown")
    assert cube.coded(gone)[1] == place
