"""Style sheets, scripts and pictures: compressed beforehand, at addresses that change with what they hold.

The mark in an address stands for all files together, so scripts that load one another by relative addresses are
kept for a year as well. Only what is listed here is handed out; nothing else of the folder can be asked for.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request, url_for
from werkzeug.exceptions import NotFound

from consult.settings import ROOT

FOLDER = ROOT / "static"
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
ENCODINGS = {"br": ".br", "gzip": ".gz"}  # the smallest first
FOR_EVER = "public, max-age=31536000, immutable"
ENDPOINT = "static"


def register_static_files(app: Flask) -> None:
    app.add_url_rule(f"/{ENDPOINT}/<mark>/<path:filename>", ENDPOINT, send)


@cache
def find_files() -> dict[str, Path]:
    """Every file that is handed out, by its name."""
    folders = [FOLDER / name for name in ("css", "img", "js", "schema", "vendor")]
    found = [file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in TYPES]
    return {file.relative_to(FOLDER).as_posix(): file for file in found}


@cache
def release_mark() -> str:
    """Another one as soon as any file is another one."""
    digest = sha256()
    for name, file in find_files().items():
        digest.update(f"{name}\n".encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def asset(name: str) -> str:
    """The address of a file that pages link to; raises `KeyError` for one that there is not."""
    find_files()[name]
    return url_for(ENDPOINT, mark=release_mark(), filename=name)


def send(mark: str, filename: str) -> Response:
    """A page of the release before may ask for its mark while this one starts: it gets what there is, not for ever."""
    file = find_files().get(filename)
    if file is None:
        raise NotFound
    encoding, body = read(file)
    response = Response(body, content_type=f"{TYPES[file.suffix]}; charset=utf-8")
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_EVER if mark == release_mark() else "no-cache"
    response.set_etag(f"{release_mark()}-{encoding}")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.make_conditional(request)
    return response


def read(file: Path) -> tuple[str, bytes]:
    """The smallest form of a file that the browser reads, and how it is compressed."""
    for encoding, ending in ENCODINGS.items():
        compressed = file.with_name(file.name + ending)
        if request.accept_encodings[encoding] and compressed.exists():
            return encoding, compressed.read_bytes()
    return "", file.read_bytes()
