"""Commands for those who run the product; each is loaded only when it is called."""

from importlib import import_module

import click
from flask import Flask
from flask.cli import AppGroup

# Name of the command: the module that holds it under the same name.
COMMANDS = {
    "cells": "consult.commands.cells",
    "consultation": "consult.commands.consultations",
    "database": "consult.commands.database",
    "demo": "consult.commands.demo",
    "keys": "consult.commands.keys",
    "person": "consult.commands.people",
    "survey": "consult.commands.surveys",
}


class Commands(AppGroup):
    """A group that knows its commands by name, so that a web process loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command


def register_commands(app: Flask) -> None:
    commands = Commands(app.name)
    for command in app.cli.commands.values():
        commands.add_command(command)
    app.cli = commands
