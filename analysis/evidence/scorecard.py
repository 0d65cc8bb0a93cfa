"""The scorecard of the tests: for each, the evidence that is held, the gaps, and what the public says."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Literal

from analysis.board.support import SupportFigures
from analysis.documents import parse
from analysis.evidence.addresses import check_address
from analysis.evidence.outcomes import Outcome, Outcomes
from analysis.evidence.register import Counts, Entry, Register

CardState = Literal["nothing_held", "gaps", "all_held"]

STATE_WORDS: dict[CardState, str] = {
    "nothing_held": "No evidence held yet",
    "gaps": "Some evidence held, some missing",
    "all_held": "All evidence that was asked for is held",
}
"""Whether a test is passed is for the decision-maker to say; the scorecard says what there is to say it with."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something a test asks to be shown, by a code that evidence refers to."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Test:
    """A test of the proposal and what it needs."""

    code: str
    title: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Tests:
    """All tests of a consultation; `affected` are the keys of the groups that would be most affected."""

    tests: tuple[Test, ...]
    affected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A piece of evidence for one need, to be read at an address or as plain text."""

    need: str
    title: str
    day: date | None = None
    url: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        check_address(self.url)


@dataclass(frozen=True, slots=True)
class Card:
    """One test: what is held, the labels of the needs without evidence, the public's view in a sentence."""

    code: str
    title: str
    held: tuple[Held, ...]
    gaps: tuple[str, ...]
    view: str
    state: CardState


def parse_tests(document: object) -> Tests:
    """Reads tests and their needs; raises DocumentRefused with all problems."""
    return parse(Tests, document)


def default_tests() -> Tests:
    """The five tests with what each asks to be shown, unless a consultation has its own."""
    text = (files("analysis.evidence") / "five_tests.json").read_text(encoding="utf-8")
    return parse_tests(json.loads(text))


def parse_held(document: object) -> Held:
    """Reads one piece of evidence; raises DocumentRefused with all problems."""
    return parse(Held, document)


def score(tests: Tests, held: Sequence[Held], views: Mapping[str, str]) -> tuple[Card, ...]:
    """A card for each test; `views` are sentences by the code of a test."""
    return tuple(_card(test, held, views.get(test.code, "")) for test in tests.tests)


def held_of_register(register: Register) -> tuple[Held, ...]:
    """What a register of accuracy evidence shows; only counts of the system that would be used count as its own."""
    return tuple(
        Held(need, entry.title, entry.day, entry.url)
        for entry in register.entries
        for need, shown in _shows(entry).items()
        if shown
    )


def gaps_of_entry(entry: Entry) -> tuple[str, ...]:
    """What one body of accuracy evidence does not show, in the words of the needs."""
    labels = {need.code: need.label for test in default_tests().tests for need in test.needs}
    return tuple(labels[need] for need, shown in _shows(entry).items() if not shown)


def _shows(entry: Entry) -> dict[str, bool]:
    counts = entry.counts
    return {
        "setting": entry.threshold is not None and entry.watchlist is not None,
        "per_face": _both(counts.false_alerts, counts.faces) or entry.false_rate is not None,
        "per_alert": _both(counts.false_alerts, counts.alerts),
        "missed": _both(counts.missed, counts.listed) or entry.found_rate is not None,
        "by_group": any(_has_rate(group.counts) for group in entry.groups),
        "own_figures": entry.own,
    }


def held_of_outcomes(outcomes: Outcomes) -> tuple[Held, ...]:
    """What declared outcomes show; a need is met when every outcome meets it, or one could hide the others."""
    needs: dict[str, Callable[[Outcome], bool]] = {
        "declared": lambda _: True,
        "indicator": lambda outcome: bool(outcome.indicator),
        "baseline": lambda outcome: outcome.baseline is not None,
        "target": lambda outcome: outcome.target is not None and outcome.due is not None,
    }
    declared = outcomes.outcomes
    return tuple(
        Held(need, outcome.label, outcome.measured)
        for need, meets in needs.items()
        if all(map(meets, declared))
        for outcome in declared
    )


def _has_rate(counts: Counts) -> bool:
    """Whether a rate follows from the counts, not only a number of people."""
    wholes = ((counts.false_alerts, counts.faces), (counts.false_alerts, counts.alerts))
    return any(_both(*pair) for pair in (*wholes, (counts.missed, counts.listed)))


def _both(part: int | None, whole: int | None) -> bool:
    return part is not None and bool(whole)


def held_of_replies(
    support: Mapping[str, SupportFigures], sampled: Sequence[str], affected: Sequence[str]
) -> tuple[Held, ...]:
    """What the replies themselves show; `support` holds the figures of each group by key, as they were let out.

    `sampled` are the keys of the populations that were chosen by chance, one of which must be shown, `affected`
    those of the groups most affected within such a population, all of which must be in one of them.
    """
    shown = {key for key, figures in support.items() if figures.tells}
    found = []
    if shown & {*sampled}:
        found.append(Held("sample", "Replies of people chosen by chance have been counted"))
    groups = [{f"{sample}&{key}" for key in affected} for sample in sampled]
    if affected and any(shown >= each for each in groups):
        found.append(Held("affected_groups", "Support in each of the groups most affected can be shown"))
    return tuple(found)


def _card(test: Test, held: Sequence[Held], view: str) -> Card:
    codes = {need.code for need in test.needs}
    own = tuple(each for each in held if each.need in codes)
    met = {each.need for each in own}
    gaps = tuple(need.label for need in test.needs if need.code not in met)
    state: CardState = "nothing_held" if not own else "gaps" if gaps else "all_held"
    return Card(test.code, test.title, own, gaps, view, state)
