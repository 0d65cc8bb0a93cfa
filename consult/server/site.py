"""One site of two faces: residents' pages and staff pages are applications of their own.

They share nothing but the address in front, so a resident's page carries none of the weight of accounts and
roles, and either face can be served alone on a host of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from consult import create_app
from consult.settings import Settings

STAFF_PATH = "/staff"
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Site:
    """Sends requests for staff pages to one application and all others to the other."""

    residents: Application
    staff: Application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        staff = path == STAFF_PATH or path.startswith(f"{STAFF_PATH}/")
        return (self.staff if staff else self.residents)(environ, start_response)


def make_site(settings: Settings) -> Application:
    """The faces that the settings name, behind one address."""
    if len(settings.faces) == 1:
        return create_app(settings).wsgi_app
    return Site(create_app(settings, ["residents"]).wsgi_app, create_app(settings, ["staff"]).wsgi_app)
