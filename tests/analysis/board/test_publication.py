"""Groups are let out in batches: never for a few people, never again before ten replies of theirs have changed."""

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.arrays import FloatArray
from analysis.board.keys import choice_of, key_of
from analysis.board.populations import WHO, Population
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
NOW = datetime(2027, 1, 4, tzinfo=UTC)
ALL = "who=random_invitation"


def replies(count: int) -> Replies:
    """Replies of people drawn at random: their characteristics, and whether they support, oppose, neither."""
    random = np.random.default_rng(count)
    return [(*(int(random.integers(size)) for size in SIZES), int(random.integers(3))) for _ in range(count)]


def table_of(rows: Replies) -> tuple[CellTable, FloatArray]:
    """One cell a reply (splitting cells changes nothing), and the states."""
    coded = np.array(rows, dtype=np.intp).reshape(len(rows), len(DIMENSIONS) + 1)
    table = CellTable(DIMENSIONS, coded[:, :-1], np.ones((len(rows), 1)), {"n": slice(0, 1)})
    return table, np.eye(3)[coded[:, -1]]


def renewed(publication: Publication, rows: Replies, now: datetime = NOW) -> dict[str, float]:
    """The groups let out now, with their sizes."""
    table, states = table_of(rows)
    _editions, groups = publication.renew(table, states, now)
    return {group.key: size_of(table, publication, group) for group in groups}


def size_of(table: CellTable, publication: Publication, group: Group) -> float:
    parts = {name: [code] for name, code in group.choice.items() if name != WHO}
    own = table.mask(arm=publication.population.arms)
    return float(table.n[own & table.mask(**parts)].sum())


def invited(rows: Replies) -> Publication:
    """Nothing let out yet of people chosen by lot, by either way."""
    return Publication.of(table_of(rows)[0], Population("random_invitation", ("open", "invited")))


def chose(rows: Replies) -> Publication:
    return Publication.of(table_of(rows)[0], Population("chose", ("open", "invited")))


def test_a_key_says_which_group_it_is() -> None:
    choice = {"district": "a", "age": "young"}
    assert choice_of(key_of(choice)) == choice
    assert choice_of("") == {}


def test_nothing_is_let_out_of_fewer_than_thirty() -> None:
    assert renewed(invited(replies(29)), replies(29)) == {}


def test_groups_of_at_least_thirty_are_let_out_with_everybody_one_characteristic_at_a_time() -> None:
    rows = replies(300)
    shown = renewed(invited(rows), rows)
    assert shown[ALL] == 300
    assert {f"{ALL}&district=a", f"{ALL}&age=young", "arm=open"} <= shown.keys()
    assert max(key.count("&") for key in shown) == 1
    assert min(shown.values()) >= 30


def test_only_replies_of_the_population_are_counted() -> None:
    rows = replies(300)
    of_open = [row for row in rows if row[0] == 0]
    publication = Publication.of(table_of(rows)[0], Population("chose", ("open",)))
    assert renewed(publication, rows)["who=chose"] == len(of_open)


def test_nine_changes_move_nothing() -> None:
    rows = replies(100)
    publication = invited(rows)
    renewed(publication, rows)
    assert renewed(publication, rows + replies(9)) == {}


def test_ten_of_one_mind_move_everybody() -> None:
    rows = replies(100)
    publication = invited(rows)
    renewed(publication, rows)
    assert ALL in renewed(publication, rows + [(0, 0, 0, 0, 0, 0)] * 10)


def test_replies_that_leave_count_as_changes_too() -> None:
    rows = [(0, 0, 0, 0, 0, 0)] * 60 + replies(100)
    publication = invited(rows)
    renewed(publication, rows)
    assert ALL in renewed(publication, rows[10:])


def test_figures_of_people_who_chose_to_reply_stand_for_a_day() -> None:
    rows = replies(100)
    publication = chose(rows)
    renewed(publication, rows)
    assert renewed(publication, rows * 2, NOW + timedelta(hours=23)) == {}
    assert renewed(publication, rows * 2, NOW + timedelta(hours=24))["who=chose"] == 200


def test_a_group_that_waits_for_its_batch_is_told_from_one_that_is_too_small() -> None:
    publication = invited(replies(300))
    shown = renewed(publication, replies(300))
    assert list(publication.waiting(shown)) == []
    assert [*publication.waiting({*shown} - {f"{ALL}&age=old"})] == [f"{ALL}&age=old"]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=8))
def test_two_publications_of_a_group_are_at_least_ten_replies_apart(batches: list[int]) -> None:
    stream = replies(80 + sum(batches))
    publication = invited(stream)
    shown = renewed(publication, stream[:80])
    seen = 80
    for batch in batches:
        seen += batch
        for key, size in renewed(publication, stream[:seen]).items():
            assert size == shown.get(key, 0) or size - shown.get(key, 0) >= 10
            shown[key] = size
