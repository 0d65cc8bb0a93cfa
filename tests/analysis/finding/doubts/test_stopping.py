"""A closing that was moved while shares could be seen cannot be used to wait for a majority."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from analysis.arrays import FloatArray
from analysis.finding.doubts.stopping import anytime_level
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.words.moved import UNSEEN, WATCHED, moved_sentences
from analysis.support.intervals import clopper_pearson
from tests.analysis.finding.worlds import CLOSES, Said, make_facts, make_plan, make_replies

PLAN = make_plan()
EARLY, LATE = CLOSES - timedelta(days=20), CLOSES + timedelta(days=20)
LOOKS = np.arange(100.0, 2001.0, 100.0)


def ever_above_half(levels: FloatArray, runs: int = 4000) -> float:
    """How often somebody who looks at every hundredth reply sees a range above half, when the truth is half."""
    drawn = np.random.default_rng(20).random((runs, int(LOOKS[-1]))) < 0.5
    shares = drawn.cumsum(axis=1)[:, LOOKS.astype(int) - 1] / LOOKS
    lows = [clopper_pearson(shares[:, at], np.full(runs, n), levels[at])[0] for at, n in enumerate(LOOKS)]
    return float((np.array(lows) > 0.5).any(axis=0).mean())


def test_waiting_for_a_good_moment_wins_no_more_than_chance_does() -> None:
    fixed = np.full(len(LOOKS), 0.95)
    anytime = np.array([anytime_level(n, 0.95, 400) for n in LOOKS])
    assert ever_above_half(fixed) > 0.07
    assert ever_above_half(anytime) <= 0.025


@pytest.mark.parametrize("n", [100, 400, 1000, 5000])
def test_the_range_is_wider_but_not_by_much(n: float) -> None:
    assert 0.99 < anytime_level(n, 0.95, 400) < 0.9992


def found(**changes: object) -> Finding:
    table = make_replies(Said(1000, 0.56, 0.3))
    return find(PLAN, table, make_facts(table, **changes))


@pytest.mark.parametrize("closes", [EARLY, LATE])
def test_ranges_are_wider_where_a_closing_was_moved_and_shares_were_seen(closes: object) -> None:
    planned = found().sample
    now = LATE + timedelta(days=1)
    moved, unseen = (found(now=now, closes=closes, why="x", watched=seen).sample for seen in (True, False))
    assert planned
    assert moved
    assert unseen == planned
    (narrow, wide) = (each.best("support") for each in (planned, moved))
    assert narrow
    assert wide
    assert wide.p == narrow.p
    assert 1.5 < (wide.high - wide.low) / (narrow.high - narrow.low) < 1.8


def test_a_majority_by_chance_of_the_moment_is_none() -> None:
    table = make_replies(Said(1000, 0.60, 0.3))
    facts = make_facts(table)
    assert find(PLAN, table, facts).state == "majority_support"
    early = replace(facts, closes=EARLY, why="Enough have replied.", watched=True)
    assert find(PLAN, table, early).state == "not_settled"


def test_it_is_told_when_it_was_to_close_why_it_closed_and_what_that_changes() -> None:
    early = moved_sentences(found(closes=EARLY, why="Enough have replied.", watched=True))
    assert early == (
        "It was to close on 14 March 2027 at 5:00pm and closed earlier, on 22 February 2027 at 5:00pm.",
        "The reason given: Enough have replied.",
        WATCHED,
    )
    late = moved_sentences(found(closes=LATE, now=LATE + timedelta(days=1), why="", watched=False))
    assert "closed later, on 3 April 2027" in late[0]
    assert late[1:] == ("No reason is on record.", UNSEEN)
    assert moved_sentences(found()) == ()
