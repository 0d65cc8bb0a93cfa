"""No field is printed that the searches do not know, and what follows from a withheld figure is withheld."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.board.arrivals import show_arrivals
from analysis.disclosure.withheld import WITHHELD, is_shown
from analysis.finding.disclosed import disclosed
from analysis.finding.finder import find
from analysis.finding.samples.figures import Result
from tests.analysis.board.test_arrivals import FIRST, WAYS
from tests.analysis.board.test_cards import COUNTS, made
from tests.analysis.disclosure.printed import FIELDS, PRINTED
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()


def reached(kind: Any, found: set[type]) -> set[type]:
    """The records that a record is made of, itself among them."""
    if is_dataclass(kind) and isinstance(kind, type) and kind not in found:
        found.add(kind)
        for hint in get_type_hints(kind).values():
            reached(hint, found)
    for part in get_args(kind):
        reached(part, found)
    return found


def test_every_printed_field_is_known_to_the_searches() -> None:
    kinds = {kind for root in PRINTED for kind in reached(root, set())}
    printed = {(kind.__name__, each.name) for kind in kinds for each in fields(kind)}
    known = {(kind.__name__, name) for kind, reasons in FIELDS.items() for name in reasons}
    assert printed == known


def records(value: Any) -> Iterator[Any]:
    """A record and all the records within it."""
    if is_dataclass(value):
        yield value
        for each in fields(value):
            yield from records(getattr(value, each.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from records(each)


def told(value: Any) -> list[bool]:
    """Whether each figure of a field may be shown; a result may where its shares may."""
    if isinstance(value, Result):
        return [value.tells]
    if isinstance(value, tuple):
        return [is_shown(each) for each in value if each is not None]
    return [] if value is None else [is_shown(value)]


def assert_nothing_follows_from_what_is_withheld(record: Any) -> None:
    for name, reason in FIELDS[type(record)].items():
        if isinstance(reason, tuple):
            sources = [told(getattr(record, source)) for source in reason]
            own = told(getattr(record, name))
            if len(own) > 1 and len(own) == len(sources[0]):
                assert all(here <= there for here, there in zip(own, sources[0], strict=True)), (record, name)
            elif not all(each for source in sources for each in source):
                assert not any(own), (record, name)


OTHER = st.sampled_from([0, 1, 2, 9, 12, 29, 31, 60])


@settings(max_examples=25, deadline=None)
@given(
    n=st.sampled_from([0, 5, 31, 700, 1000]),
    support=st.sampled_from([0.0, 0.005, 0.4, 0.55, 0.7, 1.0]),
    other=OTHER,
    campaign=OTHER,
)
def test_nothing_in_a_finding_follows_from_what_is_withheld(
    n: int, support: float, other: int, campaign: int
) -> None:
    said = [Said(n, support, (1 - support) * 0.7), Said(other, 0.3, 0.4, "open_link")]
    table = make_replies(*said, Said(campaign, 0, 1, groups={"campaign": "yes"}))
    for record in records(disclosed(find(PLAN, table, make_facts(table)))):
        assert_nothing_follows_from_what_is_withheld(record)


@settings(max_examples=100, deadline=None)
@given(counts=COUNTS)
def test_nothing_on_a_card_follows_from_what_is_withheld(counts: list[int]) -> None:
    card, figures = made(counts)
    for record in [*records(card), *records(figures)]:
        assert_nothing_follows_from_what_is_withheld(record)


def test_nothing_by_day_follows_from_what_is_withheld() -> None:
    found = show_arrivals([(FIRST, WAYS[0], 3), (FIRST, WAYS[1], 5)], WAYS)
    assert found.days[0].replies is WITHHELD
    for record in records(found):
        assert_nothing_follows_from_what_is_withheld(record)


@pytest.mark.parametrize(
    "misuse", [bool, float, lambda figure: figure < 1, lambda figure: figure + 1, sorted]
)
def test_whoever_derives_something_by_mistake_gets_an_error(misuse: Any) -> None:
    with pytest.raises(TypeError):
        misuse([WITHHELD, 3] if misuse is sorted else WITHHELD)


def test_what_is_withheld_reads_as_hidden() -> None:
    assert (str(WITHHELD), f"{WITHHELD:,}", f"{WITHHELD:.1f}") == ("hidden",) * 3
