"""What a plan would have said: the finding of invented replies, which no resident wrote."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.canonical import digest
from analysis.cells import CellTable
from analysis.documents import to_document
from analysis.finding.facts import Arm, Facts
from analysis.finding.finder import find
from analysis.finding.replies import ARM
from analysis.finding.words.page import Page, make_page
from analysis.finding.words.phrases import Names
from analysis.plan.plan import Plan
from consult.demonstration.replies import Plan as Invention
from consult.demonstration.replies import make_replies
from consult.demonstration.turnout import OPEN_LINK, PAPER, PARTNER_LINK, RANDOM_INVITATION
from consult.services.findings.asked import question_of
from consult.services.findings.plans import Subject
from consult.services.findings.replies import Reply, tabulate
from surveys.encoding import encode
from surveys.questionnaire import Questionnaire

INVENTED = Invention()
ARMS = (OPEN_LINK, RANDOM_INVITATION, PARTNER_LINK, PAPER)
KINDS = {PARTNER_LINK: "partner_link"}
INVITED = 6


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The page of a finding, and how many invented replies it is made of."""

    replies: int
    page: Page


def rehearse(plan: Plan, subject: Subject) -> Rehearsal:
    """Apply a plan to invented replies to its questionnaire, as if the consultation had closed."""
    table = _table(subject)
    proposal = subject.listing.proposal
    names = Names(proposal.place, proposal.decision_maker.name, proposal.decision_due)
    finding = find(plan, table, _facts(plan, table))
    return Rehearsal(round(table.total), make_page(finding, names))


# The invented replies to a version take a few seconds to write, so they are kept.
_tables: dict[int, CellTable] = {}


def _table(subject: Subject) -> CellTable:
    version = subject.version
    if version.id not in _tables:
        question = question_of(version.questionnaire)
        replies = _replies(version.questionnaire, question.variable)
        _tables[version.id] = tabulate(version.questionnaire, question, ARMS, replies)
    return _tables[version.id]


def _replies(questionnaire: Questionnaire, variable: str) -> Iterator[Reply]:
    for reply in make_replies(questionnaire, INVENTED):
        encoded = encode(questionnaire, reply.answers)
        if encoded.eligible:
            answer = encoded.values.get(variable)
            said = None if answer is None else str(answer)
            yield Reply(reply.arm, encoded.stratum, said, campaign=False)


def _facts(plan: Plan, table: CellTable) -> Facts:
    """Facts that fit the invented replies: six were invited for each who replied."""
    counts = dict(zip(ARMS, table.margin(ARM), strict=True))
    invited = {RANDOM_INVITATION: INVITED * round(float(counts[RANDOM_INVITATION]))}
    arms = tuple(
        Arm(code, KINDS.get(code, code), code.replace("_", " "), invited.get(code), published=code in invited)
        for code in ARMS
    )
    return Facts(now=plan.closes, digest=digest(to_document(plan)), arms=arms, submissions=round(table.total))
