"""A finding after other figures: a few new replies, or one that was erased, cannot be read from what is printed."""

from dataclasses import replace

import numpy as np

from analysis.cells import CellTable
from analysis.finding.disclosed import disclosed
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.publication import TAKEN_BACK, Published, publish
from analysis.finding.replies import ANSWER, answers
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()
OPEN_LINK = Said(500, 0.4, 0.5, "open_link")
TABLE = make_replies(Said(1000, 0.66, 0.22), OPEN_LINK)


def found(table: CellTable) -> Finding:
    return find(PLAN, table, make_facts(table))


FIRST = publish(PLAN, TABLE, found(TABLE), {})


def without(table: CellTable, counts: tuple[int, int, int]) -> CellTable:
    """The table with so many supporters, opponents and others of the random sample erased."""
    left = table.counts.copy()
    for answer, gone in enumerate(counts):
        for _ in range(gone):
            invited = table.mask(arm=["random_invitation"]) & (left[:, 1 + answer] > 0)
            cell = int(np.flatnonzero(invited)[left[invited, 0].argmax()])
            left[cell, [0, 1 + answer]] -= 1
    return replace(table, counts=left)


SAMPLE_KEYS = ("who=random_invitation", "arm=random_invitation")


def again(table: CellTable, last: Published = FIRST) -> Published:
    return publish(PLAN, table, found(table), last)


def test_the_first_finding_is_printed_as_it_is() -> None:
    assert FIRST.finding == disclosed(found(TABLE))
    assert FIRST.notice == ""
    assert FIRST.shown["arm=open_link"].tolist() == [*answers(TABLE.where(arm=["open_link"])).sum(axis=0), 0]
    assert "who=random_invitation&ethnicity=black" in FIRST.shown


def test_an_erased_reply_leaves_the_finding_as_it_was_whoever_it_was_from() -> None:
    for answer in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (3, 0, 0)):
        second = again(without(TABLE, answer))
        assert (second.finding, second.notice) == (FIRST.finding, TAKEN_BACK)
        assert second.shown is FIRST.shown


def test_a_state_that_an_erasure_would_change_does_not_change() -> None:
    edge = next(n for n in range(560, 640) if found(self_sampled(n)).state == "majority_support")
    first = publish(PLAN, self_sampled(edge), found(self_sampled(edge)), {})
    after = without(self_sampled(edge), (6, 0, 0))
    assert (first.finding.state, found(after).state) == ("majority_support", "not_settled")
    assert again(after, first).finding.state == "majority_support"


def self_sampled(support: int) -> CellTable:
    return make_replies(Said(1000, support / 1000, 0.3))


def test_many_erased_replies_of_every_answer_make_a_new_finding() -> None:
    few = without(TABLE, (60, 30, 9))
    assert again(few).notice == TAKEN_BACK
    many = without(TABLE, (60, 30, 12))
    second = again(many)
    assert second.notice == ""
    assert second.finding.sample != FIRST.finding.sample
    assert second.finding.chose == FIRST.finding.chose
    assert second.shown["arm=random_invitation"].sum() == 898


def test_replies_since_the_board_was_last_renewed_do_not_show() -> None:
    now = answers(TABLE.where(arm=["random_invitation"])).sum(axis=0)
    board = dict.fromkeys(SAMPLE_KEYS, np.array([*(now - [4, 0, 0]), 0.0]))
    published = publish(PLAN, TABLE, found(TABLE), board)
    sample = published.finding.sample
    assert sample
    assert sample.shares[0].count == 655
    assert [
        way.result.shares[0].count for way in published.finding.arms if way.code == "random_invitation"
    ] == [655]
    assert published.finding.state == FIRST.finding.state
    far = dict.fromkeys(SAMPLE_KEYS, np.array([*(now - [40, 30, 20]), 0.0]))
    assert publish(PLAN, TABLE, found(TABLE), far).finding == FIRST.finding


def test_a_group_within_the_sample_waits_as_on_the_board() -> None:
    key = "who=random_invitation&ethnicity=black"
    now = FIRST.shown[key]
    published = publish(PLAN, TABLE, found(TABLE), {key: now - [2, 0, 0, 0]})
    assert published.shown[key].tolist() == (now - [2, 0, 0, 0]).tolist()


def test_before_closing_nothing_is_held() -> None:
    table = make_replies(Said(1000, 0.66, 0.22))
    opened = find(PLAN, table, make_facts(table, now=PLAN.opens))
    assert publish(PLAN, table, opened, {}).shown == {}
    assert ANSWER in table.columns
