"""Arrays: finding marks gives what numpy's own search gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from analysis.arrays import BoolArray, find_marks

tables = arrays.arrays(np.bool_, st.tuples(st.integers(0, 5), st.integers(1, 5)))


@given(tables)
def test_marks_are_found_row_by_row(marks: BoolArray) -> None:
    row, column = find_marks(marks)
    wanted = np.nonzero(marks)
    assert np.array_equal(row, wanted[0])
    assert np.array_equal(column, wanted[1])
