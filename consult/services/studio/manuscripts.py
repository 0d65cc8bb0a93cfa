"""Manuscripts: consultations while they are written. Each save is a version; none is lost, and any can come back."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from consult.errors import ConflictError, NotFoundError
from consult.models import Consultation, Manuscript, ManuscriptVersion, Person
from consult.services import audit
from consult.services.refusals import FieldRefusedError
from surveys.drafting.bundle import Placed
from surveys.drafting.outline import OutlineError
from surveys.drafting.shape import shape_problems

Document = dict[str, Any]
Part = Callable[[Document], Any]

SLUG = re.compile(r"[a-z](?:[a-z0-9-]{0,58}[a-z0-9])?")
# Addresses of staff pages that are not consultations.
RESERVED = frozenset({"studio", "sign-in", "sign-out", "verify"})
UNSEEN = "The form does not say which version it was made from. Nothing was saved. Open the page again."
BEGAN, UNDID, REDID = "begun", "manuscript undone", "manuscript redone"


class MisshapenError(FieldRefusedError):
    """A file that cannot be worked on, with every reason."""

    def __init__(self, problems: Sequence[Placed]) -> None:
        first = problems[0]
        super().__init__("file", f"It cannot be worked on. {first.place}: {first.sentence}")
        self.problems = problems


class ChangedMeanwhileError(ConflictError):
    """Somebody else changed the same part since a form was opened: `before` is what was seen, `now` what it is."""

    title = "Somebody else changed this in the meantime"

    def __init__(self, person: str, before: Any, now: Any) -> None:
        super().__init__(
            f"{person} changed this since you opened it. Nothing was saved, and what you typed is kept."
        )
        self.person, self.before, self.now = person, before, now


@dataclass(frozen=True, slots=True)
class Draft:
    """A manuscript with the version that is worked on."""

    manuscript: Manuscript
    version: ManuscriptVersion

    @property
    def document(self) -> Document:
        return self.version.document


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a part: `seen` is the version that the person looked at, `what` says in words what they did.

    `part` picks what is changed out of a document: if a colleague changed the same since, it is refused. Without a
    `part` the change is made to whatever there is now.
    """

    what: str
    change: Callable[[Document], Document]
    seen: int = 0
    part: Part | None = None


def create(
    session: Session, person: Person | None, slug: str, document: Document, *, synthetic: bool = False
) -> Manuscript:
    """Begin a manuscript; raises `FieldRefusedError` for an address that cannot be used, `MisshapenError`."""
    problems = shape_problems(document)
    if problems:
        raise MisshapenError(problems)
    check_slug(session, slug)
    return begin(session, person, Manuscript(slug=slug, synthetic=synthetic), document)


def begin(session: Session, person: Person | None, manuscript: Manuscript, document: Document) -> Manuscript:
    """Keep a new manuscript with its first version; raises `FieldRefusedError` where another has its address."""
    session.add(manuscript)
    try:
        session.flush()
    except IntegrityError:
        raise FieldRefusedError(
            "slug", "Another consultation has this address. Choose another one."
        ) from None
    _add_version(session, person, manuscript, Edit(BEGAN, lambda _: document), None)
    audit.record(session, person, "manuscript begun", f"manuscript:{manuscript.id}", slug=manuscript.slug)
    return manuscript


def check_slug(session: Session, slug: str) -> None:
    if not SLUG.fullmatch(slug):
        raise FieldRefusedError(
            "slug", "Use small letters, digits and hyphens, such as budget-2027, a letter first, 60 at most."
        )
    taken = session.scalar(select(Consultation.id).where(Consultation.slug == slug))
    known = session.scalar(select(Manuscript.id).where(Manuscript.slug == slug))
    if slug in RESERVED or taken or known:
        raise FieldRefusedError("slug", "Another consultation has this address. Choose another one.")


def find_draft(session: Session, manuscript_id: int, *, locked: bool = False) -> Draft:
    """Raises `NotFoundError`."""
    manuscript = session.get(Manuscript, manuscript_id, with_for_update=locked, populate_existing=True)
    if manuscript is None:
        raise NotFoundError
    return Draft(manuscript, find_version(session, manuscript_id, manuscript.current))


def find_version(session: Session, manuscript_id: int, number: int) -> ManuscriptVersion:
    """Raises `NotFoundError` for a version that there never was."""
    query = select(ManuscriptVersion).where(
        ManuscriptVersion.manuscript_id == manuscript_id, ManuscriptVersion.number == number
    )
    found = session.scalar(query.options(joinedload(ManuscriptVersion.person)))
    if found is None:
        raise NotFoundError
    return found


