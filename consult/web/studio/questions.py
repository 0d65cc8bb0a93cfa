"""A question: its form beside the resident's view of it, what is wrong with it, and what colleagues say of it."""

import copy
import json
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from consult.errors import NotFoundError
from consult.extensions import db
from consult.models import ManuscriptComment
from consult.services.studio.comments import list_comments
from consult.services.studio.manuscripts import ChangedMeanwhileError, Document
from consult.web.filling import FilledPage
from consult.web.meanwhile import Difference, differences
from consult.web.studio.forms import CommentForm, SectionForm, TextForm
from consult.web.studio.place import ADDRESS, Desk, change_questions, find_desk, words_of
from consult.web.studio.question_forms import (
    PREFIX,
    QuestionForm,
    labels_of,
    properties_of,
    question_form,
    question_of,
    show,
)
from surveys.document import read_leniently
from surveys.drafting.outline import (
    OutlineError,
    find_question,
    find_section,
    names_in,
    replace_question,
    replace_section,
)
from surveys.drafting.sentences import tell_rule
from surveys.questionnaire import Questionnaire
from surveys.questions import KINDS
from surveys.reading.files import read_json
from surveys.reading.reader import DefinitionError

questions = Blueprint("questions", __name__, url_prefix=ADDRESS)
Page = Response | str | tuple[str, int]
UNPROCESSABLE, CONFLICT = 422, 409
SEE = "see"
SET_HERE = ("title", "part", "monitoring")  # of a section


@questions.route("/questions/<name>", methods=["GET", "POST"])
def edit(number: int, name: str) -> Page:
    """Change a question; “See it” shows it to a resident's eyes without saving it."""
    desk = find_desk(number)
    question = found(desk, name)
    form = question_form(question, desk.language, seen=str(desk.draft.version.number))
    if not form.is_submitted():
        return show_question(desk, name, question, form)
    if not is_sound(form, desk, name):
        return show_question(desk, name, question, form), UNPROCESSABLE
    made = question_of(form, question, desk.language)
    if request.form.get(SEE):
        return show_question(desk, name, made, form)
    return save_question(desk, name, made, form)


def save_question(desk: Desk, name: str, made: Document, form: QuestionForm) -> Page:
    """Save it, unless a colleague changed it since: then both are shown, and what was typed is kept."""
    what = f"Question changed: {words_of(made.get('title'), desk.language)}"
    try:
        change_questions(
            desk,
            what,
            lambda document: renamed(document, name, made),
            lambda document: find_question(document, name),
        )
    except ChangedMeanwhileError as refused:
        db.session.rollback()
        return show_conflict(find_desk(desk.draft.manuscript.id), name, form, refused), CONFLICT
    return redirect(f"{desk.address}/questions/{made['name']}?saved=yes")


@questions.route("/questions/<name>/text", methods=["GET", "POST"])
def edit_text(number: int, name: str) -> Page:
    """The same question as JSON, for what the form does not offer, like facts that can be opened."""
    desk = find_desk(number)
    question, form = found(desk, name), TextForm()
    if form.validate_on_submit():
        made = read_question(form, name)
        if made is not None:
            return save_text(desk, name, made)
    if not form.is_submitted():
        form.document.data = json.dumps(question, indent=2, ensure_ascii=False)
        form.seen.data = str(desk.draft.version.number)
    page = render_template("studio/text.html", form=form, heading=question.get("title"),
                           back=f"{desk.address}/questions/{name}", **desk.frame)  # fmt: skip
    return page, UNPROCESSABLE if form.is_submitted() else 200


def save_text(desk: Desk, name: str, made: Document) -> Response:
    change_questions(
        desk,
        f"Question changed: {made.get('title')}",
        lambda document: renamed(document, name, made),
        lambda document: find_question(document, name),
    )
    return redirect(f"{desk.address}/questions/{made['name']}?saved=yes")


