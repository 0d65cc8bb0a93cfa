"""Who lives where: residents by district, age, sex and ethnic group together, which no census table gives."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis import population
from analysis.arrays import FloatArray, sum_by
from analysis.categories import JOINT, Dimension
from analysis.cells import CellTable

NAMES = ("district", "age", "sex", "ethnicity")


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Residents (P,) of every combination of the dimensions' categories, the last changing fastest.

    `labels` are the words for categories.
    """

    dimensions: tuple[Dimension, ...]
    people: FloatArray
    labels: Mapping[str, str]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(each.categories) for each in self.dimensions)

    def axis(self, name: str) -> int:
        return [each.name for each in self.dimensions].index(name)

    def count(self, table: CellTable, amounts: FloatArray) -> FloatArray:
        """Sums (P,) of amounts (C,) over the cells of a table; cells of a category not in the frame are left out."""
        known = np.ones(len(table.codes), dtype=np.bool_)
        codes = []
        for each in self.dimensions:
            axis = table.axis(each.name)
            here = [_place(each, category) for category in table.dimensions[axis].categories]
            placed = np.array(here, dtype=np.intp)[table.codes[:, axis]]
            known &= placed >= 0
            codes.append(placed)
        flat = np.ravel_multi_index([code[known] for code in codes], self.shape)
        return sum_by(flat.astype(np.intp), amounts[known], len(self.people))


def census_frame() -> Frame:
    """The frame of the 2021 Census: N(d, a, s, e) = N(d, a, s) N(d, e) / N(d).

    Within a district ethnic group is taken as independent of age and sex, the frame of largest entropy that
    agrees with both tables. People are those aged 16 and over; ethnic shares are of all ages.
    """
    joint = JOINT.join(NAMES[:3])
    margins = population.margins([joint, "district x ethnicity", *NAMES])
    dimensions = tuple(Dimension(name, margins[name].categories) for name in NAMES)
    sizes = [len(each.categories) for each in dimensions]
    people = np.array(margins[joint].totals).reshape(sizes[:3])
    ethnic = np.array(margins["district x ethnicity"].totals).reshape(sizes[0], sizes[3])
    shares = ethnic / ethnic.sum(axis=1, keepdims=True)
    labels = {code: margins[name].label(code) for name in NAMES for code in margins[name].categories}
    return Frame(dimensions, (people[:, :, :, None] * shares[:, None, None, :]).ravel(), labels)


def _place(dimension: Dimension, category: str) -> int:
    return dimension.categories.index(category) if category in dimension.categories else -1
