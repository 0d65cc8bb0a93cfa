"""The outline of a questionnaire: sections and questions added, moved, copied, removed; undo, redo and the history."""

from collections.abc import Callable, Mapping

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.errors import NotFoundError
from consult.extensions import db
from consult.services.studio.comments import list_comments
from consult.services.studio.manuscripts import (
    Document,
    Part,
    bring_back,
    find_version,
    list_versions,
    name_of,
    next_number,
    redo,
    undo,
)
from consult.web.accounts.identity import current_person
from consult.web.studio.forms import ActForm, QuestionAddForm, SectionForm, SeenForm
from consult.web.studio.place import ADDRESS, Desk, change_questions, find_desk, words_of
from surveys.drafting import outline as drafting
from surveys.drafting.sentences import tell_rule
from surveys.editing import changes_between
from surveys.questions import KINDS

outline = Blueprint("outline", __name__, url_prefix=ADDRESS)
Page = Response | str | tuple[str, int]
UNPROCESSABLE = 422

ACTS: Mapping[str, Callable[[Document, str], Document]] = {
    "up": lambda document, name: drafting.move_question(document, name, drafting.UP),
    "down": lambda document, name: drafting.move_question(document, name, drafting.DOWN),
    "copy": lambda document, name: drafting.copy_question(document, name)[0],
    "remove": drafting.remove_question,
    "section-up": lambda document, name: drafting.move_section(document, name, drafting.UP),
    "section-down": lambda document, name: drafting.move_section(document, name, drafting.DOWN),
    "section-remove": drafting.remove_section,
}
DONE = {
    "up": "Question moved up: {}",
    "down": "Question moved down: {}",
    "copy": "Question copied: {}",
    "remove": "Question removed: {}",
    "section-up": "Section moved up: {}",
    "section-down": "Section moved down: {}",
    "section-remove": "Section removed: {}",
}


@outline.get("")
def show(number: int) -> str:
    """Every section and question, with what is wrong with it, and what was changed last."""
    return show_outline(find_desk(number), QuestionAddForm(), SectionForm())


@outline.post("/act")
def act(number: int) -> Response:
    """Move, copy or remove; what was removed comes back with undo. A colleague's change is not removed unseen."""
    desk, form = find_desk(number), ActForm()
    name, wanted = form.name.data or "", form.act.data or ""
    if wanted not in ACTS:
        raise NotFoundError
    part: Part | None = (lambda document: title_part(document, wanted, name)) if "remove" in wanted else None
    what = DONE[wanted].format(title_of(desk.questionnaire, wanted, name))
    change_questions(desk, what, lambda document: ACTS[wanted](document, name), part)
    return redirect(f"{desk.address}#last")


@outline.post("/questions")
def add_question(number: int) -> Page:
    """A new question at the end of a section, and on to its page."""
    desk, form = find_desk(number), QuestionAddForm()
    if not form.validate():
        return show_outline(desk, form, SectionForm()), UNPROCESSABLE
    made: list[str] = []

    def add(document: Document) -> Document:
        section = form.section.data or ""
        changed, name = drafting.add_question(document, section, form.kind.data, form.title.data or "")
        made.append(name)
        return changed

    change_questions(desk, f"Question added: {form.title.data}", add)
    return redirect(f"{desk.address}/questions/{made[0]}")


@outline.post("/sections")
def add_section(number: int) -> Page:
    desk, form = find_desk(number), SectionForm()
    if not form.validate():
        return show_outline(desk, QuestionAddForm(), form), UNPROCESSABLE
    title = form.title.data or ""
    change_questions(
        desk, f"Section added: {title}", lambda document: drafting.add_section(document, title)[0]
    )
    return redirect(f"{desk.address}#add")


@outline.post("/undo")
def undo_last(number: int) -> Response:
    undo(db.session, current_person(), number)
    return redirect(f"/staff/studio/{number}#last")


@outline.post("/redo")
def redo_last(number: int) -> Response:
    redo(db.session, current_person(), number)
    return redirect(f"/staff/studio/{number}#last")


@outline.get("/history")
def history(number: int) -> str:
    """Every save, by whom, and what it changed in words."""
    desk = find_desk(number)
    versions = list_versions(db.session, number)
    return render_template(
        "studio/history.html", versions=versions, name_of=name_of, form=SeenForm(), **desk.frame
    )


@outline.get("/history/<int:version>")
def show_version(number: int, version: int) -> str:
    """What one save changed of the version that it was made from."""
    desk, shown = find_desk(number), find_version(db.session, number, version)
    before = find_version(db.session, number, shown.parent).document if shown.parent else {}
    changes = changes_between(before, shown.document) if shown.parent else []
    page = {"shown": shown, "changes": changes, "name_of": name_of, "form": SeenForm()}
    return render_template("studio/version.html", **page, **desk.frame)


@outline.post("/history/<int:version>")
def take_back(number: int, version: int) -> Response:
    """Make an earlier version the newest again."""
    bring_back(db.session, current_person(), number, version)
    return redirect(f"/staff/studio/{number}#last")


def show_outline(desk: Desk, adding: QuestionAddForm, section: SectionForm) -> str:
    adding.section.data = adding.section.data or usual_section(desk.questionnaire)
    adding.section.choices = {
        each["name"]: words_of(each.get("title"), desk.language) or each["name"]
        for each in desk.questionnaire.get("sections", [])
    }
    comments = list_comments(db.session, desk.draft.manuscript.id)
    return render_template(
        "studio/outline.html",
        sections=drafting.sections_of(desk.questionnaire),
        kinds=KINDS,
        tell_rule=tell_rule,
        readable=desk.readable,
        open_comments=[each.question for each in comments if each.resolved_at is None],
        adding=adding,
        section_form=section,
        by=name_of(desk.draft.version),
        can_redo=next_number(db.session, desk.draft) is not None,
        **desk.frame,
    )


def usual_section(document: Document) -> str:
    """Where the next question most likely goes: the first empty section, else the last but one of views."""
    views = [each for each in drafting.sections_of(document) if not each.get("monitoring")]
    empty = [each["name"] for each in views if not each.get("questions")]
    names = [each["name"] for each in views if each.get("questions")]
    return str((empty or names[-2:] or [""])[0])


def title_part(document: Document, wanted: str, name: str) -> Document:
    """What must be as it was seen for it to be removed."""
    find = drafting.find_section if wanted.startswith("section") else drafting.find_question
    return find(document, name)


def title_of(document: Document, wanted: str, name: str) -> str:
    try:
        return str(title_part(document, wanted, name).get("title") or name)
    except drafting.OutlineError as gone:
        raise NotFoundError(str(gone)) from None
