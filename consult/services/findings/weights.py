"""The weight of each reply of people who were chosen, by the plan, as a finding made now would give it."""

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from analysis.categories import Dimension
from analysis.cells import CellTable, from_rows
from analysis.finding.facts import Arm as ArmFacts
from analysis.finding.replies import ARM
from analysis.finding.samples.sample import draw
from analysis.plan.plan import Plan
from consult.models import Arm, Response, Survey
from consult.services.answering.submissions import split_stratum
from consult.services.consultations.catalogue import Version
from consult.services.findings.facts import describe_arms
from consult.services.findings.plans import read_plan
from consult.services.findings.published import deciding_plan
from consult.services.findings.replies import to_count
from surveys.strata import UNKNOWN

Weights = dict[tuple[str, str], float]
DIGITS = 6


def weigh_replies(session: Session, newest: Version) -> Weights:
    """By the code of the way and the stratum, with a mean of 1 over the replies of one kind of way.

    A weight depends on nothing else. None where there is no plan, or where weights are refused.
    """
    row = deciding_plan(session, newest.survey_id)
    if row is None:
        return {}
    plan, survey = read_plan(row), session.get_one(Survey, newest.survey_id)
    arms = describe_arms(session, survey.consultation)
    found: Weights = {}
    for kind in plan.deciding:
        chosen = [arm for arm in arms if arm.kind == kind]
        found |= _weigh(plan, chosen, _count(session, newest.survey_id, chosen), newest)
    return found


def _count(session: Session, survey_id: int, arms: Sequence[ArmFacts]) -> Sequence[Row[str, str, int]]:
    query = (
        select(Arm.code, Response.stratum, func.count())
        .join(Arm, Arm.id == Response.arm_id)
        .where(
            Response.version_id.in_(to_count(survey_id)),
            Response.state == "counted",
            Response.eligible,
            Arm.code.in_([arm.code for arm in arms]),
        )
    )
    return session.execute(query.group_by(Arm.code, Response.stratum)).all()


def _weigh(
    plan: Plan, arms: Sequence[ArmFacts], rows: Sequence[Row[str, str, int]], newest: Version
) -> Weights:
    if not rows:
        return {}
    codes = np.array([_codes(arms, row[0], row[1], newest) for row in rows], dtype=np.intp)
    counts = np.array([row[2] for row in rows], dtype=np.float64)
    table = from_rows(_dimensions(arms, newest), codes, {}, {}, counts)
    sample = draw(arms[0].kind, arms, table, plan.weighting)
    if sample.climb is None:
        return {}
    each = _by_cell(sample.table, sample.climb.weights.each)
    return {(row[0], row[1]): each[tuple(code)] for row, code in zip(rows, codes.tolist(), strict=True)}


def _dimensions(arms: Sequence[ArmFacts], newest: Version) -> tuple[Dimension, ...]:
    strata = [Dimension(each.name, each.categories) for each in newest.questionnaire.strata]
    return (Dimension(ARM, tuple(arm.code for arm in arms)), *strata)


def _codes(arms: Sequence[ArmFacts], arm: str, stratum: str, newest: Version) -> list[int]:
    """A group that is no longer asked counts as unknown."""
    strata = newest.questionnaire.strata
    groups = [
        each.categories.index(category if category in each.categories else UNKNOWN)
        for each, category in zip(strata, split_stratum(stratum), strict=True)
    ]
    return [[each.code for each in arms].index(arm), *groups]


def _by_cell(table: CellTable, each: np.ndarray) -> Mapping[tuple[int, ...], float]:
    mean = float(each @ table.n) / table.total
    return {
        tuple(code): round(float(weight) / mean, DIGITS)
        for code, weight in zip(table.codes.tolist(), each, strict=True)
    }
