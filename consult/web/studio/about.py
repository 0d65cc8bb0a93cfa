"""What a consultation is about: its texts on one form, and its lists, like options and documents, one by one."""

import copy
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field

from consult.errors import NotFoundError
from consult.extensions import db
from consult.services.studio.manuscripts import ChangedMeanwhileError, Document
from consult.web.fields import Day, type_day
from consult.web.meanwhile import differences
from consult.web.studio.forms import AboutForm, ActForm, DocumentForm, PointForm, RejectedForm
from consult.web.studio.place import ADDRESS, Desk, change_proposal, find_desk, with_words, words_of
from surveys.drafting.outline import free_name
from surveys.reading.dates import read_date

about = Blueprint("about", __name__, url_prefix=f"{ADDRESS}/about")
Page = Response | str | tuple[str, int]
UNPROCESSABLE, CONFLICT = 422, 409

LISTS: Mapping[str, tuple[str, str, type[FlaskForm]]] = {
    "options": ("What could be decided", "an option", PointForm),
    "rejected": ("Ideas that were set aside", "an idea", RejectedForm),
    "documents": ("Documents", "a document", DocumentForm),
    "tests": ("Tests that the proposal must pass", "a test", PointForm),
}
LINES = ("can_change", "cannot_change")
PARTS = "__"
NEW = "new"


@about.route("", methods=["GET", "POST"])
def edit(number: int) -> Page:
    """The texts; a colleague's change of the same text is shown beside what was typed."""
    desk = find_desk(number)
    form = AboutForm(data=filled(desk))
    if form.validate_on_submit():
        try:
            return save_texts(desk, form)
        except ChangedMeanwhileError as refused:
            db.session.rollback()
            return show_conflict(find_desk(number), form, refused), CONFLICT
    return show_about(desk, form), UNPROCESSABLE if form.is_submitted() else 200


def save_texts(desk: Desk, form: AboutForm) -> Response:
    """Save what was changed on the form; what was left alone may have been changed by a colleague."""
    now = values_of(form)
    seen = {name: request.form.get(f"was-{name}", "") for name in now}
    changed = {name for name, value in now.items() if told(value) != seen[name]}

    def part(proposal: Document) -> Document:
        return {
            name: told(value) for name, value in values_in(proposal, desk.language).items() if name in changed
        }

    def change(proposal: Document) -> Document:
        return with_values(proposal, {name: now[name] for name in changed}, desk.language)

    change_proposal(desk, "What it is about changed", change, part)
    return redirect(f"{desk.address}/about?saved=yes")


