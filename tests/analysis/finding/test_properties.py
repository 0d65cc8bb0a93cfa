"""What must hold whatever people answered."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.cells import CellTable
from analysis.disclosure.withheld import WITHHELD, is_shown
from analysis.documents import to_document
from analysis.finding.disclosed import disclosed
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.words.overturning import bound_sentences
from analysis.finding.words.sentences import status, write
from tests.analysis.finding.words.test_sentences import NAMES
from tests.analysis.finding.worlds import BEFORE_CLOSING, Said, make_facts, make_plan, make_replies

PLAN = make_plan()
MIRROR = {"support": "oppose", "oppose": "support", "neither": "neither"}
STATES = {"majority_support": "majority_opposition", "majority_opposition": "majority_support"}
unhurried = settings(max_examples=15, deadline=None)
seeds = st.integers(0, 10_000)


@st.composite
def samples(draw: st.DrawFn, least: int = 0) -> CellTable:
    """A random sample of any size and opinion, with an open link beside it."""
    support = draw(st.floats(0, 1))
    said = Said(draw(st.integers(least, 900)), support, (1 - support) * draw(st.floats(0, 1)), silent=0.02)
    beside = Said(draw(st.integers(0, 300)), draw(st.floats(0, 0.5)), draw(st.floats(0, 0.5)), "open_link")
    return make_replies(said, beside, seed=draw(seeds))


def found(table: CellTable, **changes: object) -> Finding:
    return find(PLAN, table, make_facts(table, **changes))


@unhurried
@given(st.integers(0, 20_000), st.floats(0, 1), st.booleans(), seeds)
def test_an_open_link_alone_never_leads_to_a_majority(n: int, support: float, bind: bool, seed: int) -> None:
    table = make_replies(Said(n, support, 1 - support, "open_link"), seed=seed)
    plan = replace(PLAN, rule=replace(PLAN.rule, open_replies_bind=bind, gamma=1.0))
    finding = find(plan, table, make_facts(table))
    assert finding.state == "too_little"
    assert {companion.state for companion in finding.companions} == {"too_little"}


@unhurried
@given(samples(least=300))
def test_swapping_the_sides_gives_the_mirrored_finding(table: CellTable) -> None:
    one, other = found(table), found(replace(table, counts=table.counts[:, [0, 2, 1, 3]]))
    shares = [one.sample.best(side) for side in ("support", "oppose")] if one.sample else []
    assume(len(shares) < 2 or (shares[0] and shares[1] and shares[0].p != shares[1].p))
    assert other.state == STATES.get(one.state, one.state)
    assert (one.tipping, one.more) == (other.tipping, other.more)
    assert [(gate.code, gate.held) for gate in one.gates] == [(gate.code, gate.held) for gate in other.gates]
    assert [reason.code for reason in one.reasons] == [reason.code for reason in other.reasons]
    assert [
        STATES.get(each.state, each.state) if is_shown(each.state) else each.state for each in one.companions
    ] == [each.state for each in other.companions]
    for mine, theirs in zip(one.checks, other.checks, strict=True):
        assert (mine.support, mine.oppose) == (theirs.oppose, theirs.support)
        assert (mine.agrees, mine.binds) == (theirs.agrees, theirs.binds)
    if one.sample and other.sample:
        assert all(one.sample.best(state) == other.sample.best(MIRROR[state]) for state in MIRROR)
    assert [(bound.support, bound.oppose_by_group) for bound in one.bounds] == [
        (bound.oppose, bound.support_by_group) for bound in other.bounds
    ]


@unhurried
@given(st.floats(0.5, 0.62), st.integers(30, 400), seeds)
def test_opposing_replies_never_make_support_a_majority(support: float, more: int, seed: int) -> None:
    """Of a sample whose gates hold: replies of any opinion can lift a smaller one over a gate."""
    sample = Said(900, support, 0.3)
    before = found(make_replies(sample, seed=seed))
    assume(before.state == "not_settled")
    after = found(make_replies(sample, Said(more, 0.0, 1.0), seed=seed))
    assert after.state != "majority_support"


@unhurried
@given(samples(), st.booleans())
def test_nothing_small_is_printed_and_disclosing_twice_changes_nothing(table: CellTable, open_: bool) -> None:
    finding = found(table, **({"now": BEFORE_CLOSING} if open_ else {}))
    shown = disclosed(finding)
    assert disclosed(shown) == shown
    for name, number in numbers(to_document(shown)):
        assert number == 0 or number >= 10 or (name == "submissions" and number == shown.replies), name


@unhurried
@given(samples(), st.booleans())
def test_no_sentence_speaks_of_a_verdict_or_of_everybody_in_kent(table: CellTable, open_: bool) -> None:
    finding = found(table, **({"now": BEFORE_CLOSING} if open_ else {}))
    words = write(finding, NAMES)
    told = [str(words), *words.details, *bound_sentences(finding), status(finding.state, NAMES)]
    told += [gate.sentence for gate in finding.gates] + [check.note for check in finding.checks]
    for sentence in told:
        assert "verdict" not in sentence.lower()
        assert "% of Kent" not in sentence
        assert "margin of error" not in sentence.lower()
        assert not any(odd in sentence for odd in ("nan", "None", "inf ", "{", "e-"))
    if finding.state == "open":
        assert not any(word in str(words) for word in ("support", "oppose"))
    else:
        assert str(words).endswith("it does not make it.")


COUNTS = {"count", "n", "opposing", "false", "more", "submissions", "texts", "people"}


def numbers(document: Any, name: str = "") -> Iterator[tuple[str, float]]:
    """All counts of replies in a document, with their names."""
    if isinstance(document, dict):
        for key, value in document.items():
            yield from numbers(value, key)
    elif isinstance(document, list):
        for value in document:
            yield from numbers(value, name)
    elif name in COUNTS and document not in {None, WITHHELD.value}:
        yield name, document
