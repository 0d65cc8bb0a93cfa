"""Groups are let out in batches: never for a few people, never again before ten replies of theirs have changed."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.board.lattice import Lattice, choice_of, key_of
from analysis.board.publication import Publication
from analysis.categories import Dimension
from analysis.cells import CellTable

DIMENSIONS = (
    Dimension("arm", ("open", "invited")),
    Dimension("district", ("a", "b", "c")),
    Dimension("age", ("young", "old")),
    Dimension("sex", ("f", "m")),
    Dimension("ethnicity", ("white", "black")),
)
SIZES = tuple(len(dimension.categories) for dimension in DIMENSIONS)


def table_of(codes: list[tuple[int, ...]]) -> CellTable:
    """One cell a reply: splitting cells changes nothing."""
    coded = np.array(codes, dtype=np.intp).reshape(len(codes), len(DIMENSIONS))
    return CellTable(DIMENSIONS, coded, np.ones((len(codes), 1)), {"n": slice(0, 1)})


def replies(count: int) -> list[tuple[int, ...]]:
    random = np.random.default_rng(count)
    return [tuple(int(random.integers(size)) for size in SIZES) for _ in range(count)]


def sizes(table: CellTable, keys: set[str]) -> dict[str, float]:
    return {
        key: float(table.n[table.mask(**{n: [c] for n, c in choice_of(key).items()})].sum()) for key in keys
    }


def test_a_key_says_which_group_it_is() -> None:
    choice = {"arm": "open", "age": "young"}
    assert choice_of(key_of(choice)) == choice
    assert choice_of("") == {}


def test_a_lattice_counts_every_group_as_a_mask_does() -> None:
    table = table_of(replies(60))
    lattice = Lattice.of(table, ("arm", "district", "age", "sex"))
    counted = lattice.count(table, table.n).ravel()
    for place in range(counted.size):
        choice = lattice.choice(place)
        assert counted[place] == table.n[table.mask(**{n: [c] for n, c in choice.items()})].sum()


def test_nothing_is_let_out_of_fewer_than_thirty() -> None:
    table = table_of(replies(29))
    assert Publication.of(table).due(table) == []


def test_everybody_is_let_out_at_thirty() -> None:
    table = table_of(replies(30))
    assert "" in {group.key for group in Publication.of(table).due(table)}


def test_nine_changes_move_nothing_and_ten_do() -> None:
    old = replies(100)
    publication = Publication.of(table_of(old))
    publication.due(table_of(old))
    publication.note(table_of(old[:9]))
    assert publication.due(table_of(old)) == []
    publication.note(table_of(old[9:10]))
    assert [group.key for group in publication.due(table_of(old))] == [""]


def test_replies_that_leave_count_as_changes_too() -> None:
    all_replies = replies(100)
    publication = Publication.of(table_of(all_replies))
    publication.due(table_of(all_replies))
    publication.note(table_of(all_replies[:10]))
    assert "" in {group.key for group in publication.due(table_of(all_replies[10:]))}


@settings(max_examples=30)
@given(st.lists(st.integers(1, 25), min_size=1, max_size=12))
def test_two_publications_of_a_group_are_at_least_ten_replies_apart(batches: list[int]) -> None:
    stream = replies(60 + sum(batches))
    publication = Publication.of(table_of(stream[:60]))
    shown = sizes(table_of(stream[:60]), {group.key for group in publication.due(table_of(stream[:60]))})
    seen = 60
    for batch in batches:
        publication.note(table_of(stream[seen : seen + batch]))
        seen += batch
        table = table_of(stream[:seen])
        for key, size in sizes(table, {group.key for group in publication.due(table)}).items():
            assert size >= 30
            assert size - shown.get(key, 0) >= 10
            shown[key] = size


def test_a_restart_forgets_nothing_that_was_let_out() -> None:
    table = table_of(replies(100))
    first = Publication.of(table)
    shown = sizes(table, {group.key for group in first.due(table)})
    second = Publication.of(table)
    second.resume(table, shown)
    assert second.due(table) == []
