"""Which manuscript a page of the studio is about, from its address, and how a change of it is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from flask import request

from consult.errors import NotFoundError
from consult.extensions import db
from consult.services.studio.comments import REVIEW
from consult.services.studio.manuscripts import Document, Draft, Edit, Part, find_draft, save
from consult.web.accounts.identity import current_person
from consult.web.meanwhile import seen_number
from surveys.document import read_leniently
from surveys.drafting.bundle import PROPOSAL, QUESTIONNAIRE
from surveys.drafting.outline import OutlineError
from surveys.questionnaire import Questionnaire
from surveys.reading.reader import Problem

ADDRESS = "/staff/studio/<int:number>"
SEEN = "seen"


@dataclass(frozen=True)
class Desk:
    """A manuscript as pages work on it."""

    draft: Draft

    @property
    def address(self) -> str:
        return f"/staff/studio/{self.draft.manuscript.id}"

    @property
    def proposal(self) -> Document:
        found: Document = self.draft.document[PROPOSAL]
        return found

    @property
    def questionnaire(self) -> Document:
        found: Document = self.draft.document[QUESTIONNAIRE]
        return found

    @property
    def title(self) -> str:
        return words_of(self.proposal.get("title"), self.language) or "A consultation without a title"

    @property
    def language(self) -> str:
        return str(self.questionnaire.get("language") or "en")

    @property
    def published(self) -> bool:
        return self.draft.manuscript.consultation_id is not None

    @property
    def stage(self) -> str:
        if self.published:
            return "Published"
        return "In review" if self.draft.manuscript.stage == REVIEW else "Being written"

    @cached_property
    def _read(self) -> tuple[Questionnaire, tuple[Problem, ...]]:
        return read_leniently(self.questionnaire, self.language)

    @property
    def readable(self) -> Questionnaire:
        """As much of what is asked as can be read."""
        return self._read[0]

    def problems_at(self, name: str) -> list[str]:
        """What is wrong with a question."""
        return [each.sentence for each in self._read[1] if each.place.startswith(f"question “{name}”")]

    @property
    def frame(self) -> dict[str, object]:
        return {"desk": self, "draft": self.draft, "version": self.draft.version}


def find_desk(number: int) -> Desk:
    """Raises `NotFoundError`."""
    return Desk(find_draft(db.session, number))


def change_questions(
    desk: Desk, what: str, change: Callable[[Document], Document], part: Part | None = None
) -> Desk:
    """Save a change of what is asked; `part` picks what only one person may change at a time out of it."""
    return _change(desk, QUESTIONNAIRE, what, change, part)


def change_proposal(
    desk: Desk, what: str, change: Callable[[Document], Document], part: Part | None = None
) -> Desk:
    """Save a change of what the consultation is about."""
    return _change(desk, PROPOSAL, what, change, part)


def change_whole(
    desk: Desk, what: str, change: Callable[[Document], Document], part: Part | None = None
) -> Desk:
    edit = Edit(what, change, seen_number(request.form.get(SEEN)), part)
    return Desk(save(db.session, current_person(), desk.draft.manuscript.id, edit))


def _change(
    desk: Desk, name: str, what: str, change: Callable[[Document], Document], part: Part | None
) -> Desk:
    def whole(bundle: Document) -> Document:
        try:
            return bundle | {name: change(bundle[name])}
        except OutlineError as gone:
            raise NotFoundError(str(gone)) from None

    return change_whole(desk, what, whole, part and (lambda bundle: part(bundle[name])))


def words_of(value: object, language: str) -> str:
    """A text of a document, or the text in one language of several."""
    if isinstance(value, dict):
        value = value.get(language, "")
    return value if isinstance(value, str) else ""


def with_words(value: object, language: str, words: str) -> object:
    """The text with other words; other languages stay as they are."""
    return value | {language: words} if isinstance(value, dict) else words
