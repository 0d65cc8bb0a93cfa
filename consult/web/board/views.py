"""From what was let out to what the page shows."""

from dataclasses import dataclass, field, replace

from flask import request
from sqlalchemy.orm import Session

from analysis.board.arrivals import show_arrivals
from analysis.board.overview import missing_sentence, support_summary
from analysis.board.people import Comparison
from analysis.board.support import SupportFigures
from analysis.disclosure.withheld import WITHHELD, Shown
from analysis.documents import parse
from analysis.population import labels
from analysis.scales.summary import Summary
from consult.models import FindingRecord, Snapshot
from consult.services.consultations.catalogue import Version
from consult.services.counting.boards import PulseNow, read_arrivals, read_group, read_pulse, version_of
from consult.services.counting.shown import figures_shown, read_snapshot, released_at
from consult.services.facts.scorecard import name_of, populations_of
from consult.services.findings.published import newest_finding
from consult.services.statements.signing_off import newest_sign_offs
from consult.services.statements.suggested import Suggestions, read_suggestions
from consult.services.statements.told import ToldThemes, tell
from consult.templating import moment
from consult.web.board.charts import Chart, arrivals_chart, chart_of, map_chart, question_charts
from consult.web.board.choices import Choices, find_choices
from consult.web.staff_survey import StaffSurvey

# Anybody can send replies by an open link, and could tell the next one’s answer if figures moved at once.
PAUSE_TOLD = " They are made anew once a day at most."
GROUPINGS = {"age": "age", "sex": "sex", "ethnicity": "ethnic group", "disability": "disability"}


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A population, or a way of being reached within one, with its three shares (None: never let out)."""

    label: str
    figures: SupportFigures | None
    part: bool


@dataclass(frozen=True)
class BoardView:
    """The page of the board, without figures while there are too few replies."""

    pulse: PulseNow
    snapshot: Snapshot | None
    proposal_number: int
    banner: str = ""
    finding: FindingRecord | None = None
    choices: Choices | None = None
    support: list[SupportRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    questions: list[Chart] = field(default_factory=list)
    people: list[Comparison] = field(default_factory=list)
    arrivals: Chart | None = None
    told: list[ToldThemes] = field(default_factory=list)
    suggested: list[Suggestions] = field(default_factory=list)

    @property
    def adjusted(self) -> bool:
        """Whether the answers that are looked at are also shown adjusted to the census."""
        return any("adjusted" in header for chart in self.questions for header in chart.table.headers)

    @property
    def all_charts(self) -> list[Chart]:
        return [*self.charts, *self.questions, *([self.arrivals] if self.arrivals else [])]


def view_board(session: Session, place: StaffSurvey) -> BoardView:
    """The board of replies to the proposal as it is, or to the earlier version that the address names."""
    number = request.args.get("version", place.version.proposal_number, type=int)
    version = version_of(session, place.version, number)
    snapshot = read_snapshot(session, place.entry.id, number)
    pulse = read_pulse(session, place.entry.id)
    view = BoardView(pulse, snapshot, number, finding=newest_finding(session, place.entry.id))
    if snapshot is None:
        return view
    people = [parse(Comparison, document) for document in snapshot.body["people"]]
    arrivals = arrivals_of(session, place)
    view = replace(view, banner=missing_sentence(people), people=people, arrivals=arrivals)
    return view if place.blinded else with_opinions(session, place, snapshot, version, view)


def with_opinions(
    session: Session, place: StaffSurvey, snapshot: Snapshot, version: Version, view: BoardView
) -> BoardView:
    """The board with what people replied, not only who they are."""
    choices = find_choices(place, snapshot, request.args.get("view", ""))
    chosen = choices.chosen
    charts = [chart_of("by-way", "Support by how people were reached", ways_summary(place, snapshot))]
    if choices.whole and chosen:
        charts += group_charts(snapshot, chosen.key)
    if version is place.version:
        told = tell(session, newest_sign_offs(session, place.entry.id))
        view = replace(view, told=told, suggested=read_suggestions(session, place.entry.id))
    return replace(
        view,
        choices=choices,
        support=support_rows(place, snapshot),
        notes=weighing_notes(place, snapshot),
        charts=charts,
        questions=question_charts(read_group(session, version, chosen.key).cards) if chosen else [],
    )


def support_rows(place: StaffSurvey, snapshot: Snapshot) -> list[SupportRow]:
    """Each population, and under it its ways of being reached where it has several."""
    figures, rows = figures_shown(snapshot), []
    for population in populations_of(place.listing):
        rows.append(SupportRow(name_of(population), figures.get(population.key), part=False))
        arms = [place.listing.arms[code] for code in population.arms]
        if len(arms) > 1:
            rows += [SupportRow(arm.label, figures.get(f"arm={arm.code}"), part=True) for arm in arms]
    return rows


def ways_summary(place: StaffSurvey, snapshot: Snapshot) -> Summary:
    figures = figures_shown(snapshot)
    arms = place.listing.arms.values()
    return support_summary([(arm.code, arm.label, figures.get(f"arm={arm.code}")) for arm in arms])


def weighing_notes(place: StaffSurvey, snapshot: Snapshot) -> list[str]:
    """What the weighting had to do, or why there is none, and since when figures stand, in sentences."""
    notes = []
    for population in populations_of(place.listing):
        weighing = snapshot.body["weighing"].get(population.code, {"steps": [], "refusal": ""})
        sentences = [*weighing["steps"], *([weighing["refusal"]] if weighing["refusal"] else [])]
        released = released_at(snapshot, population.code)
        if released:
            pause = "" if population.chosen or place.listing.synthetic else PAUSE_TOLD
            sentences.insert(0, f"figures as they were on {moment(released)}.{pause}")
        notes += [f"{name_of(population)}: {sentence}" for sentence in sentences]
    return notes


def group_charts(snapshot: Snapshot, whole: str) -> list[Chart]:
    """Support within a population by district, and by each broad group."""
    figures = figures_shown(snapshot)
    districts = labels("district")
    values = {code: support_of(figures.get(f"{whole}&district={code}")) for code in districts}
    found = [map_chart(values, districts)]
    for name, words in GROUPINGS.items():
        rows = [
            (f"{name}={code}", label, figures.get(f"{whole}&{name}={code}"))
            for code, label in labels(name).items()
        ]
        found.append(chart_of(f"by-{name}", f"Support by {words}", support_summary(rows)))
    return found


def support_of(figures: SupportFigures | None) -> Shown[int]:
    """A group's support in percent: weighted where there are weights."""
    return WITHHELD if figures is None else figures.share("support").best


def arrivals_of(session: Session, place: StaffSurvey) -> Chart:
    """Replies by day and by how people were reached; small numbers are hidden, though they tell no opinions."""
    found = read_arrivals(session, place.entry.id)
    arms = {code: code for _, code, _ in found} | {arm.code: arm.label for arm in place.listing.arms.values()}
    return arrivals_chart(show_arrivals(found, tuple(arms)), tuple(arms.values()))
