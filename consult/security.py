"""Headers every response carries, and the names of cookies."""

from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType, default_exceptions

from consult.errors import BusyError
from consult.server.environ import REFUSAL
from consult.settings import Settings

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
POLICY = "; ".join(f"{directive} {source}" for directive, source in SOURCES.items())

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
HSTS = "max-age=31536000; includeSubDomains"
MOST_FIELDS = 1000
WITH_FILES = "multipart/form-data"
KINDS = frozenset({"application/x-www-form-urlencoded", WITH_FILES})


def cookie_name(settings: Settings, name: str) -> str:
    """With https the `__Host-` prefix pins a cookie to this host; browsers refuse the prefix over http."""
    return f"__Host-{name}" if settings.secure else name


def all_headers(settings: Settings) -> list[tuple[str, str]]:
    """What every answer carries, also one that no application gave."""
    secure = [("Strict-Transport-Security", HSTS)] if settings.secure else []
    return [*HEADERS.items(), *secure, ("Cache-Control", "no-store")]


def register_security(app: Flask, settings: Settings) -> None:
    """Put the headers on every response; pages are never stored by anyone but the person's browser."""

    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.add(name, value)
        if settings.secure:
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    app.before_request(turn_away)
    app.before_request(refuse_foreign_kind)
    app.before_request(refuse_crowded_form)
    app.after_request(add_headers)


def turn_away() -> None:
    """What the front refused already is answered here, so that it looks like every other page and keeps the words."""
    status = request.environ.get(REFUSAL)
    if status is not None:
        raise BusyError if status == BusyError.status else default_exceptions[status]


def refuse_foreign_kind() -> None:
    """Pages take forms and nothing else."""
    if request.content_length and request.mimetype not in KINDS:
        raise UnsupportedMediaType


def refuse_crowded_form() -> None:
    """No page of ours has so many fields; counting separators is cheaper than reading them.

    Forms with a file have no separators; MAX_FORM_PARTS holds for them.
    """
    if request.mimetype == WITH_FILES:
        return
    if request.method == "POST" and request.get_data(cache=True).count(b"&") > MOST_FIELDS:
        raise RequestEntityTooLarge
