"""Support and opposition by district, each figure labelled as direct or modelled."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import expit, logit, ndtri

from analysis.areas.frame import Frame
from analysis.areas.model import STEP, Design, Fitted, fit
from analysis.arrays import FloatArray
from analysis.cells import CellTable
from analysis.disclosure.rules import RULES
from analysis.disclosure.withheld import Shown, is_shown
from analysis.finding.replies import answers
from analysis.finding.samples.figures import Estimate, measure
from analysis.plan.plan import DISTRICT
from analysis.support.weighting.weights import Weights
from analysis.vocabulary import STATES

FIXED = "sex"
LEAST = 100

Kind = Literal["direct", "modelled"]


class AreasRefused(ValueError):  # noqa: N818  a refusal is an answer, not a fault
    """No figures by district; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Area:
    """Support and opposition in a district, from `n` replies of its own: direct, or modelled with all others.

    Modelled figures say what people like its residents said in the whole area, moved towards what its own
    replies said as far as these are many.
    """

    code: str
    label: str
    kind: Kind
    n: Shown[int]
    support: Estimate
    oppose: Estimate


def estimate_areas(table: CellTable, weights: Weights, frame: Frame, level: float = 0.95) -> tuple[Area, ...]:
    """A figure for every district of the frame, the direct one where at least LEAST replied to the question.

    Where hardly anybody gave some kind of answer it is modelled, too, because a direct share would tell of them.
    `table` is made by `finding.replies.narrow`; `weights` are those of its rows. Direct: weighted shares of the
    district's replies with their likely range. Modelled: `model_shares`. Replies without a district, age, sex
    or ethnic group are left out of the model. Raises AreasRefused when no reply is left.
    """
    counts, districts = answers(table), frame.dimensions[frame.axis(DISTRICT)].categories
    known = table.dimensions[table.axis(DISTRICT)].categories
    masks = np.array([table.mask(**{DISTRICT: [code] if code in known else []}) for code in districts])
    direct = measure(weights, counts, table.n, masks, level)[1:]
    modelled = {state: model_shares(table, frame, state, level) for state in ("support", "oppose")}
    areas = []
    for at, (code, result) in enumerate(zip(districts, direct, strict=True)):
        support, oppose = (modelled[state][at] for state in modelled)
        own = (result.best("support"), result.best("oppose"))
        kind: Kind = "modelled"
        few = min(share.count for share in result.shares if is_shown(share.count)) < RULES.minimum
        if result.size >= LEAST and not few and own[0] is not None and own[1] is not None:
            kind, support, oppose = "direct", own[0], own[1]
        areas.append(Area(code, frame.labels.get(code, code), kind, result.n, support, oppose))
    return tuple(areas)


def model_shares(table: CellTable, frame: Frame, state: str, level: float = 0.95) -> tuple[Estimate, ...]:
    """The share of a state in each district by multilevel regression and post-stratification.

    logit p = a + b sex + u(district) + u(age) + u(ethnicity), u normal with a variance for each dimension
    (see `model.fit`); m_d = sum over the district's residents of p / their number. Var(m_d) = G V G' + J S J'
    with G = dm/db and V the covariance of the coefficients given the variances, J = dm/d(log sd) and S the
    covariance of the log standard deviations, so it allows for not knowing the variances (to first order).
    Range: expit(logit m -+ z se / (m (1 - m))). Not weighted: the model holds what the weights hold.
    Raises AreasRefused when no reply has an answer and all dimensions.
    Source: Gelman and Little 1997, Survey Methodology 23:127; Kass and Steffey 1989, JASA 84:717.
    """
    counts = answers(table)
    n = frame.count(table, counts.sum(axis=1))
    if not n.any():
        raise AreasRefused("Nobody answered who gave a district, age, sex and ethnic group.")
    design = make_design(frame)
    fitted = fit(design, n, frame.count(table, counts[:, STATES.index(state)]))
    share, se = post_stratify(design, fitted, district_parts(frame))
    half = ndtri((1 + level) / 2) * se / (share * (1 - share))
    low, high = expit(logit(share) - half), expit(logit(share) + half)
    return tuple(Estimate(*map(float, each)) for each in zip(share, low, high, se, strict=True))


def make_design(frame: Frame) -> Design:
    """Intercept, sex as -1/2 and 1/2, then an indicator for each category of each other dimension."""
    codes = np.unravel_index(np.arange(len(frame.people)), frame.shape)
    random = [axis for axis, each in enumerate(frame.dimensions) if each.name != FIXED]
    sex = np.asarray(codes[frame.axis(FIXED)], dtype=np.float64) - 0.5
    blocks = [np.eye(frame.shape[axis])[codes[axis]] for axis in random]
    x = np.column_stack([np.ones_like(sex), sex, *blocks])
    return Design(x, 2, tuple(frame.shape[axis] for axis in random))


def district_parts(frame: Frame) -> FloatArray:
    """Which part of a district's residents each combination is (A, P)."""
    axis = frame.axis(DISTRICT)
    code = np.unravel_index(np.arange(len(frame.people)), frame.shape)[axis]
    people = np.eye(frame.shape[axis])[:, code] * frame.people
    parts: FloatArray = people / people.sum(axis=1, keepdims=True)
    return parts


def post_stratify(design: Design, fitted: Fitted, parts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Shares (A,) of residents and their standard errors (A,), by the delta method."""
    p = expit(design.x @ fitted.coefficients)
    gradient = parts @ (design.x * (p * (1 - p))[:, None])
    given = np.einsum("ij,jk,ik->i", gradient, fitted.covariance, gradient)
    moved = []
    for step in STEP * np.eye(len(fitted.log_sd)):
        up, down = (parts @ expit(design.x @ fitted.at(fitted.log_sd + sign * step)[0]) for sign in (1, -1))
        moved.append((up - down) / (2 * STEP))
    along = np.array(moved).T
    variances = np.einsum("ij,jk,ik->i", along, fitted.uncertainty, along)
    return parts @ p, np.sqrt(given + variances)
