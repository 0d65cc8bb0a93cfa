"""The scorecard: for each test of a proposal what is held, what is missing, and what the public says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from analysis.board.populations import Population, populations
from analysis.evidence.scorecard import (
    STATE_WORDS,
    Card,
    Held,
    Need,
    Test,
    Tests,
    default_tests,
    held_of_outcomes,
    held_of_register,
    held_of_replies,
    score,
)
from analysis.vocabulary import CHANCE_PANEL, CHOSE
from consult.models import Snapshot
from consult.services.consultations.catalogue import Listing, SurveyEntry
from consult.services.counting.shown import figures_shown, read_snapshot
from consult.services.facts.reading import read_held, read_outcomes, read_register
from consult.services.findings.published import deciding_plan, newest_finding
from surveys.proposal import Proposal

PLAN, GROUPS = "plan", "affected_groups"
# Which need of the tests a document of the proposal answers, by its kind.
DOCUMENTS = {"purpose": "purposes", "equality": "equality", "data_protection": "data_protection"}
Measures = Mapping[str, list[dict[str, Any]]]
"""Documents of `analysis.evidence.measures.Measured` by the key of a group."""
NAMES = {
    "random_invitation": "People chosen by lot",
    CHANCE_PANEL: "A panel recruited by chance",
    CHOSE: "People who chose to reply",
}
"""What populations are called."""


@dataclass(frozen=True, slots=True)
class MeasuredGroup:
    """The measures of one way of being reached, as documents of `analysis.evidence.measures.Measured`."""

    label: str
    measures: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ScoredTest:
    """A card with its words: `needs` are what it asks for with what is held for each, `groups` the public's view."""

    card: Card
    description: str
    state: str
    needs: list[tuple[Need, list[Held]]]
    groups: list[MeasuredGroup]

    @property
    def told(self) -> str:
        """How much of what the test asks for is held, in words."""
        held = sum(bool(pieces) for _, pieces in self.needs)
        return f"{held} of {len(self.needs)} held" if self.needs else "nothing is asked for yet"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All tests; `seen` says which snapshot of which survey its figures are from.

    `found`: the figures of the main question are those of the finding.
    """

    tests: list[ScoredTest]
    seen: list[tuple[int, int]]
    found: bool = False

    @property
    def asks_some(self) -> bool:
        """Whether a question behind it was not asked of everybody; older figures do not say."""
        measures = [each for test in self.tests for group in test.groups for each in group.measures]
        return not all(each.get("of_all", True) for each in measures)


def make_scorecard(session: Session, listing: Listing, *, with_views: bool) -> Scorecard:
    """The scorecard as it stands; without views no figure about opinions is read from anywhere."""
    snapshots = [found for entry in listing.surveys if (found := read_snapshot(session, entry.id))]
    shown = snapshots if with_views else []
    told = {snapshot.survey_id: read_told(session, snapshot.survey_id) for snapshot in shown}
    views = group_measures(listing, [newest_measures(each, told[each.survey_id]) for each in shown])
    sentences = {code: _sentence(groups) for code, groups in views.items()}
    tests = tests_of(listing.proposal)
    cards = score(tests, _held(session, listing, snapshots), sentences)
    points = {point.code: point.description for point in listing.proposal.tests}
    scored = [
        ScoredTest(
            card, points[card.code], STATE_WORDS[card.state], _needs(test, card), views.get(card.code, [])
        )
        for test, card in zip(tests.tests, cards, strict=True)
    ]
    seen = [(snapshot.survey_id, snapshot.number) for snapshot in shown]
    return Scorecard(scored, seen, found=any(told.values()))


def tests_of(proposal: Proposal) -> Tests:
    """The proposal's own tests, each with what such a test asks to be shown."""
    needs = {test.code: test.needs for test in default_tests().tests}
    return Tests(tuple(Test(point.code, point.title, needs.get(point.code, ())) for point in proposal.tests))


