"""The samples that a finding may come from: weighted, measured and judged by their gates."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.cells import CellTable
from analysis.finding.companions import masks
from analysis.finding.facts import Arm, Facts
from analysis.finding.replies import answers, reached
from analysis.finding.samples.figures import Result, measure, plain
from analysis.finding.samples.gates import Gate, failed, judge
from analysis.finding.samples.sample import Sample, draw
from analysis.plan.plan import Gates, Plan


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A sample of people who were chosen, its result and those of the groups of the family, and its gates."""

    sample: Sample
    arms: tuple[Arm, ...]
    result: Result
    groups: tuple[Result, ...]
    gates: tuple[Gate, ...]

    @property
    def invited(self) -> int | None:
        """People invited, None unless it is known of every way."""
        invited = [arm.invited or 0 for arm in self.arms]
        return sum(invited) if all(invited) else None


def gather(plan: Plan, table: CellTable, facts: Facts) -> tuple[Candidate, ...]:
    """A candidate for each way of being reached that the plan has gates for and somebody replied by, in order."""
    found = []
    for gates in plan.gates:
        arms = tuple(arm for arm in facts.arms if arm.kind == gates.kind)
        replies = reached(table, [arm.code for arm in arms])
        if replies.total > 0:
            found.append(_candidate(plan, gates, arms, replies))
    return tuple(found)


def prefer(candidates: Sequence[Candidate]) -> Candidate | None:
    """The first whose gates all hold, else the first there is. Gates do not look at which side people took."""
    passed = (each for each in candidates if not failed(each.gates))
    return next(passed, candidates[0] if candidates else None)


def results(plan: Plan, sample: Sample) -> list[Result]:
    """The result of a sample, then those of the groups of the family; without weights where they were refused."""
    counts, level = answers(sample.table), plan.rule.level
    domains = masks(sample.table, plan.family)
    if sample.climb is not None:
        return measure(sample.climb.weights, counts, sample.table.n, domains, level)
    whole = plain(counts.sum(axis=0), sample.table.total, level)
    parts = [plain(counts[mask].sum(axis=0), float(sample.table.n[mask].sum()), level) for mask in domains]
    return [whole, *parts]


def _candidate(plan: Plan, gates: Gates, arms: tuple[Arm, ...], replies: CellTable) -> Candidate:
    sample = draw(gates.kind, arms, replies, plan.weighting)
    result, *groups = results(plan, sample)
    return Candidate(sample, arms, result, tuple(groups), judge(gates, sample, result, arms))
