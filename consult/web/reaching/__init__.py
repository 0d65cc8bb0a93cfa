"""How people are reached: the ways with their addresses, and batches of one-use codes."""

from flask import Flask

from consult.web.reaching.batches import batches
from consult.web.reaching.invitations import invitations
from consult.web.reaching.ways import ways

__all__ = ["register"]


def register(app: Flask) -> None:
    for blueprint in (ways, invitations, batches):
        app.register_blueprint(blueprint)
