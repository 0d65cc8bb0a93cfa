"""From what was let out to what the page shows."""

from dataclasses import dataclass, field, replace
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from analysis.board.arrivals import show_arrivals
from analysis.board.overview import missing_sentence, support_summary
from analysis.board.people import Comparison, Presence
from analysis.population import labels
from consult.models import FindingRecord, Snapshot
from consult.services.consultations.catalogue import Version
from consult.services.counting.boards import (
    FILTERS,
    PulseNow,
    read_arrivals,
    read_group,
    read_pulse,
    version_of,
)
from consult.services.counting.shown import read_snapshot
from consult.services.findings.published import newest_finding
from consult.services.statements.theming import ThemeView, read_themes
from consult.web.board.charts import Chart, arrivals_chart, chart_of, map_chart, question_charts
from consult.web.staff_survey import StaffSurvey

GROUPINGS = {"age": "age", "sex": "sex", "ethnicity": "ethnic group", "disability": "disability"}


@dataclass(frozen=True)
class BoardView:
    """The page of the board, without figures while there are too few replies."""

    pulse: PulseNow
    choice: dict[str, str]
    snapshot: Snapshot | None
    proposal_number: int
    banner: str = ""
    finding: FindingRecord | None = None
    support: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    questions: list[Chart] = field(default_factory=list)
    people: list[Comparison] = field(default_factory=list)
    arrivals: Chart | None = None
    themes: ThemeView | None = None

    @property
    def all_charts(self) -> list[Chart]:
        return [*self.charts, *self.questions, *([self.arrivals] if self.arrivals else [])]


def chosen_filters() -> dict[str, str]:
    """The restrictions in the address; an empty one is none."""
    return {name: request.args[name] for name in FILTERS if request.args.get(name)}


def view_board(session: Session, place: StaffSurvey, choice: dict[str, str]) -> BoardView:
    """The board of replies to the proposal as it is, or to the earlier version that the address names."""
    number = request.args.get("version", place.version.proposal_number, type=int)
    version = version_of(session, place.version, number)
    snapshot = read_snapshot(session, place.entry.id, number)
    pulse = read_pulse(session, place.entry.id)
    view = BoardView(pulse, choice, snapshot, number, finding=newest_finding(session, place.entry.id))
    if snapshot is None:
        return view
    people = [read_comparison(document) for document in snapshot.body["people"]]
    arrivals = arrivals_of(session, place)
    view = replace(view, banner=missing_sentence(people[0]), people=people, arrivals=arrivals)
    return view if place.blinded else with_opinions(session, place, snapshot, version, view)


def with_opinions(
    session: Session, place: StaffSurvey, snapshot: Snapshot, version: Version, view: BoardView
) -> BoardView:
    """The board with what people replied, not only who they are."""
    return replace(
        view,
        support=[support_row(place, snapshot, arm) for arm in (*place.listing.arms, "")],
        notes=weighing_notes(place, snapshot),
        charts=group_charts(place, snapshot),
        questions=question_charts(read_group(session, version, view.choice).cards),
        themes=read_themes(session, place.entry.id) if version is place.version else None,
    )


def support_row(place: StaffSurvey, snapshot: Snapshot, arm: str) -> dict[str, Any]:
    """One way of being reached (or all together) with its three shares."""
    document = snapshot.body["support"].get(f"arm={arm}" if arm else "")
    label = place.listing.arms[arm].label if arm else "All replies together, however people were reached"
    return {"label": label, "figures": document, "pooled": not arm}


def weighing_notes(place: StaffSurvey, snapshot: Snapshot) -> list[str]:
    """What the weighting had to do, or why there is none, in sentences."""
    notes = []
    for arm, weighing in snapshot.body["weighing"].items():
        label = place.listing.arms[arm].label if arm in place.listing.arms else "All replies together"
        sentences = [*weighing["steps"], *([weighing["refusal"]] if weighing["refusal"] else [])]
        notes += [f"{label}: {sentence}" for sentence in sentences]
    return notes


def group_charts(place: StaffSurvey, snapshot: Snapshot) -> list[Chart]:
    """Support by way of being reached, by district, and by each broad group."""
    support = snapshot.body["support"]
    arms = [
        (f"arm={arm.code}", arm.label, support.get(f"arm={arm.code}")) for arm in place.listing.arms.values()
    ]
    found = [chart_of("by-arm", "Support by how people were reached", support_summary(arms))]
    districts = labels("district")
    values = {code: weighted_support(support.get(f"district={code}")) for code in districts}
    found.append(map_chart(values, districts))
    for name, words in GROUPINGS.items():
        rows = [
            (f"{name}={code}", label, support.get(f"{name}={code}")) for code, label in labels(name).items()
        ]
        found.append(chart_of(f"by-{name}", f"Support by {words}", support_summary(rows)))
    return found


def weighted_support(document: dict[str, Any] | None) -> int | None:
    """A group's support in percent: weighted where there are weights."""
    if document is None:
        return None
    share = next(share for share in document["shares"] if share["state"] == "support")
    found: int | None = share["weighted"] if share["weighted"] is not None else share["unweighted"]
    return found


def arrivals_of(session: Session, place: StaffSurvey) -> Chart:
    """Replies by day and by how people were reached; small numbers are hidden, though they tell no opinions."""
    found = read_arrivals(session, place.entry.id)
    arms = {code: code for _, code, _ in found} | {arm.code: arm.label for arm in place.listing.arms.values()}
    return arrivals_chart(show_arrivals(found, tuple(arms)), tuple(arms.values()))


def read_comparison(document: dict[str, Any]) -> Comparison:
    rows = tuple(Presence(**row) for row in document["rows"])
    return Comparison(**{**document, "rows": rows})
