"""The request that a manuscript be published or corrected, for whoever answers it: everything that would be public."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.errors import NotFoundError
from consult.extensions import db
from consult.models import ApprovalRequest
from consult.services.acts import ACTS, approve
from consult.services.approvals.asking import APPROVED, Answer, AnswerRefusedError, answer
from consult.services.approvals.reading import read_state
from consult.services.studio.manuscripts import find_version
from consult.services.studio.publishing import CORRECT, questions_before
from consult.web.accounts.identity import current_person
from consult.web.answers import AnswerForm, TakeBackForm
from consult.web.studio.place import ADDRESS, Desk, find_desk
from surveys.document import read_leniently
from surveys.drafting.bundle import QUESTIONNAIRE
from surveys.drafting.corrections import corrected
from surveys.drafting.outline import find_question
from surveys.drafting.sentences import tell_rule
from surveys.editing import texts_of

approving = Blueprint("approving", __name__, url_prefix=f"{ADDRESS}/approvals")
Page = Response | str | tuple[str, int]
CONFLICT, UNPROCESSABLE = 409, 422


@approving.get("/<int:request_id>")
def show(number: int, request_id: int) -> str:
    asked = find_request(number, request_id)
    return show_request(find_desk(number), asked, form_for(asked))


@approving.post("/<int:request_id>")
def give_answer(number: int, request_id: int) -> Page:
    """Approve, refuse or take back; what cannot be done is said here."""
    asked = find_request(number, request_id)
    form = form_for(asked)
    if not form.validate():
        return show_request(find_desk(number), asked, form), UNPROCESSABLE
    try:
        act_on(asked, Answer(form.decision.data, form.reason.data or ""))
    except AnswerRefusedError as refused:
        db.session.rollback()
        form.reason.errors = [refused.message]
        return show_request(find_desk(number), asked, form), CONFLICT
    return redirect(f"/staff/studio/{number}/approvals/{request_id}?answered=yes")


def act_on(asked: ApprovalRequest, given: Answer) -> None:
    if given.decision == APPROVED:
        approve(db.session, current_person(), asked)
    else:
        answer(db.session, current_person(), asked, given)


def find_request(number: int, request_id: int) -> ApprovalRequest:
    found = db.session.get(ApprovalRequest, request_id)
    if found is None or found.manuscript_id != number:
        raise NotFoundError
    return found


def form_for(asked: ApprovalRequest) -> AnswerForm | TakeBackForm:
    return TakeBackForm() if asked.author_id == current_person().id else AnswerForm()


def show_request(desk: Desk, asked: ApprovalRequest, form: AnswerForm | TakeBackForm) -> str:
    """The version that was asked for, whatever was changed since."""
    version = find_version(db.session, desk.draft.manuscript.id, asked.document["version"])
    asks = version.document[QUESTIONNAIRE]
    questionnaire, _ = read_leniently(asks, desk.language)
    before = questions_before(db.session, asked) if asked.kind == CORRECT else None
    correcting = before is not None
    return render_template(
        "studio/approval.html",
        **about_request(asked, form),
        changes=corrected(before or {}, asks) if correcting else [],
        texts=[] if correcting else texts_of(version.document["proposal"]),
        asked_texts=[] if correcting else texts_of(asks),
        changed_since=version.document != desk.draft.document,
        questionnaire=questionnaire,
        shown=version.document,
        rule_of=lambda name: tell_rule(find_question(asks, name).get("show_if"), questionnaire),
        **desk.frame,
    )


def about_request(asked: ApprovalRequest, form: AnswerForm | TakeBackForm) -> dict[str, object]:
    own = asked.author_id == current_person().id
    state = read_state(db.session, asked)
    return {"asked": asked, "act": ACTS[asked.kind], "state": state, "form": form, "own": own}
