"""The likely range once more, by the jackknife: a second opinion on the formula, where the plan asks for one."""

from dataclasses import dataclass

import numpy as np

from analysis.finding.doubts.specifications import Subject
from analysis.finding.replies import answers
from analysis.finding.samples.figures import Estimate, Result
from analysis.support.intervals import likely_range
from analysis.support.jackknife import jackknife
from analysis.support.weighting.refusals import RakingRefused
from analysis.vocabulary import STATES


@dataclass(frozen=True, slots=True)
class Resampled:
    """The share of the leading `side` with its jackknife range; None where weights hang on single replies."""

    side: str
    estimate: Estimate | None


def resample(subject: Subject, result: Result, side: str) -> Resampled | None:
    """The range of `likely_range` with the jackknife's standard error, None unless the plan registers it.

    Weights are made again without each reply in turn (see `support.jackknife`), one raking for each cell: about
    a millisecond a cell. It decides nothing.
    """
    if not subject.plan.rule.jackknife:
        return None
    try:
        found = jackknife(subject.climb.weights, answers(subject.table))
    except RakingRefused:
        return Resampled(side, None)
    at = STATES.index(side)
    p, se, worth = found.p[at : at + 1], found.se[at : at + 1], np.array([result.n_eff or 0.0])
    low, high = likely_range(p, se, worth, subject.plan.rule.level)
    return Resampled(side, Estimate(float(p[0]), float(low[0]), float(high[0]), float(se[0])))
