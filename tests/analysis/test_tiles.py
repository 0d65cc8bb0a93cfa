from math import dist, sqrt

from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.withheld import WITHHELD, Shown
from analysis.tiles import HIDDEN_BAND, SIDE, bands, placed, tiles

BY_LABEL = {tile.label: tile for tile in tiles()}
BESIDE = [
    ("Dartford", "Gravesham"),
    ("Gravesham", "Medway"),
    ("Medway", "Swale"),
    ("Dartford", "Sevenoaks"),
    ("Sevenoaks", "Tonbridge"),
    ("Tonbridge", "Tun. Wells"),
    ("Maidstone", "Ashford"),
    ("Swale", "Canterbury"),
    ("Canterbury", "Thanet"),
    ("Canterbury", "Dover"),
    ("Folkestone", "Dover"),
    ("Ashford", "Folkestone"),
]


def test_there_is_one_tile_for_each_of_thirteen_districts() -> None:
    assert len({tile.district for tile in tiles()}) == len({(tile.q, tile.r) for tile in tiles()}) == 13
    assert all(len(tile.label) <= 10 for tile in tiles())


def test_neighbours_on_the_ground_touch_on_the_map() -> None:
    apart = [dist(BY_LABEL[one].centre, BY_LABEL[other].centre) for one, other in BESIDE]
    assert all(abs(length - SIDE * sqrt(3)) < 1e-9 for length in apart)


def test_the_compass_holds() -> None:
    assert max(tiles(), key=lambda tile: tile.centre[0]).label == "Thanet"
    assert min(tiles(), key=lambda tile: tile.centre[0]).label == "Sevenoaks"
    assert BY_LABEL["Medway"].centre[1] == min(tile.centre[1] for tile in tiles())
    assert BY_LABEL["Folkestone"].centre[1] == max(tile.centre[1] for tile in tiles())


@given(st.lists(st.just(WITHHELD) | st.integers(0, 400), min_size=13, max_size=13))
def test_every_tile_lies_in_exactly_one_band(numbers: list[Shown[int]]) -> None:
    values = {tile.district: number for tile, number in zip(tiles(), numbers, strict=True)}
    found = placed(values)
    assert sorted(tile.label for group in found.values() for tile in group) == sorted(BY_LABEL)
    assert (HIDDEN_BAND in found) == (WITHHELD in numbers)
    assert len([band for band in found if band is not HIDDEN_BAND]) <= 4


def test_bands_are_named_by_their_whole_numbers() -> None:
    assert [band.label("%") for band in bands([40, 43, 51])] == [
        "40% to 42%",
        "43% to 45%",
        "46% to 48%",
        "49% to 51%",
    ]
    assert [band.label(" replies") for band in bands([7])] == ["7 replies"]
