"""`flask survey`: what is wrong with a file, and the schema that such files have."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from surveys.drafting.bundle import (
    Placed,
    find_problems,
    is_bundle,
    problems_of_proposal,
    problems_of_questionnaire,
)
from surveys.drafting.schema import make_schema
from surveys.reading.files import read_json
from surveys.reading.reader import DefinitionError

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

survey = AppGroup("survey", help="Check files of questionnaires and consultations.")


@survey.command("validate")
@click.argument("file", type=FILE)
def validate(file: Path) -> None:
    """Print everything that is wrong with FILE, each with its place: a consultation, a questionnaire or a proposal."""
    problems = look_at(open_file(file))
    for problem in problems:
        click.echo(f"{problem.part}, {problem.place}: {problem.sentence}")
    if problems:
        raise click.ClickException(f"{len(problems)} to put right" if len(problems) > 1 else "1 to put right")
    click.echo("Nothing is wrong with it")


@survey.command("schema")
def schema() -> None:
    """Write the JSON Schema of a questionnaire to standard output."""
    click.echo(json.dumps(make_schema(), indent=2, ensure_ascii=False))


def open_file(file: Path) -> Any:
    try:
        return read_json(file.read_bytes())
    except DefinitionError as refused:
        raise click.ClickException(refused.problems[0].sentence) from None


def look_at(document: Any) -> list[Placed]:
    """The problems of whichever of the three it is."""
    if is_bundle(document):
        return find_problems(document)
    if isinstance(document, dict) and "owner" in document:
        return [Placed("proposal", each.place, each.sentence) for each in problems_of_proposal(document)]
    found = problems_of_questionnaire(document)
    return [Placed("questionnaire", each.place, each.sentence) for each in found]
