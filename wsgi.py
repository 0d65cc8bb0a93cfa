"""The application for any server: `application` speaks WSGI, `front` is what `make run` serves."""

from consult import create_app
from consult.parent import follow_parent
from consult.security import all_headers
from consult.server.front import Front
from consult.server.site import make_site
from consult.settings import load_settings

THREADS = 8

__all__ = ["application", "create_app", "front"]

follow_parent()
settings = load_settings()
application = make_site(settings)
front = Front(application, THREADS, all_headers(settings))