def read_told(session: Session, survey_id: int) -> Measures:
    """The measures that the newest finding told, if there is one; the oldest told none."""
    finding = newest_finding(session, survey_id)
    return finding.shown.get("measures", {}) if finding else {}


def newest_measures(snapshot: Snapshot, told: Measures) -> Measures:
    """The measures by group as the board let them out last; those that a finding told, as it told them."""
    return {
        key: [_newer(each, told.get(key, ())) for each in measures]
        for key, measures in snapshot.body.get("measures", {}).items()
    }


def _newer(measure: dict[str, Any], told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    name = measure["test"], measure["title"]
    return next((each for each in told if (each["test"], each["title"]) == name), measure)


def group_measures(listing: Listing, surveys: Sequence[Measures]) -> dict[str, list[MeasuredGroup]]:
    """By test, the measures of each way of being reached that was let out; those chosen by chance first."""
    found: dict[str, list[MeasuredGroup]] = {}
    for measured in surveys:
        for key, label in _keys(listing):
            by_test: dict[str, list[dict[str, Any]]] = {}
            for each in measured.get(key, ()):
                by_test.setdefault(each["test"], []).append(each)
            for test, measures in by_test.items():
                found.setdefault(test, []).append(MeasuredGroup(label, measures))
    return found


def _keys(listing: Listing) -> list[tuple[str, str]]:
    """Populations first; a way of being reached by itself where several make one up."""
    found = []
    for population in populations_of(listing):
        found.append((population.key, name_of(population)))
        arms = [listing.arms[code] for code in population.arms]
        found += [(f"arm={arm.code}", arm.label) for arm in arms if len(arms) > 1]
    return found


def populations_of(listing: Listing) -> tuple[Population, ...]:
    return populations({arm.code: arm.kind for arm in listing.arms.values()})


def name_of(population: Population) -> str:
    return NAMES[population.code]


def _sentence(groups: Sequence[MeasuredGroup]) -> str:
    first = groups[0]
    return f"{first.label}. " + " ".join(measure["sentence"] for measure in first.measures)


def _held(session: Session, listing: Listing, snapshots: Sequence[Snapshot]) -> list[Held]:
    register = read_register(session, listing.id, listing.proposal.system)
    support = {key: each for snapshot in snapshots for key, each in figures_shown(snapshot).items()}
    sampled = [population.key for population in populations_of(listing) if population.chosen]
    return [
        *held_of_register(register),
        *held_of_outcomes(read_outcomes(session, listing.id)),
        *held_of_replies(support, sampled, default_tests().affected),
        *_held_of_plans(session, listing),
        *_held_of_documents(listing),
        *read_held(session, listing.id),
    ]


def _held_of_plans(session: Session, listing: Listing) -> list[Held]:
    """The plan in force of each survey, if it was approved before anybody could reply."""
    plans = [(entry, deciding_plan(session, entry.id)) for entry in listing.surveys]
    return [
        Held(PLAN, f"Plan {plan.number}", plan.approval.approved_at.date(), address(listing, entry, "method"))
        for entry, plan in plans
        if plan and plan.approval and plan.approval.approved_at <= listing.opens_at
    ] + [
        Held(GROUPS, "Findings for the groups most affected", None, address(listing, entry, "finding"))
        for entry in listing.surveys
        if entry.found
    ]


def _held_of_documents(listing: Listing) -> list[Held]:
    """Documents that were published with the proposal, for the needs that they answer; a draft answers none."""
    overview = f"/consultations/{listing.slug}"
    return [
        Held(DOCUMENTS[document.kind], document.title, None, document.url or f"{overview}#document-{number}")
        for number, document in enumerate(listing.proposal.documents, start=1)
        if document.kind in DOCUMENTS and not document.draft
    ]


def address(listing: Listing, entry: SurveyEntry, page: str) -> str:
    return f"/consultations/{listing.slug}/{entry.slug}/{page}"


def _needs(test: Test, card: Card) -> list[tuple[Need, list[Held]]]:
    return [(need, [held for held in card.held if held.need == need.code]) for need in test.needs]