@questions.route("/sections/<name>", methods=["GET", "POST"])
def edit_section(number: int, name: str) -> Page:
    """A section's title, its name in the progress line, and whether it is kept apart."""
    desk = find_desk(number)
    section = found(desk, name, find_section)
    form = SectionForm(data=section | {"seen": str(desk.draft.version.number)})
    if form.validate_on_submit():
        save_section(desk, section, form)
        return redirect(f"{desk.address}#section-{name}")
    rule = tell_rule(section.get("show_if"), desk.readable)
    page = render_template("studio/section.html", form=form, section=section, rule=rule, **desk.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200


def save_section(desk: Desk, section: Document, form: SectionForm) -> None:
    """Save it, unless a colleague changed it since."""
    fields = {"title": form.title.data, "part": form.part.data, "monitoring": bool(form.monitoring.data)}
    kept = {each: section[each] for each in ("name", "show_if") if each in section}
    made = kept | {each: value for each, value in fields.items() if value}
    change_questions(
        desk,
        f"Section changed: {form.title.data}",
        lambda document: replace_section(document, section["name"], made),
        lambda document: set_here(document, section["name"]),
    )


def set_here(document: Document, name: str) -> Document:
    """What the page of a section sets, which a colleague may have changed."""
    return {each: part for each, part in find_section(document, name).items() if each in SET_HERE}


def found(desk: Desk, name: str, find: object = find_question) -> Document:
    try:
        part: Document = find(desk.questionnaire, name)  # type: ignore[operator]
    except OutlineError as gone:
        raise NotFoundError(str(gone)) from None
    return part


def renamed(document: Document, name: str, made: Document) -> Document:
    """The question in its place; rules that look at it by its old name look at it by its new one."""
    changed = replace_question(document, name, made)
    if made["name"] == name:
        return changed
    old = read_leniently(document)[0].questions_by_name.get(name)
    variables = (
        {}
        if old is None
        else {each.name: made["name"] + each.name.removeprefix(name) for each in old.variables()}
    )
    followed: Document = follow(changed, variables | {name: made["name"]})
    return followed


def follow(value: Any, names: dict[str, str]) -> Any:
    """A part of a document whose rules name variables and texts by other names."""
    if isinstance(value, list):
        return [follow(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    made = {field: follow(each, names) for field, each in value.items()}
    for field in ("variable", "primary"):
        if isinstance(made.get(field), str):
            made[field] = names.get(made[field], made[field])
    if isinstance(made.get("answered_text"), list):
        made["answered_text"] = [names.get(each, each) for each in made["answered_text"]]
    return made


def is_sound(form: QuestionForm, desk: Desk, name: str) -> bool:
    if not form.validate():
        return False
    field = form[f"{PREFIX}name"]
    if field.data != name and field.data in names_in(desk.questionnaire):
        field.errors = ["Another question has this name"]
        return False
    return True


def read_question(form: TextForm, name: str) -> Document | None:
    """The question of a text; None with what is wrong at its field."""
    try:
        made = read_json((form.document.data or "").encode())
    except DefinitionError as refused:
        form.document.errors = [each.sentence for each in refused.problems]
        return None
    if not isinstance(made, dict) or made.get("kind") not in tuple(KINDS) or made.get("name") != name:
        form.document.errors = [
            f"It must be an object with the name “{name}” and a kind: {', '.join(KINDS)}."
        ]
        return None
    return made


def show_question(
    desk: Desk, name: str, question: Document, form: QuestionForm, others: Sequence[Difference] = ()
) -> str:
    """The form, and the question as a resident would see it, as far as it can be read."""
    seen, problems = look_at(desk, name, question)
    return render_template(
        "studio/question.html",
        editor=form,
        name=name,
        question=question,
        kind=KINDS[question["kind"]],
        resident=seen,
        page=FilledPage({}),
        problems=problems,
        rule=tell_rule(question.get("show_if"), desk.readable),
        comments=comments_on(desk, name),
        comment_form=CommentForm(),
        others=others,
        **desk.frame,
    )


def comments_on(desk: Desk, name: str) -> list[ManuscriptComment]:
    return [each for each in list_comments(db.session, desk.draft.manuscript.id) if each.question == name]


def look_at(desk: Desk, name: str, question: Document) -> tuple[object, list[str]]:
    """The question read, None where that cannot be shown, and what is wrong with it."""
    document = replace_question(desk.questionnaire, name, copy.deepcopy(question))
    questionnaire, problems = read_leniently(document, desk.language)
    place = f"question “{question['name']}”"
    told = [each.sentence for each in problems if each.place.startswith(place)]
    return shown_by(questionnaire, question["name"]), told


def shown_by(questionnaire: Questionnaire, name: str) -> object:
    return questionnaire.questions_by_name.get(name)


def show_conflict(desk: Desk, name: str, form: QuestionForm, refused: ChangedMeanwhileError) -> str:
    """What the colleague made of it beside what was typed, which is kept."""
    if refused.now is None or refused.before is None:
        raise NotFoundError("A colleague removed this question meanwhile. Undo brings it back.")
    labels = labels_of(refused.now["kind"])
    before, now = (
        {
            each.name: show(part.get(each.name), each, desk.language)
            for each in properties_of(refused.now["kind"])
        }
        for part in (refused.before, refused.now)
    )
    form.seen.data = str(desk.draft.version.number)
    form[f"{PREFIX}title"].errors = [refused.message]
    made = question_of(form, refused.now, desk.language)
    return show_question(desk, name, made | {"name": name}, form, differences(labels, before, now))
