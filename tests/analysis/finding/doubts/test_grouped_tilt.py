"""Tilting group by group narrows the range only where groups truly differ, not where chance makes them seem to."""

import numpy as np
import pytest

from analysis.finding.doubts.grouped_tilt import Grouped, group, largest_gain
from analysis.finding.doubts.selection import tilt
from analysis.finding.replies import answers
from analysis.finding.samples.sample import weigh
from tests.analysis.finding.worlds import Said, make_plan, make_replies

PLAN = make_plan()


def gain(*said: Said, gamma: float, seed: int = 1) -> float:
    table = make_replies(*said, seed=seed)
    counts = answers(table)
    grouped = group(weigh(table, PLAN.weighting).weights, counts[:, 0], counts.sum(axis=1))
    return largest_gain(grouped, gamma)


def test_two_groups_far_apart() -> None:
    apart = Grouped(np.array([0.9, 0.3]), np.array([0.5, 0.5]), np.array([1e9, 1e9]))
    expected = (tilt(0.9, 2) + tilt(0.3, 2)) / 2 - tilt(0.6, 2)
    assert apart.gain(2) == pytest.approx(expected)
    assert apart.gain(0.5) == pytest.approx((tilt(0.9, 0.5) + tilt(0.3, 0.5)) / 2 - tilt(0.6, 0.5))
    assert apart.gain(2) > 0 > apart.gain(0.5)


def test_groups_that_lean_differently_narrow_the_range() -> None:
    split = [Said(500, 0.95, 0.05, groups={"sex": "female"}), Said(500, 0.2, 0.8, groups={"sex": "male"})]
    assert gain(*split, gamma=1.5) > 0.01
    assert gain(*split, gamma=1 / 1.5) < -0.01
    assert gain(*split, gamma=1) == pytest.approx(0)


def test_groups_that_differ_by_chance_hardly_do() -> None:
    gains = [gain(Said(400, 0.6, 0.4), gamma=1.5, seed=seed) for seed in range(20)]
    assert 0 <= sum(gains) / 20 < 0.002
