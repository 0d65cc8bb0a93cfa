"""Made-up replies to a plan weighted to the census: who replied, how they were reached and what they said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np

from analysis import population
from analysis.categories import Dimension
from analysis.cells import CellTable, from_rows
from analysis.finding.facts import Arm, Facts, Removed, TakenOut
from analysis.finding.replies import narrow
from analysis.plan.defaults import Times, default_plan
from analysis.plan.plan import Plan, Question

OPENS = datetime(2027, 1, 4, 9, tzinfo=UTC)
CLOSES = datetime(2027, 3, 14, 17, tzinfo=UTC)
BEFORE_CLOSING = datetime(2027, 2, 1, tzinfo=UTC)
AFTER = datetime(2027, 3, 15, tzinfo=UTC)
PEOPLE = ("district", "age", "sex", "ethnicity", "disability")
ARMS = ("open_link", "random_invitation", "boost")
MARKS = {"campaign": ("no", "yes"), "direction": ("undrawn", "as_written", "reversed")}

QUESTION = Question(
    variable="support",
    wording="Do you support or oppose Kent Police using live facial recognition?",
    support=("strongly_support", "tend_support"),
    oppose=("tend_oppose", "strongly_oppose"),
    neither=("neither", "dont_know"),
)
VALUES = {"support": (0,), "oppose": (1,), "neither": (2,)}


def make_plan() -> Plan:
    return default_plan(QUESTION, Times(OPENS, CLOSES), "0.1.0")


@dataclass(frozen=True)
class Said:
    """What `n` people reached in one way said: the shares of support and oppose, and who they are.

    `groups` fixes a category for all of them, such as {"district": "E07000105"}; `lean` moves support by age
    (oldest minus youngest); `silent` is the share without an answer.
    """

    n: int
    support: float
    oppose: float
    arm: str = "random_invitation"
    groups: Mapping[str, str] = field(default_factory=dict)
    lean: float = 0.0
    silent: float = 0.0


def make_replies(*said: Said, seed: int = 1) -> CellTable:
    """A table as the finding wants it, of people drawn from the census by each characteristic."""
    rng = np.random.default_rng(seed)
    census = population.margins(PEOPLE)
    people = tuple(Dimension(name, (*margin.categories, "unknown")) for name, margin in census.items())
    marks = tuple(Dimension(name, categories) for name, categories in MARKS.items())
    dimensions = (Dimension("arm", ARMS), *people, *marks)
    codes, answers = [], []
    for each in said:
        block = np.zeros((each.n, len(dimensions)), dtype=np.intp)
        block[:, 0] = ARMS.index(each.arm)
        for axis, (name, margin) in enumerate(census.items(), start=1):
            block[:, axis] = rng.choice(len(margin.categories), each.n, p=[*margin.shares.values()])
            if name in each.groups:
                block[:, axis] = dimensions[axis].code(each.groups[name])
        for name, category in each.groups.items():
            if name in MARKS:
                block[:, [d.name for d in dimensions].index(name)] = MARKS[name].index(category)
        codes.append(block)
        answers.append(_answers(rng, each, block[:, 2]))
    rows = np.concatenate(codes) if codes else np.zeros((0, len(dimensions)), dtype=np.intp)
    given = np.concatenate(answers) if answers else np.zeros(0, dtype=np.intp)
    return narrow(
        from_rows(dimensions, rows, {"answer": given}, {"answer": 3}),
        {state: [1 + at for at in places] for state, places in VALUES.items()},
    )


def _answers(rng: np.random.Generator, said: Said, age: np.ndarray) -> np.ndarray:
    drawn = rng.permutation(said.n) / max(said.n, 1)
    support = said.support + said.lean * (age / 6 - 0.5)
    answer = np.where(drawn < support, 0, np.where(drawn < support + said.oppose, 1, 2))
    return np.where(rng.random(said.n) < said.silent, -1, answer).astype(np.intp)


def make_facts(table: CellTable, **changes: object) -> Facts:
    """Facts that fit a table, after closing: everybody invited six times over, all published."""
    replies = dict(zip(ARMS, table.margin("arm"), strict=True))
    arms = (
        Arm("open_link", "open_link", "the open link"),
        Arm(
            "random_invitation",
            "random_invitation",
            "random invitation",
            invited=round(6 * replies["random_invitation"]) or 6000,
            published=True,
        ),
    )
    facts = Facts(now=AFTER, digest="0" * 64, arms=arms, submissions=round(table.total))
    return replace(facts, **changes)  # type: ignore[arg-type]


def make_taken(table: CellTable, taken: CellTable, erased: int = 0) -> Facts:
    """Facts that fit a table from which staff took replies of the random sample out by judgement."""
    gone = round(taken.total)
    removed = (
        Removed("false", "found not to be a person's own", gone, judged=True),
        Removed("erased", "erased because the person asked for it", erased, judged=True),
    )
    facts = make_facts(table, submissions=round(table.total) + gone + erased, removed=removed)
    arms = tuple(
        replace(arm, judged=gone + erased) if arm.kind == "random_invitation" else arm for arm in facts.arms
    )
    return replace(facts, arms=arms, taken_out=TakenOut(taken, {"random_invitation": erased}))
