"""Who chose to answer, measured: how far replies to a question of an official survey are from its figure."""

from analysis.cells import CellTable
from analysis.finding.doubts.selection import benchmark_odds
from analysis.finding.facts import Facts
from analysis.finding.samples.candidates import gather, prefer
from analysis.plan.plan import Plan


def measured_odds(plan: Plan, table: CellTable, facts: Facts, official: float) -> float:
    """The odds ratio of answering, at least 1, in the sample that a finding would come from.

    `table` is made by `replies.narrow` with the answers that the official share is of in place of support. 1
    where nobody was chosen by chance, or where all or none of them gave these answers.
    """
    best = prefer(gather(plan, table, facts))
    estimate = None if best is None else best.result.best("support")
    if estimate is None or not (0 < estimate.p < 1 and 0 < official < 1):
        return 1.0
    return benchmark_odds(estimate.p, official)
