"""Proposal: what a consultation is about, who decides on it and what is still open."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from surveys.document import finish, open_document
from surveys.reading.contact import Contact, read_contact
from surveys.reading.facts import read_address
from surveys.reading.reader import DEFAULT_LANGUAGE, Reader, note_duplicates

PARAGRAPH = "\n\n"
DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)
DOCUMENT_KINDS = ("other", "proposal", "purpose", "accuracy", "equality", "data_protection")
NOT_TO_GO_AHEAD = "none"
MEASURE_KINDS = ("answers", "comprehension", "change", "safeguards")
# Pages with evidence that a consultation may have. One that names none has none of them.
ACCURACY, OUTCOMES, SURVEYS = "accuracy", "outcomes", "surveys"
EVIDENCE = (ACCURACY, OUTCOMES, SURVEYS)
FACIAL_RECOGNITION = "facial_recognition"


@dataclass(frozen=True, slots=True)
class Role:
    """An office with its name, like "The Chief Constable of Kent Police", and its part in this."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Point:
    """One of the tests or options: a short title and plain words."""

    code: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """An alternative that was considered and not chosen, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document to read: either an address or Markdown; one that is marked as a draft is not finished."""

    title: str
    kind: str
    url: str = ""
    body: str = ""
    marked: bool = False

    @property
    def draft(self) -> bool:
        """Also one that only says so itself, in its title or where it begins."""
        return self.marked or DRAFT.search(f"{self.title}\n{self.body.partition(PARAGRAPH)[0]}") is not None


@dataclass(frozen=True, slots=True)
class Measure:
    """What shows the public's view on one of the tests: questions, and how their answers are read."""

    test: str
    kind: str
    questions: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A proposal at a stage where it can still change.

    `place` is whose public is asked. `technology`, `deployer` and `tests` are there only where a use of something is
    proposed, `system` where a product was chosen for it; `evidence` names the pages of evidence that there are,
    `figures` the collection of published figures of others that can be taken over.
    `kept_until` is the day by which replies are deleted, None while it has not been said. While people can reply,
    nobody is shown opinions if it is `blinded`. `data_protection_officer` says how to reach whoever watches over
    the owner's use of personal data, `recipients` who else sees what people send; empty while it is not said.
    """

    title: str
    summary: str
    place: str
    language: str
    languages: tuple[str, ...]
    technology: str
    system: str
    questionnaire: str
    owner: Role
    decision_maker: Role
    deployer: Role | None
    decision_due: date
    tests: tuple[Point, ...]
    measures: tuple[Measure, ...]
    options: tuple[Point, ...]
    rejected: tuple[Rejected, ...]
    can_change: tuple[str, ...]
    cannot_change: tuple[str, ...]
    documents: tuple[Document, ...]
    contact: Contact
    evidence: tuple[str, ...] = ()
    figures: str = ""
    data_protection_officer: str = ""
    recipients: str = ""
    kept_until: date | None = None
    blinded: bool = False

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who has a part in it, in the order in which they are named."""
        return tuple(role for role in (self.owner, self.decision_maker, self.deployer) if role)

    @cached_property
    def document_kinds(self) -> frozenset[str]:
        """The kinds of document that are there, to tell what is still missing before publishing."""
        return frozenset(document.kind for document in self.documents)


