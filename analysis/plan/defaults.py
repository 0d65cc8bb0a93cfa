"""A plan to begin with: the thresholds, targets and checks that are registered unless others are chosen."""

from dataclasses import dataclass
from datetime import datetime

from analysis import population
from analysis.categories import JOINT
from analysis.plan.plan import (
    CampaignRule,
    Exclusion,
    Family,
    Gates,
    Group,
    Households,
    Member,
    Plan,
    Question,
    Rule,
    Step,
    Target,
    Weighting,
)
from analysis.plan.sensitivities import SENSITIVITIES
from analysis.population import Margin
from analysis.support.weighting.ladder import Merge, default_ladder

WEIGHTED = ("district", "age", "sex", "ethnicity")
BOTH = ("age", "sex")
TARGET = 100

RULE = Rule(
    base="all_valid_answers",
    theta=0.5,
    level=0.95,
    gamma=1.25,
    shown=(1.0, 1.25, 1.5, 2.0, 2.7),
    least=200,
    open_replies_bind=False,
)
RANDOM = Gates(
    kind="random_invitation",
    n_eff=400,
    response_rate=True,
    miss=1e-6,
    deff=3.0,
    covered=True,
    item_missing=0.10,
    unresolved=0.05,
    judged=0.05,
    least_rate=0.05,
)
HOUSEHOLDS = Households("adults", 4)
EXCLUSIONS = (
    Exclusion("not_resident", "The person does not live in the area."),
    Exclusion("under_age", "The person is under 16."),
    Exclusion("organisation", "The reply speaks for an organisation; it is read and counted apart."),
    Exclusion("duplicate", "The same person replied before."),
    Exclusion("withdrawn", "The person took the reply back."),
    Exclusion("false", "The reply was found not to be a person's own."),
)
MEMBERS = (
    ("ethnicity", "black", "Black residents"),
    ("ethnicity", "asian", "Asian residents"),
    ("ethnicity", "mixed", "Residents of Mixed or Multiple ethnic groups"),
    ("ethnicity", "other", "Residents of other ethnic groups"),
    ("age", "16-24", "Residents aged 16 to 24"),
    ("disability", "yes", "Disabled residents"),
)
HEARD = ("Gypsy, Traveller and Roma residents",)


@dataclass(frozen=True, slots=True)
class Times:
    """When the consultation opens and closes, with their time zones."""

    opens: datetime
    closes: datetime


def default_plan(question: Question, times: Times, version: str) -> Plan:
    """The default plan for a question; `version` is that of the code that will make the finding."""
    return Plan(
        question=question,
        rule=RULE,
        weighting=census_weighting(),
        gates=(RANDOM,),
        campaigns=CampaignRule(),
        exclusions=EXCLUSIONS,
        sensitivities=tuple(SENSITIVITIES),
        family=Family("holm", tuple(_member(*each) for each in MEMBERS), HEARD),
        opens=times.opens,
        closes=times.closes,
        version=version,
    )


def census_weighting(names: tuple[str, ...] = WEIGHTED) -> Weighting:
    """Weighting to the 2021 Census by the named characteristics, with age x sex for the check."""
    targets = tuple(as_target(margin) for margin in population.margins(names).values())
    joint = JOINT.join(BOTH)
    return Weighting(
        targets=targets,
        joint=as_target(population.margins([joint])[joint]),
        cap=5.0,
        ladder=tuple(
            Step("merge", rung.dimension, dict(rung.groups))
            if isinstance(rung, Merge)
            else Step("leave_out", rung.dimension, {})
            for rung in default_ladder()
            if rung.dimension in names
        ),
    )


def as_target(margin: Margin) -> Target:
    """A census margin in the form of the plan. Raises ValueError for a margin without a day."""
    if margin.day is None:
        raise ValueError(f"the figures of {margin.name} have no day")
    groups = tuple(
        Group(code, margin.label(code), people)
        for code, people in zip(margin.categories, margin.totals, strict=True)
    )
    return Target(margin.name, margin.source, margin.day, margin.total, groups)


def _member(dimension: str, code: str, label: str) -> Member:
    residents = population.margins([dimension])[dimension].shares[code]
    return Member(dimension, (code,), label, TARGET, round(residents, 4))
