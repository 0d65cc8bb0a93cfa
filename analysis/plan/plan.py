"""The records a plan is made of; a plan never changes once its consultation is open."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from analysis.population import Margin
from analysis.support.weighting.ladder import LeaveOut, Merge
from analysis.support.weighting.ladder import Step as LadderStep

DISTRICT = "district"

Base = Literal["all_valid_answers"]
Action = Literal["merge", "leave_out"]
Correction = Literal["holm", "none"]


@dataclass(frozen=True, slots=True)
class Question:
    """The variable that the finding is about, its words, and the answers that make up each state."""

    variable: str
    wording: str
    support: tuple[str, ...]
    oppose: tuple[str, ...]
    neither: tuple[str, ...]

    def answers(self, state: str) -> tuple[str, ...]:
        return {"support": self.support, "oppose": self.oppose, "neither": self.neither}[state]


@dataclass(frozen=True, slots=True)
class Rule:
    """When there is a majority: a share above `theta` after chance (`level`) and selection (`gamma`).

    `base` says whose answers count: everybody's who gave a valid one, neither and unsure among them. `shown`
    are the other values of gamma to print. Checks of fewer than `least` replies are shown but stop nothing;
    so are those of ways of being reached that cannot decide, unless `open_replies_bind`. With `jackknife` the
    range is printed a second time, computed without each reply in turn; it decides nothing.
    """

    base: Base
    theta: float
    level: float
    gamma: float
    shown: tuple[float, ...]
    least: int
    open_replies_bind: bool
    jackknife: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A group of residents with its number of people."""

    code: str
    label: str
    people: float


@dataclass(frozen=True, slots=True)
class Target:
    """How many residents there are in each group of one characteristic (`total` as the source gives it)."""

    dimension: str
    source: str
    day: date
    total: float
    groups: tuple[Group, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(group.code for group in self.groups)

    def margin(self) -> Margin:
        """The same as a margin to weight to."""
        return Margin(
            name=self.dimension,
            categories=self.codes,
            totals=tuple(float(group.people) for group in self.groups),
            labels=tuple(group.label for group in self.groups),
            source=self.source,
            day=self.day,
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the collapse ladder: merge groups of a dimension (new code: old codes), or leave it out."""

    action: Action
    dimension: str
    groups: dict[str, tuple[str, ...]]

    def rung(self) -> LadderStep:
        return LeaveOut(self.dimension) if self.action == "leave_out" else Merge(self.dimension, self.groups)


@dataclass(frozen=True, slots=True)
class SampleFrame:
    """The list that people reached in one way (an arm's code) were drawn from, and how many addresses it held."""

    way: str
    addresses: int


@dataclass(frozen=True, slots=True)
class Households:
    """Letters go to households, and one adult of each answers: the reply counts for the adults there, at most `cap`.

    `dimension` is the characteristic whose groups are numbers of adults, such as "1", "2" and "5+".
    """

    dimension: str
    cap: int


@dataclass(frozen=True, slots=True)
class Weighting:
    """What replies are weighted to, the largest weight in multiples of the mean, and what to do if it fails.

    `joint` is the finer target of the check that weights by two characteristics together. `frames` are needed
    where more letters went to some places than to others: no address may be on two of them. `households` is None
    where those who are chosen are people, not households, or where nobody asked how many adults there are.
    """

    targets: tuple[Target, ...]
    joint: Target | None
    cap: float
    ladder: tuple[Step, ...]
    frames: tuple[SampleFrame, ...] = ()
    households: Households | None = None


@dataclass(frozen=True, slots=True)
class Gates:
    """What the replies of one way of being reached (an arm kind) must hold before anything is concluded.

    At least `n_eff` random replies' worth; a published response rate, if asked for; weighted groups at most
    `miss` (a share) from their targets; a design effect of weighting of at most `deff`; all groups covered
    after the ladder, if asked for; at most these shares of replies without an answer to the question, with an
    integrity flag that nobody has resolved, and taken out by staff's judgement (None: it was not registered).
    `recruitment` is the share of the people drawn by lot who joined a panel; for a panel it is needed. `least_rate`
    is the least share of those invited who must have replied, `expected_rate` the one that was expected (None: not
    registered).
    """

    kind: str
    n_eff: float
    response_rate: bool
    miss: float
    deff: float
    covered: bool
    item_missing: float
    unresolved: float
    judged: float | None = None
    recruitment: float | None = None
    least_rate: float | None = None
    expected_rate: float | None = None


@dataclass(frozen=True, slots=True)
class CampaignRule:
    """Texts count as one campaign from so many of so many words that are so alike (Jaccard index)."""

    least_texts: int = 5
    least_words: int = 8
    likeness: float = 0.4


@dataclass(frozen=True, slots=True)
class DoubtRule:
    """Which replies of people who were chosen are in doubt until staff have looked at them.

    Those sent after fewer than `pace` seconds for each answered question, and those of at least `alike` replies
    with the same answers, where these are at least `answers`. Staff can doubt others; a doubt excludes nothing.
    """

    pace: float = 2.0
    alike: int = 5
    answers: int = 10


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A reason for which a reply is not counted in the finding, always with its number."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Member:
    """A group most affected, whose own finding stands beside the headline; `target` replies are aimed at.

    `residents` is its share of residents, None where it is not known.
    """

    dimension: str
    codes: tuple[str, ...]
    label: str
    target: int
    residents: float | None


@dataclass(frozen=True, slots=True)
class Family:
    """The groups with findings of their own, and how their findings are corrected for being several.

    `heard` names groups too small for figures, whose views are taken from notes of sessions.
    """

    correction: Correction
    members: tuple[Member, ...]
    heard: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that decides how replies become a finding.

    `gates` name the ways of being reached that a finding may come from, the preferred one first.
    """

    question: Question
    rule: Rule
    weighting: Weighting
    gates: tuple[Gates, ...]
    campaigns: CampaignRule
    exclusions: tuple[Exclusion, ...]
    sensitivities: tuple[str, ...]
    family: Family
    opens: datetime
    closes: datetime
    version: str
    doubts: DoubtRule = DoubtRule()

    @property
    def deciding(self) -> tuple[str, ...]:
        return tuple(gates.kind for gates in self.gates)
