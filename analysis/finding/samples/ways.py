"""What people reached in each single way said; never added up without saying so."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.cells import CellTable
from analysis.finding.facts import Arm, Facts
from analysis.finding.replies import answers, reached
from analysis.finding.samples.candidates import Candidate
from analysis.finding.samples.figures import Result, measure, plain
from analysis.finding.samples.sample import draw
from analysis.plan.plan import Plan
from analysis.vocabulary import CHOSEN


@dataclass(frozen=True, slots=True)
class Way:
    """The result of one way of being reached; `kind` tells whether people were chosen or chose to reply."""

    code: str
    kind: str
    label: str
    result: Result

    @property
    def name(self) -> str:
        """What the way is called as a group of replies, on the board and in what is kept of a finding."""
        return f"arm={self.code}"


def measure_ways(
    plan: Plan, table: CellTable, facts: Facts, candidates: Sequence[Candidate]
) -> tuple[Way, ...]:
    """Each way that somebody replied by; weighted by itself where its people were chosen and that is possible.

    Weights do not make people who chose to reply stand for others, so theirs are told as they replied.
    """
    measured = {candidate.arms: candidate.result for candidate in candidates}
    found = []
    for arm in facts.arms:
        replies = reached(table, [arm.code])
        if replies.total > 0:
            result = measured.get((arm,)) or _measure(plan, arm, replies)
            found.append(Way(arm.code, arm.kind, arm.label, result))
    return tuple(found)


def of_chose(table: CellTable, facts: Facts) -> CellTable:
    """The replies of all who chose to reply."""
    return reached(table, [arm.code for arm in facts.arms if arm.kind not in CHOSEN])


def measure_chose(plan: Plan, table: CellTable, facts: Facts) -> Result:
    """All who chose to reply, together and without weights: they stand for nobody but themselves."""
    replies = of_chose(table, facts)
    return plain(answers(replies).sum(axis=0), replies.total, plan.rule.level)


def _measure(plan: Plan, arm: Arm, replies: CellTable) -> Result:
    counts, level = answers(replies), plan.rule.level
    sample = draw(arm.kind, [arm], replies, plan.weighting) if arm.kind in CHOSEN else None
    if sample is None or sample.climb is None:
        return plain(counts.sum(axis=0), replies.total, level)
    nobody = np.zeros((0, len(counts)), dtype=np.bool_)
    return measure(sample.climb.weights, counts, replies.n, nobody, level)[0]