def parse_proposal(document: Mapping[str, Any], language: str = DEFAULT_LANGUAGE) -> Proposal:
    """Read a whole document in one language; raise DefinitionError with everything that is wrong."""
    reader = open_document(document, "proposal", language)
    proposal = Proposal(
        title=reader.text("title"),
        summary=reader.text("summary"),
        place=reader.text("place"),
        language=language,
        languages=reader.codes("languages") or (reader.reading.fallback,),
        technology=reader.text("technology", ""),
        system=reader.text("system", ""),
        questionnaire=reader.code("questionnaire", ""),
        owner=_read_role(reader.child("owner")),
        decision_maker=_read_role(reader.child("decision_maker")),
        deployer=_read_role(reader.child("deployer")) if reader.has("deployer") else None,
        decision_due=reader.date("decision_due"),
        tests=_read_points(reader, "tests"),
        measures=tuple(_read_measure(item) for item in reader.children("measures")),
        options=_read_points(reader, "options"),
        rejected=tuple(_read_rejected(item) for item in reader.children("rejected")),
        can_change=reader.texts("can_change", needed=True),
        cannot_change=reader.texts("cannot_change"),
        documents=tuple(_read_document(item) for item in reader.children("documents")),
        contact=read_contact(reader),
        evidence=_read_evidence(reader),
        figures=reader.code("figures", FACIAL_RECOGNITION if _is_of_before(reader) else ""),
        data_protection_officer=reader.text("data_protection_officer", ""),
        recipients=reader.text("recipients", ""),
        kept_until=reader.date("kept_until") if reader.text("kept_until", "") else None,
        blinded=reader.flag("blinded"),
    )
    _note_options(reader, proposal.options)
    _note_measures(reader, proposal)
    if proposal.kept_until is not None and proposal.kept_until < proposal.decision_due:
        reader.note("“kept_until” must be on or after “decision_due”: the decision rests on the replies.")
    reader.done()
    finish(reader)
    return proposal


def _read_role(reader: Reader) -> Role:
    role = Role(reader.text("name"), reader.text("part"))
    reader.done()
    return role


def _read_points(reader: Reader, field: str) -> tuple[Point, ...]:
    points = []
    for item in reader.children(field):
        points.append(Point(item.code(), item.text("title"), item.text("description")))
        item.done()
    note_duplicates(reader, f"code in “{field}”", [point.code for point in points])
    return tuple(points)


def _read_measure(reader: Reader) -> Measure:
    kind = reader.choice("kind", MEASURE_KINDS)
    questions, labels = reader.codes("questions"), reader.texts("labels")
    if not questions or len(labels) not in {0, len(questions)}:
        reader.note("A measure names its “questions”, and has a label for each of them or none.")
    measure = Measure(reader.code("test"), kind, questions, labels)
    reader.done()
    return measure


def _note_measures(reader: Reader, proposal: Proposal) -> None:
    tests = {test.code for test in proposal.tests}
    for measure in proposal.measures:
        if tests and measure.test not in tests:
            reader.note(f"There is no test “{measure.test}” for a measure to belong to.")


def _read_evidence(reader: Reader) -> tuple[str, ...]:
    if _is_of_before(reader):
        return EVIDENCE
    named = reader.codes("evidence")
    for name in named:
        if name not in EVIDENCE:
            reader.note(f"“evidence” can name: {', '.join(EVIDENCE)}.")
    return named


def _is_of_before(reader: Reader) -> bool:
    """Whether a proposal was written when all were about facial recognition, and did not name their evidence."""
    return reader.has("tests") and not reader.has("evidence")


def _note_options(reader: Reader, options: tuple[Point, ...]) -> None:
    """Where there is a proposal to choose about, there must be a choice, and doing nothing is one."""
    if not options:
        return
    if len(options) < 2:
        reader.note("“options” must leave a choice between at least two.")
    if all(option.code != NOT_TO_GO_AHEAD for option in options):
        reader.note(f"“options” must have one with the code “{NOT_TO_GO_AHEAD}”: not to go ahead.")


def _read_rejected(reader: Reader) -> Rejected:
    rejected = Rejected(reader.text("title"), reader.text("reason"))
    reader.done()
    return rejected


def _read_document(reader: Reader) -> Document:
    document = Document(
        title=reader.text("title"),
        kind=reader.choice("kind", DOCUMENT_KINDS),
        url=read_address(reader),
        body=reader.text("body", ""),
        marked=reader.flag("draft"),
    )
    if bool(document.url) == bool(document.body):
        reader.note("A document needs either “url” or “body”.")
    reader.done()
    return document
