"""`flask survey`: every problem of a file with its place, whatever the file is."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consult.commands.surveys import survey as commands
from surveys.drafting.schema import make_schema
from surveys.library import load
from surveys.library.templates import load_template


def validate(app: Flask, folder: Path, content: Any) -> tuple[int, str]:
    file = folder / "file.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    done = app.test_cli_runner().invoke(commands, ["validate", str(file)])
    return done.exit_code, done.output


@pytest.mark.parametrize("name", ["facial-recognition", "consultation-facial-recognition", "about-you"])
def test_the_library_has_nothing_wrong(staff_app: Flask, tmp_path: Path, name: str) -> None:
    assert validate(staff_app, tmp_path, load(name)) == (0, "Nothing is wrong with it\n")


def test_every_problem_is_told_with_its_place(staff_app: Flask, tmp_path: Path) -> None:
    bundle = load_template("budget").bundle
    bundle["questionnaire"]["sections"][1]["questions"][2]["show_if"] = {"variable": "nothing", "is": "yes"}
    code, said = validate(staff_app, tmp_path, bundle)
    assert code == 1
    assert "proposal, proposal: “decision_due” must be a date" in said
    assert "questionnaire, question “afford”: The rule looks at “nothing”" in said
    assert "2 to put right" in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "It is not JSON: line 1"),
        (b"\xff\xfe", "It is not written in UTF-8"),
        (b'{"title": 1, "title": 2}', "The field “title” stands twice"),
        (b'{"a": NaN}', "“NaN” is not a number"),
        (b"[" * 100_000, "It is not JSON"),
        (b"[" * 80 + b"]" * 80, "nested more than 60 deep"),
        (b" " * 1_000_001, "It has more than 1,000,000 bytes"),
    ],
)
def test_files_that_cannot_be_read_are_refused_in_words(
    staff_app: Flask, tmp_path: Path, content: bytes, sentence: str
) -> None:
    code, said = validate(staff_app, tmp_path, content)
    assert (code, sentence in said) == (1, True), said


def test_the_schema_is_written(staff_app: Flask) -> None:
    done = staff_app.test_cli_runner().invoke(commands, ["schema"])
    assert json.loads(done.output) == make_schema()
