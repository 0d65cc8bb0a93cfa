"""What a finding needs to know besides the replies themselves, and the refusal when it does not fit them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import inf

from analysis.cells import CellTable
from analysis.finding.replies import ARM
from analysis.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Arm:
    """A way people were reached: `label` in words, such as "the open link".

    `invited` people were asked to reply (None where anybody could), from `drawn` addresses to which letters
    were posted; `published` says whether the response rate is public, `unresolved` replies carry an integrity
    flag that nobody has resolved. `judged` replies were taken out by staff's judgement or erased by them.
    """

    code: str
    kind: str
    label: str
    invited: int | None = None
    published: bool = False
    unresolved: int = 0
    drawn: int | None = None
    judged: int = 0


@dataclass(frozen=True, slots=True)
class Removed:
    """Replies taken out for one reason: before `duplicates` was looked at they were not eligible.

    `judged`: by staff's judgement, not by what the person answered.
    """

    code: str
    label: str
    count: int
    duplicates: bool = False
    judged: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TakenOut:
    """What staff took out by judgement: a table like that of the counted replies, and how many were erased by arm.

    `alone` of them were taken out by one person, without a second one.
    """

    table: CellTable
    erased: Mapping[str, int] = field(default_factory=dict)
    alone: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known at the moment `now`; `digest` is that of the plan as it was published.

    `submissions` were sent in all; `removed` says which of them are not among the counted replies. `texts`
    are distinct texts and `people` distinct verified people, None where nobody counted. `benchmark` is the
    odds ratio of answering measured on questions of official surveys (see `doubts.benchmarks`).
    `closes` is the closing where it is not the plan's, `why` the public reason, and `watched` says that shares
    could be seen when it was moved. `taken_out` is None where nobody kept what staff took out.
    """

    now: datetime
    digest: str
    arms: tuple[Arm, ...]
    submissions: int
    removed: tuple[Removed, ...] = ()
    texts: int | None = None
    people: int | None = None
    benchmark: float = 1.0
    closes: datetime | None = None
    why: str = ""
    watched: bool = False
    taken_out: TakenOut | None = None


class FindingRefused(ValueError):  # noqa: N818  a refusal is an answer, not a fault
    """No finding is made, because what it would be made from contradicts itself; `sentence` says how."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def check_facts(plan: Plan, table: CellTable, facts: Facts) -> None:
    """Raises FindingRefused when the facts do not fit the replies."""
    known = {arm.code for arm in facts.arms}
    used = zip(table.dimensions[table.axis(ARM)].categories, table.margin(ARM), strict=True)
    for code in [code for code, n in used if n > 0 and code not in known]:
        raise FindingRefused(f"Some replies came by “{code}”, a way of being reached that nobody described.")
    gone = sum(removed.count for removed in facts.removed)
    if facts.submissions - gone != round(table.total):
        raise FindingRefused(
            f"Of {facts.submissions:,} submissions {gone:,} were taken out, but {table.total:,.0f} replies "
            "are counted: the numbers do not add up."
        )
    if facts.now.tzinfo is None or (facts.closes or plan.closes).tzinfo is None:
        raise FindingRefused(
            "The time zone is missing, so it cannot be told whether the consultation is open."
        )
    if not 1 <= facts.benchmark < inf:
        raise FindingRefused("The odds ratio measured on official surveys must be a number of 1 or more.")
