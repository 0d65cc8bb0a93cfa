"""The extensions of Flask, made here and tied to an application in `create_app`."""

from inspect import iscoroutinefunction

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

db = SQLAlchemy()
csrf = CSRFProtect()


def register_extensions(app: Flask) -> None:
    db.init_app(app)
    csrf.init_app(app)
    # We have no asynchronous sessions; without this every request would start an event loop to close none.
    teardowns = app.teardown_appcontext_funcs
    teardowns[:] = [function for function in teardowns if not iscoroutinefunction(function)]
