"""What a person had typed into a form that could not be saved, as far as it can be read."""

from collections.abc import Iterator
from typing import TypedDict
from urllib.parse import unquote_plus

from flask import request
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from consult.server.environ import REFUSAL
from surveys.reading.reader import CODE
from surveys.writing.cleaning import clean

MOST_READ = 2 * 1024 * 1024
MOST_KEPT = 200  # fields
LONGEST_KEPT = 100_000
NEVER_SHOWN = frozenset({"csrf_token", "password", "new_password", "new_password_confirm"})
FILES = "multipart/form-data"

Fields = list[tuple[str, str]]


class Resend(TypedDict):
    """A form as it can be sent again."""

    action: str
    fields: Fields


def sent_form() -> Resend | None:
    """None where sending it again would not be the same: with a file, or with a password."""
    fields = sent_fields()
    repeatable = request.mimetype != FILES and not any("password" in name for name, _ in fields)
    address = request.full_path if request.query_string else request.path
    return {"action": address, "fields": fields} if fields and repeatable else None


def typed_text() -> list[str]:
    """Words, to be shown again, without the codes of choices and what nobody should read over a shoulder."""
    words = (text for name, text in sent_fields() if name not in NEVER_SHOWN)
    return [text for text in words if clean(text) and not CODE.fullmatch(text)]


def sent_fields() -> Fields:
    """The fields of the form that was sent; of far too many, the first."""
    if request.method != "POST":
        return []
    found = _fields_beside_files() if request.mimetype == FILES else _split(_body())
    return [(name, text.replace("\x00", "")[:LONGEST_KEPT]) for name, text in found[:MOST_KEPT]]


def _fields_beside_files() -> Fields:
    """Also of a form that did not come whole: what there was before it broke off."""
    try:
        if REFUSAL not in request.environ:
            return list(request.form.items(multi=True))
        decoder = MultipartDecoder(request.mimetype_params.get("boundary", "").encode(), max_parts=MOST_KEPT)
        decoder.receive_data(_body())
        return list(_decoded(decoder))
    except (HTTPException, ValueError):
        return []


def _decoded(decoder: MultipartDecoder) -> Iterator[tuple[str, str]]:
    name, content = "", b""
    while not isinstance(event := decoder.next_event(), NeedData | Epilogue):
        if isinstance(event, Field | File):
            name, content = event.name if isinstance(event, Field) else "", b""
        elif isinstance(event, Data):
            content += event.data if name else b""
            if name and not event.more_data:
                yield name, content.decode("utf-8", "replace")
                name, content = "", b""
    if content:
        yield name, content.decode("utf-8", "replace")


def _body() -> bytes:
    """The form as it came, also when it is larger than pages take."""
    try:
        return request.get_data(cache=True)
    except HTTPException:
        body: bytes = request.environ["wsgi.input"].read(MOST_READ)
        return body


def _split(body: bytes) -> Fields:
    pairs = body.split(b"&", MOST_KEPT)[:MOST_KEPT]
    found = [pair.decode("latin-1").partition("=") for pair in pairs if pair]
    return [(_decode(name), _decode(text)) for name, _, text in found]


def _decode(text: str) -> str:
    return unquote_plus(text, encoding="utf-8", errors="replace")
