import json
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.arrays import FloatArray
from analysis.disclosure.edition import Edition, from_document, newest, standing, to_document, trim
from analysis.disclosure.live import refresh, refresh_all
from analysis.disclosure.rules import RULES
from analysis.disclosure.summaries import guard
from analysis.disclosure.withheld import WITHHELD, is_shown
from analysis.scales import SCALES
from analysis.scales.tally import Tally
from tests.analysis.disclosure.attack import differences, values_possible

VALUES = 3


def stream(seed: int, groups: int, steps: int) -> Iterator[FloatArray]:
    """Counts after each of a run of replies, with some withdrawals and some changes of mind."""
    random = np.random.default_rng(seed)
    of_group, of_value = (
        random.dirichlet(np.ones(groups) * random.choice([0.3, 1, 5])),
        random.dirichlet([3, 3, 1]),
    )
    counts = np.zeros((groups, VALUES))
    for _ in range(steps):
        leaves, comes = random.random() < 0.05, random.random() < 0.97
        if leaves and counts.any():
            counts.flat[random.choice(counts.size, p=counts.ravel() / counts.sum())] -= 1
        if comes:
            counts[random.choice(groups, p=of_group), random.choice(VALUES, p=of_value)] += 1
        yield counts.copy()


def published(seed: int, groups: int, steps: int = 150) -> list[Edition]:
    """All editions of a stream that somebody tries to renew at random moments."""
    random = np.random.default_rng(seed)
    editions: list[Edition] = []
    for counts in stream(seed, groups, steps):
        edition = refresh(editions, counts) if random.random() < 0.3 else None
        editions += [edition] if edition else []
    return editions


def shown_series(editions: Sequence[Edition], place: int) -> list[FloatArray]:
    return [edition.table[place] for edition in editions if edition.fresh[place]]


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), groups=st.integers(2, 4))
def test_no_two_editions_give_away_a_few_people(seed: int, groups: int) -> None:
    for difference in differences(published(seed, groups)):
        assert not difference.any() or abs(difference.sum()) >= RULES.batch


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), groups=st.integers(2, 4))
def test_no_two_editions_narrow_down_a_small_change_of_a_value(seed: int, groups: int) -> None:
    editions = published(seed, groups)
    for place in range(groups + 1):
        series = [
            np.array(sorted(values_possible(counts, RULES))) for counts in shown_series(editions, place)
        ]
        for later, new in enumerate(series):
            for old in series[:later]:
                least, most = new.min(axis=0) - old.max(axis=0), new.max(axis=0) - old.min(axis=0)
                small = ((least > 0) & (most < 10)) | ((most < 0) & (least > -10))
                assert np.all(most[small] - least[small] >= 8)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), groups=st.integers(2, 5))
def test_no_figure_of_an_edition_is_small(seed: int, groups: int) -> None:
    labels = ("Support", "Neither", "Oppose")
    for edition in published(seed, groups):
        shown = [
            counts
            for counts, fresh in zip(edition.table, edition.fresh, strict=True)
            if fresh and counts.any()
        ]
        rows = [Tally("s", "Group", labels, labels, counts) for counts in shown]
        for row in guard(SCALES["ordinal"].summarise(rows)).rows:
            figures = [count for count in (*row.counts, row.base) if is_shown(count)]
            assert all(figure >= 10 and figure % 5 == 0 for figure in figures)
            assert all(0 < share < 100 for share in row.percents if is_shown(share))
            assert row.percents.count(WITHHELD) != 1 or not is_shown(row.base) or row.base >= 30


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_each_line_of_a_table_with_two_axes_is_safe(seed: int) -> None:
    editions: list[Edition] = []
    for step, counts in enumerate(stream(seed, 6, 200)):
        edition = refresh(editions, counts.reshape(2, 3, VALUES)) if step % 7 == 0 else None
        editions += [edition] if edition else []
    for line in [(slice(None), at) for at in range(4)] + [(at, slice(None)) for at in range(3)]:
        whole = [Edition(edition.table[line], edition.fresh[line]) for edition in editions]
        for difference in differences([edition for edition in whole if edition.fresh[-1]]):
            assert not difference.any() or abs(difference.sum()) >= RULES.batch


