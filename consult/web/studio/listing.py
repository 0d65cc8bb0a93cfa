"""The list of consultations that are written, and beginning one: from a template, a copy, a file, or nothing."""

import json
from datetime import UTC, datetime

from flask import Blueprint, current_app, redirect, render_template, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.models import Manuscript
from consult.services.consultations.catalogue import Listing
from consult.services.refusals import FieldRefusedError
from consult.services.studio.manuscripts import Document, MisshapenError, create, list_drafts
from consult.services.studio.sources import copy_of, named, take_up
from consult.web.accounts.identity import current_person
from consult.web.fields import say_at_field
from consult.web.studio.forms import NewForm
from consult.web.studio.place import Desk
from surveys.drafting.outline import free_name
from surveys.drafting.shape import empty_bundle
from surveys.library.templates import load_template, load_templates
from surveys.reading.files import read_json
from surveys.reading.reader import DefinitionError

listing = Blueprint("studio_list", __name__, url_prefix="/staff/studio")
Page = Response | str | tuple[str, int]
NOTHING, FILE, TEMPLATE, COPY = "nothing", "file", "template:", "copy:"


@listing.get("")
def list_all() -> str:
    """Every consultation that is written or was published from here, with its state."""
    known = {each.id: each for each in all_listings()}
    desks = [Desk(draft) for draft in list_drafts(db.session)]
    states = {desk.draft.manuscript.id: state_of(desk, known) for desk in desks}
    return render_template("studio/list.html", desks=desks, states=states)


@listing.route("/new", methods=["GET", "POST"])
def begin() -> Page:
    form = NewForm(source=f"{TEMPLATE}empty")
    form.source.choices = sources()
    if form.validate_on_submit():
        made = made_of(form)
        if made is not None:
            return redirect(f"/staff/studio/{made.id}")
    hints = {f"{TEMPLATE}{each.name}": each.description for each in load_templates()}
    page = render_template("studio/new.html", form=form, hints=hints)
    return page, 422 if form.is_submitted() else 200


@listing.post("/take-up")
def take_up_published() -> Response:
    """Work on the words of a consultation that was published without the studio."""
    made = take_up(db.session, current_person(), request.form.get("slug", ""))
    return redirect(f"/staff/studio/{made.id}")


def sources() -> dict[str, str]:
    templates = {f"{TEMPLATE}{each.name}": f"Template: {each.title}" for each in load_templates()}
    drafts = {f"{COPY}{desk.draft.manuscript.id}": f"A copy of: {desk.title}"
              for desk in map(Desk, list_drafts(db.session))}  # fmt: skip
    others = {f"{COPY}{each.slug}": f"A copy of: {each.proposal.title}" for each in all_listings()
              if not any(each.slug == draft.manuscript.slug for draft in list_drafts(db.session))}  # fmt: skip
    return templates | drafts | others | {FILE: "A file", NOTHING: "Nothing"}


def made_of(form: NewForm) -> Manuscript | None:
    """The new manuscript; None with what is wrong at the form's fields."""
    title = form.title.data or ""
    slug = form.slug.data or free_name(title, set(), "consultation").replace("_", "-")
    try:
        bundle = named(bundle_of(form), title)
        return create(db.session, current_person(), slug, bundle, synthetic=bool(form.synthetic.data))
    except MisshapenError as refused:
        form.file.errors = [f"{each.place}: {each.sentence}" for each in refused.problems]
    except FieldRefusedError as refused:
        say_at_field(form, refused)
    except DefinitionError as refused:
        form.file.errors = [each.sentence for each in refused.problems]
    return None


def bundle_of(form: NewForm) -> Document:
    source = form.source.data or NOTHING
    if source.startswith(TEMPLATE):
        return load_template(source.removeprefix(TEMPLATE)).bundle
    if source.startswith(COPY):
        return copy_of(db.session, source.removeprefix(COPY))
    return read_file(form.file.data) if source == FILE else empty_bundle(form.title.data or "")


def read_file(file: FileStorage | None) -> Document:
    """Raises `FieldRefusedError` without a file, `DefinitionError` for one that is no JSON."""
    if not file:
        raise FieldRefusedError("file", "Choose a file")
    document: Document = read_json(file.read())
    return document


def all_listings() -> list[Listing]:
    found: list[Listing] = current_app.extensions["catalogue"].listings(db.session, fresh=True)
    return found


def state_of(desk: Desk, known: dict[int, Listing]) -> str:
    """The state of a consultation in a word or two."""
    published = known.get(desk.draft.manuscript.consultation_id or 0)
    if published is None:
        return desk.stage
    phase = published.phase(datetime.now(UTC)).value
    waiting = "Waits for its plan" if not published.planned else "Scheduled"
    words = {"coming": waiting, "open": "Open", "paused": "Paused", "closed": "Closed"}
    return "Decided" if published.decided else words[phase]


def as_text(document: Document) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False)
