"""From the plan, the replies and the facts to the finding."""

from dataclasses import replace

from analysis.cells import CellTable
from analysis.finding.bounds import make_bounds
from analysis.finding.companions import judge_groups, unjudged
from analysis.finding.doubts.checks import make_checks
from analysis.finding.doubts.putting_back import put_back
from analysis.finding.doubts.resampling import resample
from analysis.finding.doubts.selection import bound, worth
from analysis.finding.doubts.specifications import Subject
from analysis.finding.doubts.stopping import allow_for_watching, note_moved
from analysis.finding.doubts.tipping import Grounds, more_needed, tip
from analysis.finding.facts import Facts, check_facts
from analysis.finding.finding import Finding
from analysis.finding.judgement import note_judged
from analysis.finding.participation import most_missing
from analysis.finding.rule import Reason, decide, decide_with_all, explain, leading
from analysis.finding.samples.candidates import Candidate, gather, prefer
from analysis.finding.samples.gates import failed
from analysis.finding.samples.ways import measure_chose, measure_ways, of_chose
from analysis.finding.states import NOT_SETTLED, OPEN, TOO_LITTLE
from analysis.finding.waterfall import Counts, fall
from analysis.plan.plan import Plan


def find(plan: Plan, table: CellTable, facts: Facts) -> Finding:
    """The finding by a plan, the first that applies: open, too little, a majority of either side, not settled.

    `table` is made by `replies.narrow`. Open before closing; too little without replies of people who were
    chosen, or when a gate of theirs fails; a majority when its share, lowered for chance at the plan's level
    and for selection at gamma, is still above theta and every binding check agrees (see `rule`). The sample is
    of the first way of being reached in the plan whose gates hold; ways of one kind are weighted together.
    Raises FindingRefused when the facts do not fit the replies. Sources: as in the modules it calls.
    """
    check_facts(plan, table, facts)
    opening = _opening(plan, table, facts)
    if facts.now < opening.closes:
        return replace(opening, missing=most_missing(table, plan.family))
    return _close(allow_for_watching(plan, table, facts), table, facts, opening)


def _close(plan: Plan, table: CellTable, facts: Facts, opening: Finding) -> Finding:
    """What is found after closing."""
    candidates = gather(plan, table, facts)
    ways = measure_ways(plan, table, facts, candidates)
    chose, judged = measure_chose(plan, table, facts), note_judged(facts)
    closed = replace(opening, state=TOO_LITTLE, arms=ways, chose=chose, judged=judged)
    best = prefer(candidates)
    if best is None:
        return replace(
            closed,
            reasons=(_nobody(closed.replies),),
            companions=unjudged(plan, [None] * len(plan.family.members)),
        )
    described = replace(
        closed,
        kind=best.sample.kind,
        sample=best.result,
        gates=best.gates,
        steps=best.sample.steps,
        waterfall=fall(facts, best.sample, best.result),
    )
    missed = failed(best.gates)
    if best.sample.climb is None or missed:
        reasons = tuple(Reason(f"gate_{gate.code}", gate.sentence) for gate in missed)
        return replace(described, reasons=reasons, companions=unjudged(plan, best.groups))
    back = put_back(plan, best.sample, best.result, facts.taken_out)
    subject = Subject(plan, best.sample, best.sample.climb, ways, back, of_chose(table, facts))
    return _judged(best, subject, described)


def _opening(plan: Plan, table: CellTable, facts: Facts) -> Finding:
    """What may be said before closing, and stays true after it."""
    return Finding(
        state=OPEN,
        digest=facts.digest,
        theta=plan.rule.theta,
        gamma=max(plan.rule.gamma, facts.benchmark),
        closes=facts.closes or plan.closes,
        moved=note_moved(plan, facts),
        counts=Counts(facts.submissions, facts.texts, facts.people),
        waterfall=fall(facts, None, None),
        replies=round(table.total),
        heard=plan.family.heard,
    )


def _nobody(replies: int) -> Reason:
    if replies == 0:
        return Reason("nobody", "Nobody has replied.")
    return Reason("no_sample", "Nobody replied who was chosen by chance; everybody chose to take part.")


def _judged(best: Candidate, subject: Subject, finding: Finding) -> Finding:
    """A sample whose gates hold: checks, decision, and what would overturn or settle it."""
    plan, back, gamma, result = subject.plan, subject.back, finding.gamma, best.result
    rule, side = plan.rule, leading(result)
    checks = make_checks(subject, result, side)
    if finding.judged is not None:
        known = replace(finding.judged, against=back.against > 0)
        finding = replace(finding, judged=replace(known, state=decide_with_all(checks, rule, gamma, back)))
    judged = replace(
        finding,
        state=decide(result, checks, rule, gamma, back),
        checks=checks,
        bounds=make_bounds(subject, result, checks, gamma),
        resampled=resample(subject, result, side),
        companions=judge_groups(plan, gamma, best.groups),
    )
    estimate = result.best(side)
    if estimate is None:
        return replace(judged, reasons=explain(result, checks, rule, gamma, back))
    grounds = Grounds(estimate, result.size, worth(estimate, result.n_eff or 0.0), best.invited)
    if judged.state != NOT_SETTLED:
        return replace(judged, tipping=tip(grounds, rule, gamma))
    stopped = bound(estimate, gamma)[0] > rule.theta
    return replace(
        judged,
        reasons=explain(result, checks, rule, gamma, back),
        more=None if stopped else more_needed(grounds, rule, gamma),
    )
