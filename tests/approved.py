"""What two people agreed on."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import ApprovalRequest, Response, Survey, SurveyVersion
from consult.services.acts import approve
from consult.services.records.exclusions import Act, Chosen, ask_exclusion
from tests.factories import make_person


def chosen_of(session: Session, *numbers: int) -> Chosen:
    """Responses of one survey, by their numbers."""
    query = (
        select(Survey)
        .join(SurveyVersion, SurveyVersion.survey_id == Survey.id)
        .join(Response, Response.version_id == SurveyVersion.id)
        .where(Response.id == numbers[0])
    )
    survey = session.scalars(query).one()
    return Chosen(survey.consultation_id, survey.id, numbers)


def agree_on(session: Session, act: Act, *numbers: int) -> ApprovalRequest:
    """One person asks, another approves; committed, and for the worker to do."""
    asked = ask_exclusion(session, make_person(session), chosen_of(session, *numbers), act)
    approve(session, make_person(session), asked)
    session.commit()
    return asked
