"""Making a finding: from the responses themselves, once, with the digests of everything that went into it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.areas.areas import AreasRefused, estimate_areas
from analysis.areas.frame import census_frame
from analysis.areas.shown import shown_areas
from analysis.cells import CellTable
from analysis.documents import to_document
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.replies import reached
from analysis.finding.samples.sample import draw
from analysis.finding.words.page import make_page
from analysis.finding.words.phrases import Names
from analysis.plan.plan import CampaignRule, Plan
from analysis.themes.campaigns import find_campaigns
from consult.models import (
    FindingEvidence,
    FindingRecord,
    PlanVersion,
    Response,
    Statement,
    Survey,
    SurveyVersion,
)
from consult.services import audit
from consult.services.consultations.catalogue import Catalogue
from consult.services.counting.cubes import newest_version
from consult.services.findings.code import code_version
from consult.services.findings.facts import gather_facts
from consult.services.findings.plans import read_plan
from consult.services.findings.published import list_findings
from consult.services.findings.replies import digest_replies, read_replies, tabulate
from consult.services.reaching.counts import count_replies
from consult.services.vault import Vault
from surveys.proposal import parse_proposal


def make_finding(
    session: Session, vault: Vault, row: PlanVersion, occasion: str, now: datetime
) -> FindingRecord:
    """Store the finding by a plan, after closing; `occasion` says why it is made.

    The session must read one unchanging state of the database (REPEATABLE READ).
    """
    survey = session.get_one(Survey, row.survey_id)
    plan, version = read_plan(row), newest_version(session, Catalogue(), survey.id)
    campaign = find_senders(session, vault, survey.id, plan.campaigns)
    arms = [arm.code for arm in survey.consultation.arms]
    replies = read_replies(session, survey.id, plan.question, campaign)
    table = tabulate(version.questionnaire, plan.question, arms, replies)
    counts = count_replies(session, vault, survey.consultation_id)
    facts = replace(gather_facts(session, row, plan, now), texts=counts.texts, people=counts.people)
    finding = find(plan, table, facts)
    shown = to_document(make_page(finding, names_of(survey), find_areas(plan, table, finding)))
    return _store(session, row, finding, occasion, shown)


def find_senders(session: Session, vault: Vault, survey_id: int, rule: CampaignRule) -> Collection[int]:
    """The responses with a text of a campaign, among everything that people wrote in their own words."""
    query = (
        select(Statement.id, Statement.question, Statement.sealed, Response.key_hash, Response.id)
        .join(Response, Response.id == Statement.response_id)
        .join(SurveyVersion, SurveyVersion.id == Response.version_id)
        .where(SurveyVersion.survey_id == survey_id, Response.state == "counted")
        .order_by(Statement.id)
    )
    texts, owners = [], {}
    for number, question, sealed, key_hash, response in session.execute(query):
        texts.append((number, vault.open_statement(sealed, key_hash, question)))
        owners[number] = response
    if not texts:
        return frozenset()
    campaigns = find_campaigns(texts, rule=rule).campaigns
    return frozenset(owners[number] for campaign in campaigns for number in campaign.ids)


def find_areas(plan: Plan, table: CellTable, finding: Finding) -> tuple[Any, ...]:
    """Figures by district from the sample that the finding rests on; none where it has none."""
    arms = [way.code for way in finding.arms if way.kind == finding.kind]
    if finding.sample is None or not arms:
        return ()
    sample = draw(finding.kind or "", tuple(arms), reached(table, arms), plan.weighting)
    if sample.climb is None:
        return ()
    try:
        return shown_areas(
            estimate_areas(sample.table, sample.climb.weights, census_frame(), plan.rule.level)
        )
    except (AreasRefused, ValueError):
        return ()


def names_of(survey: Survey) -> Names:
    """What the sentences call things."""
    proposal = parse_proposal(survey.consultation.document)
    return Names(proposal.place, proposal.decision_maker.name, proposal.decision_due)


def _store(
    session: Session, row: PlanVersion, finding: Finding, occasion: str, shown: dict[str, Any]
) -> FindingRecord:
    record = FindingRecord(
        survey_id=row.survey_id,
        number=len(list_findings(session, row.survey_id)) + 1,
        plan_id=row.id,
        occasion=occasion,
        state=finding.state,
        plan_digest=row.digest,
        data_digest=digest_replies(session, row.survey_id),
        code_version=code_version(),
        shown=shown,
        made_at=session.scalar(select(func.now())),
    )
    session.add(record)
    session.flush()
    session.add(FindingEvidence(finding_id=record.id, document=to_document(finding)))
    audit.record(session, None, "finding made", f"finding:{record.id}", data=record.data_digest)
    return record
