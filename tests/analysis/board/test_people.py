"""Who is missing: replies beside residents, and nothing about opinions."""

import numpy as np

from analysis.board.overview import missing_sentence
from analysis.board.people import COMPARED, compare_people
from analysis.categories import Dimension
from analysis.cells import CellTable
from analysis.disclosure.withheld import WITHHELD
from analysis.population import labels


def table(young: int, others: int, unknown: int) -> CellTable:
    """Replies by age: of the youngest, of each other group, and of people who did not say."""
    dimensions = tuple(Dimension(name, (*labels(name), "unknown")) for name in COMPARED)
    ages = len(labels("age"))
    codes = np.array([[len(d.categories) - 1 for d in dimensions]] * (ages + 1), dtype=np.intp)
    codes[:, 0] = range(ages + 1)
    counts = np.array([young, *[others] * (ages - 1), unknown], dtype=np.float64)[:, None]
    return CellTable(dimensions, codes, counts, {"n": slice(0, 1)})


def test_each_group_stands_beside_its_share_of_residents() -> None:
    age = compare_people(table(20, 30, 40))[0]
    assert (age.rows[0].replies, age.rows[0].residents) == (10, 12)
    assert age.unknown == 40
    assert sum(row.residents for row in age.rows) in range(98, 103)


def test_a_group_of_a_few_is_not_shown() -> None:
    age = compare_people(table(4, 30, 40))[0]
    assert age.rows[0].replies is WITHHELD
    assert "people aged 16 to 24 is hidden" in missing_sentence([age])


def test_the_banner_says_how_far_the_youngest_are_behind() -> None:
    age = compare_people(table(20, 30, 40))[0]
    assert missing_sentence([age]) == "People aged 16 to 24 are 10 % of replies and 12 % of residents."
