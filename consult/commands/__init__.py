"""Commands for those who run the product: `flask database`, `flask person`, `flask cells`, `flask demo`."""

from flask import Flask

from consult.commands.cells import cells
from consult.commands.database import database
from consult.commands.people import person


def register_commands(app: Flask) -> None:
    for command in (database, person, cells):
        app.cli.add_command(command)
