"""What a reader of the board looks at: a survey, the replies to one version of the proposal, and whose of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from flask import request
from sqlalchemy.orm import Session

from analysis.board.populations import Population
from consult.models import FindingRecord, PlanVersion, Snapshot
from consult.services.consultations.catalogue import Version
from consult.services.counting.boards import PulseNow, read_pulse, version_of
from consult.services.counting.shown import FiguresShown, figures_shown, read_snapshot
from consult.services.facts.scorecard import name_of, populations_of
from consult.services.findings.published import deciding_plan, newest_finding
from consult.web.board.choices import Choices, belongs, find_choices
from consult.web.staff_survey import StaffSurvey

HALF = 0.5


@dataclass(frozen=True)
class Look:
    """The board as it stands; `snapshot` is None while there are too few replies for figures."""

    session: Session
    place: StaffSurvey
    version: Version
    number: int
    snapshot: Snapshot | None
    pulse: PulseNow
    section: str = ""

    @property
    def newest(self) -> bool:
        """Whether these are replies to the proposal as it is asked about now."""
        return self.number == self.place.version.proposal_number

    @property
    def tells(self) -> bool:
        """Whether anything of what people replied may be looked at."""
        return self.snapshot is not None and not self.place.blinded

    @cached_property
    def finding(self) -> FindingRecord | None:
        return newest_finding(self.session, self.place.entry.id)

    @cached_property
    def plan(self) -> PlanVersion | None:
        return deciding_plan(self.session, self.place.entry.id)

    @property
    def majority(self) -> float:
        """The share, in percent, above which the plan speaks of a majority; half where there is no plan."""
        return 100 * (self.plan.document["rule"]["theta"] if self.plan else HALF)

    @cached_property
    def figures(self) -> FiguresShown:
        return FiguresShown({}) if self.snapshot is None else figures_shown(self.snapshot)

    @cached_property
    def choices(self) -> Choices | None:
        if self.snapshot is None or self.place.blinded:
            return None
        return find_choices(self.place, self.snapshot, request.args.get("view", ""))

    @cached_property
    def populations(self) -> Sequence[Population]:
        return populations_of(self.place.listing)

    @property
    def population(self) -> Population | None:
        """The population that is looked at, or that the group belongs to; else the first that was let out."""
        key = self.choices.chosen.key if self.choices and self.choices.chosen else ""
        shown = [each for each in self.populations if each.key in self.figures]
        return next((each for each in self.populations if belongs(key, each)), next(iter(shown), None))

    @property
    def population_name(self) -> str:
        return name_of(self.population) if self.population else ""

    @property
    def query(self) -> str:
        """What is kept in the address of every page, with its question mark."""
        return self.query_for(request.args.get("view", ""))

    def query_for(self, view: str) -> str:
        """The same with another group."""
        kept = {"version": "" if self.newest else str(self.number), "view": view}
        return f"?{urlencode(asked)}" if (asked := {name: kept[name] for name in kept if kept[name]}) else ""


def look_at(session: Session, place: StaffSurvey, section: str = "") -> Look:
    """The board of replies to the proposal as it is, or to the earlier version that the address names."""
    number = request.args.get("version", place.version.proposal_number, type=int)
    version = version_of(session, place.version, number)
    snapshot = read_snapshot(session, place.entry.id, number)
    return Look(session, place, version, number, snapshot, read_pulse(session, place.entry.id), section)