def counts_of(*rows: list[float]) -> FloatArray:
    return np.array(rows, dtype=float)


def renewed(editions: Sequence[Edition], counts: FloatArray) -> list[bool] | None:
    edition = refresh(editions, counts)
    return None if edition is None else edition.fresh.tolist()


START = Edition(counts_of([50, 40, 10], [60, 30, 10], [110, 70, 20]), np.ones(3, dtype=np.bool_))


def test_the_first_edition_needs_ten_replies() -> None:
    assert renewed([], counts_of([5, 4, 0])) is None
    assert renewed([], counts_of([5, 5, 0])) == [True, True]


@pytest.mark.parametrize(("added", "expected"), [(9, None), (10, [True, True, True])])
def test_a_whole_changes_with_ten_replies(added: int, expected: list[bool] | None) -> None:
    assert renewed([START], counts_of([50 + added, 40, 10], [60, 30, 10])) == expected


def test_a_withdrawal_of_ten_counts_as_well() -> None:
    assert renewed([START], counts_of([40, 40, 10], [60, 30, 10])) == [True, True, True]


def test_a_small_change_of_one_group_holds_back_the_others() -> None:
    assert renewed([START], counts_of([65, 40, 10], [61, 30, 10])) == [False, False, True]


def test_changes_held_back_together_may_be_ten() -> None:
    assert renewed([START], counts_of([55, 40, 10], [65, 30, 10])) == [False, False, True]


def test_a_change_of_mind_alone_shows_nothing() -> None:
    assert renewed([START], counts_of([49, 41, 10], [60, 30, 10])) is None


def test_an_exact_table_moves_only_when_every_value_has() -> None:
    before = Edition(counts_of([50, 40, 20], [50, 40, 20]), np.ones(2, dtype=np.bool_))
    exact = type(RULES)(rounding=1)
    assert refresh([before], counts_of([60, 45, 20]), exact) is None
    assert refresh([before], counts_of([60, 50, 20]), exact) is not None


def test_groups_go_on_showing_their_last_fresh_edition() -> None:
    later = Edition(counts_of([65, 40, 10], [61, 30, 10], [126, 70, 20]), np.array([False, False, True]))
    shown = standing([START, later], (3, VALUES))
    assert shown.tolist() == [*START.table[:2].tolist(), later.table[2].tolist()]
    assert (newest([START, later], (0,)), newest([START, later], (-1,)), newest([], (0,))) == (0, 1, None)


def test_tables_of_the_same_people_are_renewed_together() -> None:
    by_age = Edition(counts_of([110, 70, 20], [110, 70, 20]), np.ones(2, dtype=np.bool_))
    history = {"district": [START], "age": [by_age]}
    ten_more = {"district": counts_of([60, 40, 10], [60, 30, 10]), "age": counts_of([120, 70, 20])}
    few_more = {"district": counts_of([51, 40, 10], [60, 30, 10]), "age": counts_of([111, 70, 20])}
    assert set(refresh_all(history, ten_more) or {}) == {"district", "age"}
    assert refresh_all(history, few_more) is None
    with pytest.raises(ValueError, match="same totals"):
        refresh_all(history, {**ten_more, "age": counts_of([119, 70, 20])})


def test_a_merged_history_shows_the_same() -> None:
    editions = published(3, 4, 600)
    short = trim(editions, 5)
    assert len(short) == 6 < len(editions)
    shape = editions[0].table.shape
    assert (standing(short, shape) == standing(editions, shape)).all()
    assert len(trim(short, 5)) == 6


def test_an_edition_survives_json() -> None:
    back = from_document(json.loads(json.dumps(to_document(START))))
    assert (back.table == START.table).all()
    assert (back.fresh == START.fresh).all()
