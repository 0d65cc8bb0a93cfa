"""Every reply that was sent is found again, at the end or with the reason why it is not there."""

from analysis.finding.facts import Removed
from analysis.finding.finder import find
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

REMOVED = (
    Removed("not_resident", "people who live elsewhere", 40),
    Removed("organisation", "organisations", 12),
    Removed("duplicate", "the same person again", 25, duplicates=True),
)


def test_each_step_says_what_it_left_out() -> None:
    table = make_replies(Said(1000, 0.66, 0.22, silent=0.05), Said(500, 0.5, 0.5, "open_link"))
    facts = make_facts(table, submissions=1577, removed=REMOVED, texts=900, people=1400)
    finding = find(make_plan(), table, facts)
    assert finding.sample
    assert [(stage.code, stage.count) for stage in finding.waterfall] == [
        ("raw", 1577),
        ("eligible", 1525),
        ("distinct", 1500),
        ("chosen", 1000),
        ("answered", finding.sample.n),
        ("weighted", int(finding.sample.n_eff or 0)),
    ]
    for before, after in zip(finding.waterfall[:4], finding.waterfall[1:5], strict=True):
        lost = sum(loss.count or 0 for loss in after.losses)
        assert (before.count or 0) - lost == after.count
    assert (finding.counts.submissions, finding.counts.texts, finding.counts.people) == (1577, 900, 1400)


def test_without_a_sample_it_ends_with_the_replies_that_count() -> None:
    table = make_replies(Said(500, 0.5, 0.5, "open_link"))
    finding = find(make_plan(), table, make_facts(table))
    assert [stage.code for stage in finding.waterfall] == ["raw", "eligible", "distinct"]


def test_without_weights_it_does_not_say_what_replies_are_worth() -> None:
    table = make_replies(Said(500, 0.5, 0.5, groups={"sex": "male"}))
    finding = find(make_plan(), table, make_facts(table))
    assert finding.waterfall[-1].code == "answered"
