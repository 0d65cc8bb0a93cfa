"""Making a finding: from the responses themselves, once, with the digests of everything that went into it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.areas.areas import Area, AreasRefused, estimate_areas
from analysis.areas.frame import NAMES, census_frame
from analysis.board.found import figures_of
from analysis.board.populations import WHO, population_of
from analysis.board.support import SupportFigures
from analysis.cells import CellTable
from analysis.documents import to_document
from analysis.finding.doubts.benchmarks import measure_distance, pool_odds
from analysis.finding.facts import Facts
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.publication import Published, publish
from analysis.finding.replies import has, reached
from analysis.finding.samples.sample import draw
from analysis.finding.words.page import Page, make_page
from analysis.finding.words.phrases import Names
from analysis.plan.plan import CampaignRule, Plan, Question
from analysis.themes.campaigns import find_campaigns
from analysis.vocabulary import CHOSE
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
from consult.services.beside.counts import records_beside
from consult.services.consultations.catalogue import Catalogue
from consult.services.counting.cubes import newest_version
from consult.services.counting.measuring import measure_found, read_wanted
from consult.services.facts.comparing import official_benchmarks
from consult.services.findings.code import code_version
from consult.services.findings.earlier import earlier_versions
from consult.services.findings.facts import gather_facts
from consult.services.findings.plans import read_plan
from consult.services.findings.printing import read_last, remember
from consult.services.findings.published import deciding_plan, list_findings
from consult.services.findings.replies import Marks, digest_replies, read_replies, tabulate
from consult.services.findings.taken_out import read_taken_out
from consult.services.reaching.counts import count_replies
from consult.services.records.doubts import read_doubts
from consult.services.statements.signing_off import newest_sign_offs
from consult.services.vault import Vault
from surveys.proposal import parse_proposal
from surveys.writing.comparing import fold


def make_finding(
    session: Session, vault: Vault, row: PlanVersion, occasion: str, now: datetime
) -> FindingRecord:
    """Store the finding by a plan, after closing; `occasion` says why it is made.

    The session must read one unchanging state of the database (REPEATABLE READ).
    """
    survey = session.get_one(Survey, row.survey_id)
    deciding = deciding_plan(session, survey.id)
    exploratory = deciding is not None and deciding.id != row.id
    plan, version = read_plan(row), newest_version(session, Catalogue(), survey.id)
    doubt = frozenset(each.id for each in read_doubts(session, survey.id, plan.doubts))
    marks = Marks(find_senders(session, vault, survey.id, plan.campaigns), doubt)
    arms = [arm.code for arm in survey.consultation.arms]
    replies = read_replies(session, survey.id, plan.question, marks)
    table = tabulate(version.questionnaire, plan.question, arms, replies)
    counts = count_replies(session, vault, survey.consultation_id)
    facts = replace(gather_facts(session, row, plan, now), texts=counts.texts, people=counts.people)
    facts = replace(
        facts,
        benchmark=measure_benchmarks(session, survey, plan, facts),
        taken_out=read_taken_out(session, survey.id, plan, version.questionnaire, arms),
    )
    finding = find(plan, table, facts)
    finding = replace(finding, areas=find_areas(plan, table, facts, finding))
    published = publish(plan, table, finding, read_last(session, version, exploratory=exploratory))
    page = make_page(published.finding, names_of(survey), published.finding.areas)
    made = Made(row, finding, published, page, exploratory)
    beside = {
        "beside": to_document(records_beside(session, survey.consultation_id)),
        "earlier": earlier_versions(session, survey.consultation, survey.id),
        "sign_offs": [row.id for row in newest_sign_offs(session, survey.id)],
        "measures": measure_found(session, version, read_wanted(session, survey.id), ways_found(published)),
    }
    return _store(session, made, occasion, beside)


@dataclass(frozen=True)
class Made:
    """A finding with its plan, as it is, as it may be printed, and as a page."""

    plan: PlanVersion
    finding: Finding
    published: Published
    page: Page
    exploratory: bool


def measure_benchmarks(session: Session, survey: Survey, plan: Plan, facts: Facts) -> float:
    """The odds ratio of answering that official surveys with questions of ours show together, beyond chance."""
    version = newest_version(session, Catalogue(), survey.id)
    arms = [arm.code for arm in survey.consultation.arms]
    found = []
    opened = survey.consultation.opens_at
    for benchmark in official_benchmarks(session, survey.consultation_id, opened):
        asked = version.questionnaire.variables_by_name.get(benchmark.variable)
        if asked is not None and asked.name != plan.question.variable:
            rest = [value.code for value in asked.values if value.code not in benchmark.answers]
            others = tuple(code for code in rest if code not in asked.outside)
            question = Question(benchmark.variable, benchmark.title, benchmark.answers, others, ())
            replies = read_replies(session, survey.id, question, Marks())
            table = tabulate(version.questionnaire, question, arms, replies)
            found.append(measure_distance(plan, table, facts, benchmark.share, benchmark.n))
    return pool_odds([distance for distance in found if distance], plan.rule.level)


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
        texts.append((number, fold(vault.open_statement(sealed, key_hash, question))))
        owners[number] = response
    if not texts:
        return frozenset()
    campaigns = find_campaigns(texts, rule=rule).campaigns
    return frozenset(owners[number] for campaign in campaigns for number in campaign.ids)


def find_areas(plan: Plan, table: CellTable, facts: Facts, finding: Finding) -> tuple[Area, ...]:
    """Figures by district from the sample that the finding rests on; none where it has none."""
    arms = [arm for arm in facts.arms if arm.kind == finding.kind]
    if finding.sample is None or not arms:
        return ()
    if not all(has(table, name) for name in NAMES):
        return ()
    sample = draw(finding.kind or "", arms, reached(table, [arm.code for arm in arms]), plan.weighting)
    if sample.climb is None:
        return ()
    try:
        return estimate_areas(sample.table, sample.climb.weights, census_frame(), plan.rule.level)
    except AreasRefused:
        return ()


def ways_found(published: Published) -> dict[str, SupportFigures]:
    """What the finding prints of each way of being reached, its sample and who chose to reply, by keys of the board."""
    finding = published.finding
    ways = {way.name: figures_of(way.result) for way in finding.arms}
    if finding.chose is not None:
        ways[f"{WHO}={CHOSE}"] = figures_of(finding.chose)
    if finding.sample is not None and finding.kind is not None:
        ways[f"{WHO}={population_of(finding.kind)}"] = figures_of(finding.sample)
    return ways


def names_of(survey: Survey) -> Names:
    """What the sentences call things."""
    proposal = parse_proposal(survey.consultation.document)
    return Names(proposal.place, proposal.decision_maker.name, proposal.decision_due)


def _store(session: Session, made: Made, occasion: str, beside: dict[str, Any]) -> FindingRecord:
    """Keep it; where the figures must stay as they were, the page of the finding before with its notice."""
    row, earlier = made.plan, list_findings(session, made.plan.survey_id)
    shown = to_document(made.page)
    same = [record for record in earlier if record.exploratory == made.exploratory]
    if made.published.notice and same:
        shown = {**same[0].shown, "notice": made.published.notice}
    shown |= beside
    record = FindingRecord(
        survey_id=row.survey_id,
        number=len(earlier) + 1,
        plan_id=row.id,
        occasion=occasion,
        state=shown["state"],
        exploratory=made.exploratory,
        plan_digest=row.digest,
        data_digest=digest_replies(session, row.survey_id),
        code_version=code_version(),
        shown=shown,
        made_at=session.scalar(select(func.now())),
    )
    session.add(record)
    session.flush()
    evidence = {"document": to_document(made.finding), "printed": remember(made.published)}
    session.add(FindingEvidence(finding_id=record.id, **evidence))
    audit.record(session, None, "finding made", f"finding:{record.id}", data=record.data_digest)
    return record
