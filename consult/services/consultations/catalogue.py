"""What can be answered: consultations with their surveys, and versions as questionnaires.

Versions never change, so each is read and parsed once in a process. Consultations are looked at anew every
two seconds, by one thread for all; nobody is given what is older than five. Whether a submission is in time is
decided by the database, never by what is kept here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from consult.errors import NotFoundError
from consult.models import (
    Consultation,
    Decision,
    FindingRecord,
    PlanApproval,
    PlanVersion,
    Survey,
    SurveyVersion,
)
from consult.services.consultations.events import PAUSE, EventEntry, read_event
from consult.services.consultations.kept import Age, Kept
from surveys.document import parse
from surveys.layout import Layout, slots
from surveys.proposal import Proposal, parse_proposal
from surveys.questionnaire import Questionnaire

FRESH_SECONDS = 2.0
MISS_SECONDS = 0.2
OLDEST = 2.5  # times as long as fresh ones may the old ones be used, while another thread reads


class Phase(Enum):
    COMING = "coming"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True)
class Version:
    """A published version, ready to be asked and counted."""

    id: int
    number: int
    survey_id: int
    questionnaire: Questionnaire
    layout: Layout
    proposal_number: int = 1


@dataclass(frozen=True)
class SurveyEntry:
    """A survey of a consultation and the version new visitors are given.

    `tested`: it asks a question that a finding is about. `planned`: an approved plan says how its replies become a
    finding, and `deciding` are the kinds of ways of being reached that it may come from; `found`: there is a finding.
    """

    id: int
    slug: str
    title: str
    version_id: int
    planned: bool = False
    found: bool = False
    tested: bool = True
    deciding: frozenset[str] = frozenset()

    @property
    def ready(self) -> bool:
        """Whether it can open: a plain survey needs no plan."""
        return self.planned or not self.tested


@dataclass(frozen=True)
class ArmEntry:
    """A way of being reached."""

    id: int
    code: str
    kind: str
    label: str


@dataclass(frozen=True)
class Listing:
    """A consultation as visitors see it."""

    id: int
    slug: str
    proposal: Proposal
    opens_at: datetime
    closes_at: datetime
    synthetic: bool
    surveys: tuple[SurveyEntry, ...]
    arms: Mapping[str, ArmEntry]
    events: tuple[EventEntry, ...] = ()
    paused_at: datetime | None = None
    decided: bool = False
    grace: timedelta = timedelta()

    @property
    def last_sending(self) -> datetime:
        """Until when what was begun in time is taken; while it is paused that does not come."""
        return datetime.max.replace(tzinfo=UTC) if self.paused_at else self.closes_at + self.grace

    @property
    def newest_change(self) -> EventEntry | None:
        """The last event that changed the proposal itself."""
        changes = [event for event in self.events if event.proposal_number]
        return changes[-1] if changes else None

    @property
    def early_closing(self) -> EventEntry | None:
        """That it closed before its time, if it did."""
        return next((event for event in self.events if event.early), None)

    @property
    def changed_at(self) -> datetime | None:
        """Since when a code that was used before lets its household reply again."""
        return self.newest_change.at if self.newest_change else None

    @property
    def pause(self) -> EventEntry | None:
        """Why nothing can be sent at the moment, if it is paused."""
        pauses = [event for event in self.events if event.kind == PAUSE]
        return pauses[-1] if self.paused_at and pauses else None

    @property
    def shown_as_of(self) -> tuple[datetime | None, datetime | None]:
        """What tells two states of the notices on question pages apart."""
        return self.changed_at, self.paused_at

    @property
    def planned(self) -> bool:
        """Whether every survey that needs a plan has an approved one; nothing opens before."""
        return all(survey.ready for survey in self.surveys)

    def phase(self, now: datetime) -> Phase:
        if now < self.opens_at or not self.planned:
            return Phase.COMING
        if self.paused_at is not None:
            return Phase.PAUSED
        return Phase.OPEN if now < self.closes_at else Phase.CLOSED

    def blinded(self, now: datetime) -> bool:
        """Whether nobody is shown opinions yet, not even whoever decides."""
        return self.proposal.blinded and self.phase(now) is not Phase.CLOSED

    def arm(self, arm_id: int) -> ArmEntry:
        return next(arm for arm in self.arms.values() if arm.id == arm_id)

    def survey(self, slug: str) -> SurveyEntry:
        for entry in self.surveys:
            if entry.slug == slug:
                return entry
        raise NotFoundError


@dataclass
class Catalogue:
    """The consultations and versions one process has read."""

    fresh_seconds: float = FRESH_SECONDS
    _listings: Kept[Mapping[str, Listing]] = field(default_factory=lambda: Kept({}))
    _versions: dict[int, Version] = field(default_factory=dict)

    def listings(self, session: Session, *, fresh: bool = False) -> list[Listing]:
        return list(self._all(session, self._age(fresh=fresh)).values())

    def listing(self, session: Session, slug: str, *, fresh: bool = False) -> Listing:
        """Raises `NotFoundError` for a slug that no consultation has; a new one is found almost at once.

        A `fresh` one is as it stands in the database: whoever has just changed it must not see it as it was.
        """
        known = self._age(fresh=fresh)
        missed = min(known.fresh, MISS_SECONDS)
        for age in (known, Age(missed, missed)):
            found = self._all(session, age).get(slug)
            if found is not None:
                return found
        raise NotFoundError

    def version(self, session: Session, version_id: int) -> Version:
        known = self._versions.get(version_id)
        if known is None:
            known = read_version(session.get_one(SurveyVersion, version_id))
            self._versions[version_id] = known
        return known

    def _age(self, *, fresh: bool) -> Age:
        return Age(0.0, 0.0) if fresh else Age(self.fresh_seconds, self.fresh_seconds * OLDEST)

    def _all(self, session: Session, age: Age) -> Mapping[str, Listing]:
        """Who may have to read has a connection first: those who wait for the reader must not hold the last ones."""
        if not self._listings.is_fresh(age):
            session.connection()
        return self._listings.take(age, partial(read_listings, session))


def read_version(row: SurveyVersion) -> Version:
    questionnaire = parse(row.document)
    layout = slots(questionnaire)
    return Version(row.id, row.number, row.survey_id, questionnaire, layout, row.proposal_number)


def read_listings(session: Session) -> Mapping[str, Listing]:
    """All consultations that have something published, the newest first."""
    query = (
        select(Consultation)
        .order_by(Consultation.opens_at.desc(), Consultation.id.desc())
        .options(
            selectinload(Consultation.arms),
            selectinload(Consultation.events),
            selectinload(Consultation.surveys).selectinload(Survey.versions),
        )
    )
    progress = Progress.read(session)
    return {row.slug: read_listing(row, progress) for row in session.scalars(query)}


@dataclass(frozen=True, slots=True)
class Progress:
    """The ways that the plan in force lets a finding come from, by survey; which surveys have a finding, and which
    consultations a published decision.
    """

    deciding: Mapping[int, frozenset[str]]
    found: frozenset[int]
    decided: frozenset[int]

    @classmethod
    def read(cls, session: Session) -> "Progress":
        plans = select(PlanVersion.survey_id, PlanVersion.document["gates"]).join(PlanApproval)
        gates = session.execute(plans.order_by(PlanVersion.number))
        deciding = {survey: frozenset(str(each["kind"]) for each in kinds) for survey, kinds in gates}
        others = (select(FindingRecord.survey_id), select(Decision.consultation_id))
        return cls(deciding, *(frozenset(session.scalars(query.distinct())) for query in others))


def read_listing(row: Consultation, progress: Progress) -> Listing:
    surveys = tuple(
        SurveyEntry(
            id=survey.id,
            slug=survey.slug,
            title=survey.title,
            version_id=survey.versions[-1].id,
            planned=survey.id in progress.deciding,
            found=survey.id in progress.found,
            tested=bool(survey.versions[-1].document.get("primary")),
            deciding=progress.deciding.get(survey.id, frozenset()),
        )
        for survey in row.surveys
        if survey.versions
    )
    return Listing(
        id=row.id,
        slug=row.slug,
        proposal=parse_proposal(row.document),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        synthetic=row.synthetic,
        surveys=surveys,
        arms={arm.code: ArmEntry(arm.id, arm.code, arm.kind, arm.label) for arm in row.arms},
        events=tuple(map(read_event, row.events)),
        paused_at=row.paused_at,
        decided=row.id in progress.decided,
        grace=timedelta(minutes=row.grace_minutes),
    )
