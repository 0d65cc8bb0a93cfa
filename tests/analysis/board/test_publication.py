"""Groups are let out in batches: never for a few people, never again before ten replies of theirs have changed."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.arrays import FloatArray
from analysis.board.keys import choice_of, key_of
from analysis.board.publication import Group, Publication
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
Replies = list[tuple[int, ...]]


def replies(count: int) -> Replies:
    """Replies of people drawn at random: their characteristics, and whether they support, oppose, neither."""
    random = np.random.default_rng(count)
    return [(*(int(random.integers(size)) for size in SIZES), int(random.integers(3))) for _ in range(count)]


def table_of(rows: Replies) -> tuple[CellTable, FloatArray]:
    """One cell a reply (splitting cells changes nothing), and the states."""
    coded = np.array(rows, dtype=np.intp).reshape(len(rows), len(DIMENSIONS) + 1)
    table = CellTable(DIMENSIONS, coded[:, :-1], np.ones((len(rows), 1)), {"n": slice(0, 1)})
    return table, np.eye(3)[coded[:, -1]]


def renewed(publication: Publication, rows: Replies) -> dict[str, float]:
    """The groups let out now, with their sizes."""
    table, states = table_of(rows)
    _editions, groups = publication.renew(table, states)
    return {group.key: size_of(table, group) for group in groups}


def size_of(table: CellTable, group: Group) -> float:
    return float(table.n[table.mask(**{name: [code] for name, code in group.choice.items()})].sum())


def test_a_key_says_which_group_it_is() -> None:
    choice = {"district": "a", "age": "young"}
    assert choice_of(key_of(choice)) == choice
    assert choice_of("") == {}


def test_nothing_is_let_out_of_fewer_than_thirty() -> None:
    assert renewed(Publication.of(table_of(replies(29))[0]), replies(29)) == {}


def test_groups_of_at_least_thirty_are_let_out_with_everybody() -> None:
    rows = replies(300)
    shown = renewed(Publication.of(table_of(rows)[0]), rows)
    assert shown[""] == 300
    assert {"district=a", "age=young", "district=a&age=young"} <= shown.keys()
    assert min(shown.values()) >= 30


def test_nine_changes_move_nothing() -> None:
    rows = replies(100)
    publication = Publication.of(table_of(rows)[0])
    renewed(publication, rows)
    assert renewed(publication, rows + replies(9)) == {}


def test_ten_of_one_mind_move_everybody() -> None:
    rows = replies(100)
    publication = Publication.of(table_of(rows)[0])
    renewed(publication, rows)
    assert "" in renewed(publication, rows + [(0, 0, 0, 0, 0, 0)] * 10)


def test_replies_that_leave_count_as_changes_too() -> None:
    rows = [(0, 0, 0, 0, 0, 0)] * 60 + replies(100)
    publication = Publication.of(table_of(rows)[0])
    renewed(publication, rows)
    assert "" in renewed(publication, rows[10:])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=8))
def test_two_publications_of_a_group_are_at_least_ten_replies_apart(batches: list[int]) -> None:
    stream = replies(80 + sum(batches))
    publication = Publication.of(table_of(stream)[0])
    shown = renewed(publication, stream[:80])
    seen = 80
    for batch in batches:
        seen += batch
        for key, size in renewed(publication, stream[:seen]).items():
            assert size == shown.get(key, 0) or size - shown.get(key, 0) >= 10
            shown[key] = size
