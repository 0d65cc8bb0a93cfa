"""A form that was sent twice, by a double click or a second try, is done once and leads to the same page.

The token of a page makes its form one of a kind, so the same fields with the same token are the same click. The
second of two waits for the first: if that was done, it is answered alike; if it was refused, the second is tried.
"""

from hashlib import sha256

from flask import Flask, Response, g, redirect, request
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from werkzeug.wrappers import Response as AnyResponse

from consult.audiences import AUDIENCES, PUBLIC
from consult.extensions import db
from consult.models import SentForm

MOVED = range(300, 400)
KEY = "sent_form"


def register_once(app: Flask) -> None:
    app.before_request(begin_once)
    app.after_request(note_where_it_led)


def begin_once() -> AnyResponse | None:
    """Go where the same form led before; anybody's first sending is noted, in the transaction of what it does."""
    if request.method != "POST" or AUDIENCES.get(request.endpoint or "", PUBLIC) == PUBLIC:
        return None
    key = hash_form()
    mine = insert(SentForm).values(key_hash=key, location="").on_conflict_do_nothing()
    if db.session.scalar(mine.returning(SentForm.key_hash)) is None:
        return redirect(db.session.scalars(select(SentForm.location).where(SentForm.key_hash == key)).one())
    g.setdefault(KEY, key)
    return None


def hash_form() -> bytes:
    """Of the address and all that was filled in; a file counts with what it holds."""
    digest = sha256(request.path.encode("utf-8", "replace"))
    for name, value in request.form.items(multi=True):
        digest.update(sha256(name.encode()).digest() + sha256(value.encode()).digest())
    for name, file in request.files.items(multi=True):
        digest.update(sha256(name.encode()).digest() + sha256(file.read()).digest())
        file.seek(0)
    return digest.digest()


def note_where_it_led(response: Response) -> Response:
    """Only what led to another page has changed something; a file can be asked for again."""
    key = g.pop(KEY, None)
    if key is None:
        return response
    if response.status_code in MOVED:
        done = update(SentForm).values(location=response.headers["Location"])
        db.session.execute(done.where(SentForm.key_hash == key))
    elif response.status_code < MOVED.start:
        db.session.execute(delete(SentForm).where(SentForm.key_hash == key))
    return response
