"""Where people meet surveys and what their answers mean: the web site, its services and its storage."""

from collections.abc import Sequence
from datetime import timedelta
from importlib import import_module

from flask import Flask

from consult.commands import register_commands
from consult.database import engine_options, find_urls
from consult.extensions import register_extensions
from consult.http.addresses import register_addresses
from consult.http.cleaning import CleanRequest, FormRequest
from consult.http.compression import register_compression
from consult.http.error_pages import register_errors
from consult.http.gate import Gate
from consult.http.once import register_once
from consult.http.static_files import register_static_files
from consult.http.transactions import register_transactions
from consult.logbook import register_logging
from consult.security import cookie_name, register_security
from consult.services.consultations.catalogue import Catalogue
from consult.services.vault import Vault
from consult.settings import ROOT, Settings, load_settings
from consult.templating import register_templating

# Which packages of consult.web belong to which face of the site. A process that shows only one face
# imports nothing of the other.
FACES: dict[str, tuple[str, ...]] = {
    "residents": ("consult.web.health", "consult.web.residents", "consult.web.results"),
    "staff": (
        "consult.web.health",
        "consult.web.accounts",
        "consult.web.audit",
        "consult.web.approvals",
        "consult.web.responses",
        "consult.web.moderation",
        "consult.web.themes",
        "consult.web.facts",
        "consult.web.events",
        "consult.web.board",
        "consult.web.plans",
        "consult.web.reaching",
        "consult.web.entry",
        "consult.web.submissions",
        "consult.web.studio",
    ),
}
LARGEST_FORM = 1024 * 1024
MOST_FIELDS = 1000


def create_app(settings: Settings | None = None, faces: Sequence[str] = ()) -> Flask:
    """Make the application with the given faces, or else those that the settings name."""
    register_logging()
    settings = settings or load_settings()
    faces = faces or settings.faces
    app = Flask(
        __name__, root_path=str(ROOT), instance_path=str(settings.instance.resolve()), static_folder=None
    )
    app.config.from_mapping(flask_settings(settings, faces[-1]))
    app.extensions["settings"] = settings
    app.extensions["catalogue"] = Catalogue()
    app.extensions["vault"] = Vault.from_settings(settings)
    register_compression(app)  # what is registered first sees the answer last
    register_security(
        app, settings
    )  # before all others: a form is read whole before anybody looks for a token
    for register in (
        register_addresses,
        register_static_files,
        register_extensions,
        register_errors,
        register_templating,
        register_commands,
    ):
        register(app)
    for package in dict.fromkeys(package for face in faces for package in FACES[face]):
        import_module(package).register(app)
    app.request_class = CleanRequest if "staff" in faces else FormRequest
    if "staff" in faces:
        register_transactions(app)  # residents' requests write one statement each
        register_once(app)  # what is registered last sees the answer before it is committed
    app.wsgi_app = Gate(app.wsgi_app, settings)  # type: ignore[method-assign]
    return app


def flask_settings(settings: Settings, face: str) -> dict[str, object]:
    """The settings as Flask and its extensions want them; each face has a session of its own."""
    # Whatever a resident's request writes is one statement, so it needs no transaction around it, and saves
    # two ways to the database and back.
    engine = {
        "url": settings.database_url or find_urls(settings).web,
        "isolation_level": "AUTOCOMMIT" if face == "residents" else "READ COMMITTED",
        **engine_options(settings.pool_size),
    }
    return {
        "SECRET_KEY": settings.secret_for("flask"),
        "SQLALCHEMY_ENGINES": {"default": engine},
        "SESSION_COOKIE_NAME": cookie_name(settings, f"{face}-session"),
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "WTF_CSRF_TIME_LIMIT": None,  # a form may stay open as long as the session lasts
        "WTF_CSRF_SSL_STRICT": True,
        "MAX_CONTENT_LENGTH": LARGEST_FORM,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
        "MAX_FORM_PARTS": MOST_FIELDS,
    }
