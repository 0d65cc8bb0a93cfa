"""Checklist: what holds publishing back, and what an office should look at before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.models import ManuscriptComment
from consult.services.studio.manuscripts import Document, Draft
from surveys.drafting.bundle import PROPOSAL, QUESTIONNAIRE, days_of, find_problems
from surveys.proposal import Document as ProposalDocument

LEAST_DAYS = 42
# What people have to be told of the use of their data, beside what every privacy page says.
PRIVACY = {
    "kept_until": "by when replies are deleted",
    "data_protection_officer": "how to reach the data protection officer",
    "recipients": "who else sees what people send",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to have: `needed` ones hold publishing back; `page` is where it is put right."""

    title: str
    done: bool
    page: str
    needed: bool = True
    told: str = ""


def make_checklist(session: Session, draft: Draft, today: date) -> list[Item]:
    """Everything to look at, in the order in which an office would."""
    return [*_of_words(draft.document), *_of_days(draft.document, today), *_of_review(session, draft)]


def missing_of(items: list[Item]) -> list[Item]:
    return [item for item in items if item.needed and not item.done]


def _of_words(bundle: Document) -> Iterator[Item]:
    proposal, questionnaire = bundle[PROPOSAL], bundle[QUESTIONNAIRE]
    problems = len(find_problems(bundle))
    yield Item("Nothing is wrong with the document", not problems, "check", told=_count(problems, "problem"))
    yield Item("It says what it is about and why", bool(proposal.get("summary")), "about")
    yield Item("It says what answers can change", bool(proposal.get("can_change")), "about")
    choice = bool(
        proposal.get("options")
    )  # where something is proposed, people are owed what stands behind it
    if choice:
        yield Item("Ideas that were set aside, with reasons", bool(proposal.get("rejected")), "about")
    yield Item("A way to reach the office", _reachable(proposal), "about")
    for field, words in PRIVACY.items():
        yield Item(f"Privacy notice: {words}", bool(proposal.get(field)), "about")
    for kind, words in (("equality", "Equality impact"), ("data_protection", "Data protection impact")):
        found = _document(proposal, kind)
        told = "It still says that it is a draft." if found and is_draft(found) else ""
        yield Item(f"{words}: a document", bool(found) and not told, "about", needed=choice, told=told)
    texts = any(each.get("kind") == "text" for section in questionnaire.get("sections", [])
                for each in section.get("questions", []))  # fmt: skip
    if texts:
        yield Item("People are asked whether their words may be published", bool(questionnaire.get("consent")),
                   "settings", needed=False)  # fmt: skip
    if questionnaire.get("primary"):
        told = (
            "It is written on its own page after publishing; nothing opens before another person approved it."
        )
        yield Item("The plan of the analysis", done=False, page="check", needed=False, told=told)


def _of_days(bundle: Document, today: date) -> Iterator[Item]:
    opens, closes = days_of(bundle)
    known = opens is not None and closes is not None
    yield Item("A first and a last day to answer", known, "settings")
    if opens is None or closes is None:
        return
    yield Item("The last day lies ahead", closes >= today, "settings")
    yield Item("Six weeks or more to answer", (closes - opens).days >= LEAST_DAYS, "settings", needed=False,
               told="" if (closes - opens).days >= LEAST_DAYS else "Courts have asked for adequate time.")  # fmt: skip
    due = bundle[PROPOSAL].get("decision_due")
    yield Item(
        "The decision comes after the last day", isinstance(due, str) and due > closes.isoformat(), "about"
    )


def _of_review(session: Session, draft: Draft) -> Iterator[Item]:
    query = select(func.count(ManuscriptComment.id)).where(
        ManuscriptComment.manuscript_id == draft.manuscript.id, ManuscriptComment.resolved_at.is_(None)
    )
    unresolved = session.scalar(query) or 0
    yield Item("All comments are resolved", not unresolved, "review", told=_count(unresolved, "comment"))


def is_draft(document: dict[str, Any]) -> bool:
    title, body = str(document.get("title") or ""), str(document.get("body") or "")
    return ProposalDocument(title, "other", body=body, marked=document.get("draft") is True).draft


def _reachable(proposal: dict[str, Any]) -> bool:
    return bool(proposal.get("contact")) and any(
        proposal.get(name) for name in ("email", "telephone", "address")
    )


def _document(proposal: dict[str, Any], kind: str) -> dict[str, Any] | None:
    return next((each for each in proposal.get("documents") or [] if each.get("kind") == kind), None)


def _count(number: int, thing: str) -> str:
    return "" if not number else f"{number} {thing}{'' if number == 1 else 's'}"
