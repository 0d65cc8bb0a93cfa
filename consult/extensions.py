"""The extensions of Flask, made here and tied to an application in `create_app`."""

from contextlib import suppress
from inspect import iscoroutinefunction

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.exc import DBAPIError

db = SQLAlchemy()
csrf = CSRFProtect()


def register_extensions(app: Flask) -> None:
    db.init_app(app)
    csrf.init_app(app)
    # We have no asynchronous sessions; without this every request would start an event loop to close none.
    teardowns = app.teardown_appcontext_funcs
    teardowns[:] = [function for function in teardowns if not iscoroutinefunction(function)]


def undo() -> None:
    """End what the request had begun; a connection that was lost has nothing to undo any more."""
    with suppress(DBAPIError):
        db.session.rollback()
