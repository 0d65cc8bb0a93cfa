"""What staff took out of the count by their judgement: by rule, by way, and with what it said, for the finding."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from analysis.finding.facts import Removed, TakenOut
from analysis.plan.plan import Plan
from consult.models import Arm, Exclusion, Response, SurveyVersion
from consult.services.findings.replies import Reply, rows_of, tabulate, to_count
from consult.services.records.exclusions import RETYPED
from surveys.questionnaire import Questionnaire

OTHER_REASON = "taken out for another reason, which is on record"
ERASED = "erased because the person asked for it"
CORRECTED = "typed wrongly from paper and typed again"
AGAIN = "duplicate"


def by_judgement() -> ColumnElement[bool]:
    """Whether an act was somebody's judgement; forms that were typed again are not."""
    return Exclusion.request_id.is_not(None) | Exclusion.alone


def last_act() -> ColumnElement[bool]:
    """Whether an act is the one that took its response out."""
    act = aliased(Exclusion)
    last = select(func.max(act.id)).where(
        act.response_id == Response.id, act.applied_at.is_not(None), act.action != "reinstate"
    )
    return Exclusion.id == last.scalar_subquery()


def count_removed(session: Session, survey_id: int, plan: Plan) -> list[Removed]:
    """Excluded and erased replies, by the rule that was named when they were last taken out."""
    query = (
        select(Response.state, Exclusion.rule, by_judgement(), func.count())
        .select_from(Response)
        .join(SurveyVersion, SurveyVersion.id == Response.version_id)
        .join(Exclusion, Exclusion.response_id == Response.id)
        .where(SurveyVersion.survey_id == survey_id, Response.state != "counted", last_act())
        .group_by(Response.state, Exclusion.rule, by_judgement())
        .order_by(Response.state, Exclusion.rule)
    )
    reasons = {RETYPED: CORRECTED} | {each.code: each.sentence.rstrip(".") for each in plan.exclusions}
    erased: Counter[bool] = Counter()
    found = []
    for state, rule, judged, count in session.execute(query):
        if state == "erased":
            erased[judged] += count
        else:
            label = reasons.get(rule, OTHER_REASON)
            found.append(Removed(rule or state, label, count, duplicates=rule == AGAIN, judged=judged))
    gone = [Removed("erased", ERASED, count, judged=judged) for judged, count in erased.items()]
    return [*found, *gone]


def count_judged(session: Session, survey_id: int) -> Counter[str]:
    """How many replies that a finding would count staff took out or erased, by the code of the way."""
    return Counter(dict(session.execute(_by_way(survey_id, ("excluded", "erased"))).all()))


def read_taken_out(
    session: Session, survey_id: int, plan: Plan, questionnaire: Questionnaire, arms: Sequence[str]
) -> TakenOut:
    """What a finding puts back for its check: the replies as a table, and how many were erased by way."""
    rows = rows_of(plan.question).join(Exclusion, Exclusion.response_id == Response.id)
    taken = session.execute(rows.where(*_judged_out(survey_id, ("excluded",))))
    replies = (Reply.of(row, campaign=False) for row in taken)
    erased = dict(session.execute(_by_way(survey_id, ("erased",))).all())
    alone = select(func.count()).select_from(Response).join(Exclusion, Exclusion.response_id == Response.id)
    return TakenOut(
        tabulate(questionnaire, plan.question, arms, replies),
        erased,
        session.scalar(alone.where(*_judged_out(survey_id, ("excluded", "erased")), Exclusion.alone)) or 0,
    )


def _by_way(survey_id: int, states: Sequence[str]) -> Select[str, int]:
    query = (
        select(Arm.code, func.count())
        .select_from(Response)
        .join(Arm, Arm.id == Response.arm_id)
        .join(Exclusion, Exclusion.response_id == Response.id)
    )
    return query.where(*_judged_out(survey_id, states)).group_by(Arm.code)


def _judged_out(survey_id: int, states: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    """Replies that a finding would count, were they not out, and the act by which they are."""
    return (
        Response.version_id.in_(to_count(survey_id)),
        Response.eligible.is_(True),
        Response.state.in_(states),
        last_act(),
        by_judgement(),
    )