def save(session: Session, person: Person | None, manuscript_id: int, edit: Edit) -> Draft:
    """Make a change as a new version.

    Raises `ChangedMeanwhileError` where a colleague changed the same part, `OutlineError` where it is gone.
    """
    draft = find_draft(session, manuscript_id, locked=True)
    if edit.part is not None and edit.seen != draft.version.number:
        _check_part(session, draft, edit.seen, edit.part)
    document = edit.change(draft.document)
    if document == draft.document:
        return draft
    if problems := shape_problems(document):
        raise MisshapenError(problems)
    version = _add_version(
        session, person, draft.manuscript, Edit(edit.what, lambda _: document), draft.version.number
    )
    return Draft(draft.manuscript, version)


def undo(session: Session, person: Person | None, manuscript_id: int) -> Draft:
    """Go back to the version before; it stays where it is at the first one."""
    draft = find_draft(session, manuscript_id, locked=True)
    return _go_to(session, person, draft, draft.version.parent, UNDID)


def redo(session: Session, person: Person | None, manuscript_id: int) -> Draft:
    """Go on to the newest version that was made from this one, if there is any."""
    draft = find_draft(session, manuscript_id, locked=True)
    return _go_to(session, person, draft, next_number(session, draft), REDID)


def bring_back(session: Session, person: Person | None, manuscript_id: int, number: int) -> Draft:
    """Make an earlier version, also one on a way that was left, the newest again."""
    earlier = find_version(session, manuscript_id, number).document
    return save(session, person, manuscript_id, Edit(f"Version {number} brought back", lambda _: earlier))


def next_number(session: Session, draft: Draft) -> int | None:
    query = select(func.max(ManuscriptVersion.number)).where(
        ManuscriptVersion.manuscript_id == draft.manuscript.id,
        ManuscriptVersion.parent == draft.version.number,
    )
    return session.scalar(query)


def list_versions(session: Session, manuscript_id: int, most: int = 200) -> list[ManuscriptVersion]:
    """The newest first."""
    query = select(ManuscriptVersion).where(ManuscriptVersion.manuscript_id == manuscript_id)
    newest = query.order_by(ManuscriptVersion.number.desc()).limit(most)
    return list(session.scalars(newest.options(joinedload(ManuscriptVersion.person))))


def list_drafts(session: Session) -> list[Draft]:
    """All manuscripts, the newest first."""
    query = (
        select(Manuscript, ManuscriptVersion)
        .join(
            ManuscriptVersion,
            (ManuscriptVersion.manuscript_id == Manuscript.id)
            & (ManuscriptVersion.number == Manuscript.current),
        )
        .order_by(Manuscript.id.desc())
    )
    return [Draft(manuscript, version) for manuscript, version in session.execute(query)]


def name_of(version: ManuscriptVersion) -> str:
    """Who made a version."""
    return version.person.email if version.person else "The command line"


def _check_part(session: Session, draft: Draft, seen: int, part: Part) -> None:
    """Raises `ChangedMeanwhileError` unless the part is as it was in the version that was seen."""
    try:
        before = part(find_version(session, draft.manuscript.id, seen).document)
    except NotFoundError:
        raise ConflictError(UNSEEN) from None
    except OutlineError:
        before = None
    now = part(draft.document)
    if before != now:
        raise ChangedMeanwhileError(name_of(draft.version), before, now)


def _go_to(session: Session, person: Person | None, draft: Draft, number: int | None, action: str) -> Draft:
    if number is None:
        return draft
    draft.manuscript.current = number
    session.flush()
    audit.record(session, person, action, f"manuscript:{draft.manuscript.id}", version=number)
    return Draft(draft.manuscript, find_version(session, draft.manuscript.id, number))


def _add_version(
    session: Session, person: Person | None, manuscript: Manuscript, edit: Edit, parent: int | None
) -> ManuscriptVersion:
    query = select(func.max(ManuscriptVersion.number)).where(ManuscriptVersion.manuscript_id == manuscript.id)
    version = ManuscriptVersion(
        manuscript_id=manuscript.id,
        number=(session.scalar(query) or 0) + 1,
        parent=parent,
        document=edit.change({}),
        what=edit.what,
        person_id=person.id if person else None,
    )
    manuscript.current = version.number
    session.add(version)
    session.flush()
    audit.record(session, person, "manuscript saved", f"manuscript:{manuscript.id}", version=version.number)
    return version
