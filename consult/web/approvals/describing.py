"""What a request is about, for whoever answers it: never what a reply says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from consult.models import ApprovalRequest
from consult.services.consultations.catalogue import Listing
from consult.services.consultations.changing import read_proposal
from consult.services.consultations.revising import CHANGE, read_announcement
from consult.services.findings.closing import CLOSE
from consult.services.findings.plans import PLAN
from consult.services.records.exclusions import exclusion_rules
from consult.services.records.responses import read_rows
from consult.templating import moment
from surveys.editing import Changed, changes_between


@dataclass(frozen=True, slots=True)
class Details:
    """`facts` in words by what they are about, `survey` the part of the address, `replies` their rows.

    `plan` is the number of a plan that it is about.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    survey: str = ""
    replies: Sequence[Any] = ()
    texts: Sequence[Changed] = ()
    plan: int | None = None


def describe(session: Session, listing: Listing, asked: ApprovalRequest) -> Details:
    if asked.kind == CLOSE:
        return Details({"It was to be open until": moment(listing.closes_at)})
    if asked.kind == CHANGE:
        return _change(session, listing, asked)
    survey = next((each.slug for each in listing.surveys if each.id == asked.survey_id), "")
    if asked.kind == PLAN:
        return Details(survey=survey, plan=asked.document["plan"])
    rule = exclusion_rules(session, asked.survey_id or 0).get(asked.rule, asked.rule)
    facts = {"Rule of the plan": rule} if rule else {}
    return Details(facts, survey, read_rows(session, asked.response_ids))


def _change(session: Session, listing: Listing, asked: ApprovalRequest) -> Details:
    """What would be announced, and every text that would read otherwise."""
    said = read_announcement(asked.document)
    facts = {"What changes": said.what, "Notice on every page": said.notice}
    if said.closes_at:
        facts["New closing"] = moment(said.closes_at)
    before = read_proposal(session, listing.id, said.seen or 1).document
    return Details(facts, texts=changes_between(before, said.document or {}))
