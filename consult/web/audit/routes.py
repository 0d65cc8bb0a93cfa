"""The record: a page at a time, by whom, what, about what and when; and as a file."""

from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from sqlalchemy.orm import Session

from consult.exports import FORMATS
from consult.extensions import db
from consult.services import audit as acts
from consult.services.people import list_people
from consult.web.accounts.identity import current_person
from consult.web.audit.forms import SearchForm

audit = Blueprint("audit", __name__, url_prefix="/staff/audit")
FORMAT = FORMATS["csv"]


@audit.get("")
def search() -> str:
    form = SearchForm(request.args)
    form.validate()
    return show_found(form, request.args.get("before", type=int))


@audit.post("/export")
def export() -> Response | tuple[str, int]:
    """On record itself, before a row leaves; a search that cannot be read is not exported as another one."""
    form = SearchForm(request.form)
    if not form.validate():
        return show_found(form), 422
    acts.record(db.session, current_person(), "audit exported", "audit", **form.told())
    name = f"audit-{datetime.now(UTC):%Y-%m-%d}.{FORMAT.ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(stream(form.search()), mimetype=FORMAT.media_type, headers=headers)


def show_found(form: SearchForm, before: int | None = None) -> str:
    people = [account.person.email for account in list_people(db.session)]
    form.offer(people, acts.list_actions(db.session))
    found = acts.find_acts(db.session, form.search(before))
    return render_template("staff/audit.html", form=form, found=found, nobody=acts.NOBODY)


def stream(search: acts.Search) -> Iterator[bytes]:
    """In a transaction of its own that cannot write; it begins when this request's has been committed."""
    reading = db.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def pieces() -> Iterator[bytes]:
        with Session(reading) as session:
            yield from FORMAT.write([acts.write_acts(session, search)])

    return pieces()