@about.route("/<name>/<at>", methods=["GET", "POST"])
def edit_item(number: int, name: str, at: str) -> Page:
    """One entry of a list, or a new one."""
    desk = find_desk(number)
    title, one, kind = list_of(name)
    items = desk.proposal.get(name) or []
    item = {} if at == NEW else item_at(items, at)
    form = kind(data={field: words_of(value, desk.language) for field, value in item.items()})
    if form.validate_on_submit():
        made = item_of(form, item, desk.language, items)
        change_proposal(desk, f"{title}: {form['title'].data}", lambda proposal: placed(proposal, name, at, made),
                        lambda proposal: proposal.get(name) if at != NEW else None)  # fmt: skip
        return redirect(f"{desk.address}/about?saved=yes#{name}")
    if not form.is_submitted():
        form["seen"].data = str(desk.draft.version.number)
    page = render_template("studio/item.html", form=form, heading=title, one=one, new=at == NEW, **desk.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200


@about.post("/<name>")
def act(number: int, name: str) -> Response:
    """Move an entry up or down, or remove it; undo brings it back."""
    desk, form = find_desk(number), ActForm()
    title = list_of(name)[0]
    at, wanted = form.name.data or "", form.act.data or ""
    item_at(desk.proposal.get(name) or [], at)
    change_proposal(desk, f"{title}: {wanted}", lambda proposal: moved(proposal, name, int(at), wanted),
                    lambda proposal: proposal.get(name))  # fmt: skip
    return redirect(f"{desk.address}/about#{name}")


def moved(proposal: Document, name: str, at: int, wanted: str) -> Document:
    items = list(proposal.get(name) or [])
    item = items.pop(at)
    if wanted != "remove":
        items.insert(max(at + (-1 if wanted == "up" else 1), 0), item)
    return proposal | {name: items}


def placed(proposal: Document, name: str, at: str, made: Document) -> Document:
    items = list(proposal.get(name) or [])
    if at == NEW:
        return proposal | {name: [*items, made]}
    items[int(at)] = made
    return proposal | {name: items}


def item_of(form: FlaskForm, before: Document, language: str, items: list[Document]) -> Document:
    """The entry that a valid form describes; an option without a code is given one."""
    made = copy.deepcopy(before)
    for field in form:
        if field.name not in {"csrf_token", "seen"}:
            words = (field.data or "").strip()
            value = (
                words
                if field.name in {"code", "kind", "url"}
                else with_words(before.get(field.name), language, words)
            )
            made[field.name] = value
    if "code" in form and not made["code"]:
        made["code"] = free_name(
            words_of(made["title"], language), {str(each.get("code")) for each in items}, "option"
        )
    return {name: value for name, value in made.items() if value}


def list_of(name: str) -> tuple[str, str, type[FlaskForm]]:
    if name not in LISTS:
        raise NotFoundError
    return LISTS[name]


def item_at(items: list[Document], at: str) -> Document:
    """Raises `NotFoundError`."""
    if not at.isdecimal() or len(at) > 4 or int(at) >= len(items):
        raise NotFoundError
    return items[int(at)]


def filled(desk: Desk) -> Document:
    return values_in(desk.proposal, desk.language)


def values_in(proposal: Document, language: str) -> Document:
    """What the form shows of a proposal."""
    return {name: value_in(proposal, name, language) for name in AboutForm()._fields if is_text(name)}


def value_in(proposal: Document, name: str, language: str) -> Any:
    outer, _, inner = name.partition(PARTS)
    value = proposal.get(outer)
    if inner:
        return words_of(value.get(inner), language) if isinstance(value, dict) else ""
    if name in LINES:
        return "\n".join(words_of(each, language) for each in value or [])
    if name in {"decision_due", "kept_until"}:
        day = read_date(str(value or ""))
        return type_day(day) if day else str(value or "")
    return bool(value) if name == "blinded" else words_of(value, language)


def values_of(form: AboutForm) -> Document:
    return {field.name: typed(field) for field in form if is_text(field.name)}


def typed(field: Field) -> Any:
    return bool(field.data) if field.name == "blinded" else (field.data or "").replace("\r\n", "\n").strip()


def with_values(proposal: Document, values: Document, language: str) -> Document:
    """The proposal with other texts; an empty one is taken out."""
    made = copy.deepcopy(proposal)
    for name, value in values.items():
        outer, _, inner = name.partition(PARTS)
        if inner:
            held = made.get(outer)
            part: Document = held if isinstance(held, dict) else {}
            made[outer] = {**part, inner: with_words(part.get(inner), language, value)}
            made[outer] = {field: words for field, words in made[outer].items() if words}
        elif name in LINES:
            made[name] = [line.strip() for line in value.splitlines() if line.strip()]
        elif name in {"decision_due", "kept_until"}:
            day = read_date(value)
            made[name] = day.isoformat() if day else ""
        else:
            made[name] = value if name == "blinded" else with_words(made.get(name), language, value)
    return {name: value for name, value in made.items() if value not in ("", {}, False)}


def is_text(name: str) -> bool:
    return name not in {"csrf_token", "seen"}


def told(value: Any) -> str:
    return ("yes" if value else "") if isinstance(value, bool) else str(value)


def show_about(desk: Desk, form: AboutForm, others: Any = ()) -> str:
    if not form.is_submitted():
        form.seen.data = str(desk.draft.version.number)
    was = {name: request.form.get(f"was-{name}", told(value)) for name, value in filled(desk).items()}
    lists = {name: (title, one, desk.proposal.get(name) or []) for name, (title, one, _) in LISTS.items()
             if name != "tests" or desk.proposal.get("tests")}  # fmt: skip
    page = {"form": form, "was": was, "lists": lists, "others": others, "words_of": words_of, "Day": Day}
    return render_template("studio/about.html", **page, **desk.frame)


def show_conflict(desk: Desk, form: AboutForm, refused: ChangedMeanwhileError) -> str:
    """What the colleague changed; fields that were left alone take it over, what was typed stays."""
    labels = {field.name: field.label.text for field in form if is_text(field.name)}
    others = differences(labels, refused.before, refused.now)
    now = filled(desk)
    for name, value in now.items():
        if told(values_of(form)[name]) == request.form.get(f"was-{name}", ""):
            form[name].process_data(value)
            form[name].raw_data = None
    form.seen.data = str(desk.draft.version.number)
    form.title.errors = [refused.message]
    lists = {name: (title, one, desk.proposal.get(name) or []) for name, (title, one, _) in LISTS.items()}
    was = {name: told(value) for name, value in now.items()}
    page = {"form": form, "was": was, "lists": lists, "others": others, "words_of": words_of, "Day": Day}
    return render_template("studio/about.html", **page, **desk.frame)
