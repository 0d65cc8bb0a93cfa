"""What the order of the scale changes is told with its range, of both halves or of neither."""

import re

from analysis.disclosure.withheld import WITHHELD
from analysis.finding.disclosed import disclosed
from analysis.finding.doubts.checks import Check
from analysis.finding.doubts.order_effect import tell_change
from analysis.finding.doubts.specifications import ORDERED, UNDRAWN_ORDER
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.samples.figures import Estimate
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

WRITTEN, REVERSED = {"direction": "as_written"}, {"direction": "reversed"}


def found(*said: Said) -> Finding:
    table = make_replies(*said)
    return find(make_plan(), table, make_facts(table))


def halves(finding: Finding) -> list[Check]:
    return [check for check in finding.checks if check.code == "by_order"]


def test_each_half_stands_by_itself_and_the_difference_has_a_range() -> None:
    first, last = halves(found(Said(600, 0.65, 0.25, groups=WRITTEN), Said(600, 0.55, 0.35, groups=REVERSED)))
    assert (first.n, last.n) == (600, 600)
    assert isinstance(first.support, float)
    assert isinstance(last.support, float)
    assert abs(first.support - 0.65) < 0.02
    assert abs(last.support - 0.55) < 0.02
    told = re.search(r"differs by ([+-]\d+) points \(likely range ([+-]\d+) to ([+-]\d+)\)", last.note)
    assert told
    apart, low, high = map(int, told.groups())
    assert (apart, low < -10 < high, high < 0) == (-10, True, True)


def test_it_decides_nothing_however_far_they_lie_apart() -> None:
    finding = found(Said(800, 0.9, 0.05, groups=WRITTEN), Said(800, 0.45, 0.45, groups=REVERSED))
    assert finding.state == "majority_support"
    assert not any(check.binds for check in halves(finding))


def test_where_no_order_was_drawn_it_says_so() -> None:
    (check,) = halves(found(Said(1200, 0.6, 0.3)))
    assert (check.support, check.note) == (None, UNDRAWN_ORDER)


def test_a_half_that_may_not_be_told_takes_the_other_with_it() -> None:
    shown = disclosed(found(Said(900, 0.6, 0.3, groups=WRITTEN), Said(300, 0.97, 0.02, groups=REVERSED)))
    assert [(check.support, check.agrees, check.note) for check in halves(shown)] == [
        (WITHHELD, WITHHELD, ORDERED)
    ] * 2


def test_halves_that_may_be_told_are() -> None:
    shown = disclosed(found(Said(600, 0.65, 0.25, groups=WRITTEN), Said(600, 0.55, 0.35, groups=REVERSED)))
    assert [check.support for check in halves(shown)] == [0.65, 0.55]


def test_no_difference_is_told_without_both_errors() -> None:
    one = Estimate(0.6, 0.55, 0.65, 0.02)
    assert tell_change(one, WITHHELD, 0.95) == ""
    assert tell_change(Estimate(0.6, 0.5, 0.7), one, 0.95) == ""
    assert "by +0 points" in tell_change(one, one, 0.95)
