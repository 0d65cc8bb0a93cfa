"""What staff took out by judgement, put back: a majority must be one with it, too."""

from dataclasses import dataclass, replace

import numpy as np

from analysis.cells import CellTable
from analysis.disclosure.rules import RULES
from analysis.finding.doubts.selection import bound
from analysis.finding.facts import TakenOut
from analysis.finding.replies import answers, reached
from analysis.finding.samples.figures import Estimate, Result, measure
from analysis.finding.samples.sample import Sample, weigh
from analysis.plan.plan import Plan, Rule
from analysis.plan.sensitivities import PUT_BACK
from analysis.support.weighting.refusals import RakingRefused


@dataclass(frozen=True, slots=True)
class Back:
    """The sample with everything put back; None where no weights could be found, and `refusal` says why.

    `put` replies were put back. `against` could not be: whichever side is judged, they count as if they had been
    on the other one.
    """

    result: Result | None
    put: int = 0
    against: int = 0
    refusal: str = ""

    def holds(self, side: str, rule: Rule, gamma: float) -> bool:
        """Whether the side has its majority here: L_gamma > theta, as for the sample itself."""
        estimate = self.estimate(side)
        return estimate is not None and bound(estimate, gamma)[0] > rule.theta

    def estimate(self, side: str) -> Estimate | None:
        """Share and range times n / (n + against): so many more replies of mean weight on the other side."""
        found = None if self.result is None else self.result.best(side)
        if self.result is None or found is None or not self.against:
            return found
        part = self.result.size / (self.result.size + self.against)
        return Estimate(found.p * part, found.low * part, found.high * part)


def put_back(plan: Plan, sample: Sample, own: Result, taken: TakenOut | None) -> Back:
    """The sample's result with the replies that were taken out of it, weighted anew by the same plan.

    Fewer than the smallest number that is shown are not put back but counted against, so that a finding never
    tells what so few people said.
    """
    if taken is None or PUT_BACK not in plan.sensitivities:
        return Back(own)
    gone = reached(taken.table, sample.arms)
    against = sum(taken.erased.get(code, 0) for code in sample.arms)
    if gone.total < RULES.minimum:
        return Back(own, against=against + round(gone.total))
    try:
        return Back(_measure(plan, sample, gone), round(gone.total), against)
    except RakingRefused as refused:
        return Back(None, round(gone.total), against, refused.sentence)


def _measure(plan: Plan, sample: Sample, gone: CellTable) -> Result:
    table = joined(sample.table, gone)
    weights = weigh(table, plan.weighting, sample.design).weights
    nobody = np.zeros((0, len(table.n)), dtype=np.bool_)
    return measure(weights, answers(table), table.n, nobody, plan.rule.level)[0]


def joined(table: CellTable, more: CellTable) -> CellTable:
    """The replies of two tables of one shape."""
    return replace(
        table,
        codes=np.concatenate([table.codes, more.codes]),
        counts=np.concatenate([table.counts, more.counts]),
    )
