"""What a request is about, for whoever answers it: never what a reply says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from consult.models import ApprovalRequest
from consult.services.consultations.catalogue import Listing
from consult.services.records.exclusions import exclusion_rules
from consult.services.records.responses import read_rows


@dataclass(frozen=True, slots=True)
class Details:
    """`survey` is the address part of the survey, `rule` the sentence of the rule, `replies` their rows."""

    survey: str = ""
    rule: str = ""
    replies: Sequence[Any] = ()


def describe(session: Session, listing: Listing, asked: ApprovalRequest) -> Details:
    if asked.survey_id is None:
        return Details()
    survey = next((each.slug for each in listing.surveys if each.id == asked.survey_id), "")
    rules = exclusion_rules(session, asked.survey_id)
    return Details(survey, rules.get(asked.rule, asked.rule), read_rows(session, asked.response_ids))
