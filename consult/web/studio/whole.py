"""The document as a whole: its days and settings, its text, and the file of it."""

import json

from flask import Blueprint, Response, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from consult.services.studio.manuscripts import Document
from consult.web.fields import type_day
from consult.web.studio.forms import SettingsForm, TextForm
from consult.web.studio.place import ADDRESS, Desk, change_whole, find_desk, with_words, words_of
from surveys.drafting.bundle import QUESTIONNAIRE, days_of
from surveys.drafting.rules import OF_WHOLE, rule_at
from surveys.drafting.sentences import tell_rule
from surveys.drafting.shape import shape_problems
from surveys.questions.agreement import Agreement
from surveys.reading.files import read_json
from surveys.reading.reader import DefinitionError

whole = Blueprint("whole", __name__, url_prefix=ADDRESS)
Page = AnyResponse | str | tuple[str, int]
UNPROCESSABLE = 422
DAYS = ("opens_on", "closes_on")


@whole.route("/settings", methods=["GET", "POST"])
def settings(number: int) -> Page:
    """When it is open, the main question, and the rules about the whole."""
    desk = find_desk(number)
    form = SettingsForm(data=filled(desk))
    form.primary.choices = {"": "None: public support is not tested"} | main_questions(desk)
    if form.validate_on_submit():
        change_whole(
            desk,
            "Days and settings changed",
            lambda bundle: changed(bundle, form, desk.language),
            settings_of,
        )
        return redirect(f"{desk.address}/settings?saved=yes")
    rules = {name: (title, tell_rule(rule_at(desk.questionnaire, name), desk.readable).removeprefix("It is shown if "))
             for name, title in OF_WHOLE.items()}  # fmt: skip
    page = render_template("studio/settings.html", form=form, rules=rules, **desk.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200


@whole.route("/text", methods=["GET", "POST"])
def text(number: int) -> Page:
    """The whole document as JSON, for those who know it, and for pasting one."""
    desk, form = find_desk(number), TextForm()
    if form.validate_on_submit() and (made := read_whole(form)) is not None:
        change_whole(desk, "Changed as text", lambda _: made, lambda bundle: bundle)
        return redirect(desk.address)
    if not form.is_submitted():
        form.document.data = as_text(desk.draft.document)
        form.seen.data = str(desk.draft.version.number)
    page = render_template("studio/text.html", form=form, heading="", back=desk.address, **desk.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200


@whole.get("/file")
def file(number: int) -> Response:
    """The document as a file that another studio reads."""
    desk = find_desk(number)
    headers = {"Content-Disposition": f'attachment; filename="{desk.draft.manuscript.slug}.json"'}
    return Response(as_text(desk.draft.document), mimetype="application/json", headers=headers)


def read_whole(form: TextForm) -> Document | None:
    """The document that was typed; None with what is wrong at its field."""
    try:
        made: Document = read_json((form.document.data or "").encode())
    except DefinitionError as refused:
        form.document.errors = [each.sentence for each in refused.problems]
        return None
    problems = shape_problems(made)
    if problems:
        form.document.errors = [f"{each.place}: {each.sentence}" for each in problems]
        return None
    return made


def filled(desk: Desk) -> Document:
    days = dict(zip(DAYS, days_of(desk.draft.document), strict=True))
    shown = {name: type_day(day) if day else "" for name, day in days.items()}
    title = words_of(desk.questionnaire.get("title"), desk.language)
    primary = desk.questionnaire.get("primary", "")
    return {**shown, "title": title, "primary": primary, "seen": str(desk.draft.version.number)}


def settings_of(bundle: Document) -> list[object]:
    questionnaire = bundle[QUESTIONNAIRE]
    return [*(bundle.get(name) for name in DAYS), questionnaire.get("title"), questionnaire.get("primary")]


def changed(bundle: Document, form: SettingsForm, language: str) -> Document:
    """The bundle with what the form says; what is empty is taken out."""
    days = {name: field.day.isoformat() if field.day else ""
            for name, field in zip(DAYS, (form.opens_on, form.closes_on), strict=True)}  # fmt: skip
    questionnaire = bundle[QUESTIONNAIRE]
    title = with_words(questionnaire.get("title"), language, form.title.data or "")
    made = questionnaire | {"title": title, "primary": form.primary.data or ""}
    if not made["primary"]:
        made.pop("primary")
    whole_ = {**bundle, **days, QUESTIONNAIRE: made}
    return {name: part for name, part in whole_.items() if part != ""}


def main_questions(desk: Desk) -> dict[str, str]:
    """The questions on support or opposition that a finding could be about."""
    counted = {variable.name for variable in desk.readable.counted}
    return {
        each.name: each.title
        for each in desk.readable.questions
        if isinstance(each, Agreement) and each.name in counted
    }


def as_text(document: Document) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False)
