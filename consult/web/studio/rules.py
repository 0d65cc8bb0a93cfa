"""Rules built in a form: one condition after another, read back as a sentence."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from consult.errors import NotFoundError
from consult.services.studio.manuscripts import Document
from consult.web.studio.forms import SeenForm
from consult.web.studio.place import ADDRESS, Desk, change_questions, find_desk
from consult.web.studio.rule_forms import LooksAt, choices_of, leaf_of, looks_at
from surveys.drafting.outline import OutlineError
from surveys.drafting.rules import ANY, Joint, Rule, join, parts_of, rule_at, title_of, with_rule_at
from surveys.drafting.sentences import tell_rule

rules = Blueprint("rules", __name__, url_prefix=f"{ADDRESS}/rules")
Page = Response | str | tuple[str, int]
UNPROCESSABLE = 422


@rules.get("/<path:target>")
def show(number: int, target: str) -> str:
    """The rule as it is, and the answers of the question that is to be added to it."""
    desk = find_desk(number)
    wanted = looks_at(desk.readable, request.args.get("at", ""))
    return show_rule(desk, target, wanted)


@rules.post("/<path:target>")
def change(number: int, target: str) -> Page:
    """Add a condition, take one away, or join them otherwise."""
    desk = find_desk(number)
    joint, parts = parts_of(found(desk, target))
    act = request.form.get("act", "")
    if act == "add":
        return add(desk, target, joint, parts)
    if act.startswith("remove-"):
        parts = [part for at, part in enumerate(parts) if f"remove-{at}" != act]
    return save_rule(desk, target, "any" if act == ANY else "all" if act == "all" else joint, parts)


def add(desk: Desk, target: str, joint: Joint, parts: list[Rule]) -> Page:
    wanted = looks_at(desk.readable, request.form.get("at", ""))
    leaf = None if wanted is None else leaf_of(wanted, request.form)
    if leaf is None:
        message = "Select at least one answer, or enter a number or date"
        return show_rule(desk, target, wanted, message), UNPROCESSABLE
    return save_rule(desk, target, joint, [*parts, leaf])


def save_rule(desk: Desk, target: str, joint: Joint, parts: list[Rule]) -> Response:
    def changed(document: Document) -> Document:
        return with_rule_at(document, target, join(joint, parts))

    what = f"Rule changed: {title_of(desk.questionnaire, target)}"
    change_questions(desk, what, changed, lambda document: rule_at(document, target))
    return redirect(f"{desk.address}/rules/{target}")


def found(desk: Desk, target: str) -> Rule | None:
    try:
        return rule_at(desk.questionnaire, target)
    except OutlineError as gone:
        raise NotFoundError(str(gone)) from None


def show_rule(desk: Desk, target: str, wanted: LooksAt | None, message: str = "") -> str:
    rule = found(desk, target)
    joint, parts = parts_of(rule)
    return render_template(
        "studio/rule.html",
        target=target,
        heading=title_of(desk.questionnaire, target),
        rule=tell_rule(rule, desk.readable),
        joint=joint,
        parts=[tell_rule(part, desk.readable).removeprefix("It is shown if ") for part in parts],
        choices=choices_of(desk.readable, target),
        wanted=wanted,
        message=message,
        form=SeenForm(seen=str(desk.draft.version.number)),
        **desk.frame,
    )
