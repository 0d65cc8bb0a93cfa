"""The census figures add up to what was published and carry their source."""

import pytest

from analysis import population
from analysis.population import Margin, labels, margins, neighbours

AGED_16_AND_OVER = 1_499_312
ALL_AGES = 1_855_850


def test_residents_aged_16_and_over() -> None:
    found = margins(["district", "age", "sex", "age x sex", "district x age"])
    assert {margin.total for margin in found.values()} == {AGED_16_AND_OVER}
    assert found["district"].shares["E06000035"] == 222_756 / AGED_16_AND_OVER
    assert [*found["age"].categories] == ["16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"]
    assert found["sex"].categories == ("female", "male")


def test_residents_of_all_ages() -> None:
    found = margins(["ethnicity", "ethnic_group", "disability", "district x ethnicity"])
    assert found["ethnicity"].total == found["ethnic_group"].total == ALL_AGES
    assert found["disability"].total == 1_855_786
    assert len(found["ethnic_group"].categories) == 19
    assert found["ethnicity"].categories == ("white", "mixed", "asian", "black", "other")
    assert "all ages" in found["ethnicity"].source


def test_joint_margins_add_up_to_single_ones() -> None:
    found = margins(["age", "sex", "age x sex"])
    for category, total in zip(found["sex"].categories, found["sex"].totals, strict=True):
        parts = [f"{age} x {category}" for age in found["age"].categories]
        assert sum(found["age x sex"].shares[part] for part in parts) * AGED_16_AND_OVER == pytest.approx(
            total
        )
    assert found["age x sex"].label("75+ x male") == "75 and over, Male"


def test_a_margin_of_some_districts_only() -> None:
    thanet = margins(["age", "ethnicity"], districts=["E07000114"])
    assert thanet["age"].total == 115_414
    assert thanet["ethnicity"].total > thanet["age"].total


def test_every_margin_names_its_table_and_day() -> None:
    for margin in margins(["age", "ethnicity", "disability"]).values():
        assert margin.source.startswith("Census 2021, table TS0")
        assert margin.day is not None
        assert margin.day.isoformat() == "2021-03-21"
    assert "Open Government Licence" in population.ATTRIBUTION


def test_every_category_has_words() -> None:
    for name in ("district", "age", "sex", "ethnicity", "ethnic_group", "disability"):
        margin = margins([name])[name]
        assert margin.categories == tuple(labels(name))
        assert all(margin.label(category) != category for category in margin.categories)
    assert labels("district")["E07000112"] == "Folkestone and Hythe"


def test_neighbours_cover_every_district_once() -> None:
    grouped = [district for group in neighbours().values() for district in group]
    assert sorted(grouped) == sorted(labels("district"))
    assert all(len(group) > 1 for group in neighbours().values())
    assert margins(["district"])["district"].collapse(neighbours()).total == AGED_16_AND_OVER


def test_no_table_has_everything() -> None:
    with pytest.raises(ValueError, match="'age x ethnicity'"):
        margins(["age x ethnicity"])


def test_merged_categories_add_up() -> None:
    merged = Margin("age", ("a", "b", "c"), (1.0, 2.0, 4.0), labels=("A", "B", "C")).collapse({"a-b": "ab"})
    assert (merged.categories, merged.totals, merged.labels) == (("a-b", "c"), (3.0, 4.0), ("a-b", "C"))


@pytest.mark.parametrize(
    ("categories", "totals"),
    [
        ("ab", (1.0,)),
        ("aa", (1.0, 2.0)),
        ("ab", (1.0, -1.0)),
        ("ab", (0.0, 0.0)),
        ("ab", (1.0, float("nan"))),
    ],
)
def test_totals_must_be_counts_of_people(categories: str, totals: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="age"):
        Margin("age", tuple(categories), totals)
