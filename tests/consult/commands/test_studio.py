"""Consultations by file and command: what a file says is what is published, and nobody publishes a real one alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.commands.consultations import consultation as commands
from consult.models import ApprovalRequest, Consultation, Manuscript
from tests.consult.services.studio.making import ready_bundle
from tests.factories import make_person


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "budget-2027.json"
    made.write_text(json.dumps(ready_bundle("budget")))
    return made


def run(app: Flask, *words: Any) -> Result:
    return app.test_cli_runner().invoke(commands, [str(word) for word in words])


def test_a_file_goes_in_and_comes_out_the_same(staff_app: Flask, session: Session, file: Path) -> None:
    assert "Nothing is published" in run(staff_app, "add", file).output
    assert json.loads(run(staff_app, "export", "budget-2027").output) == json.loads(file.read_text())
    changed = json.loads(file.read_text()) | {"opens_on": "2099-01-01", "closes_on": "2099-03-01"}
    file.write_text(json.dumps(changed))
    assert "version 2" in run(staff_app, "import", file, "budget-2027").output
    assert session.scalars(select(Consultation)).all() == []


def test_one_for_practice_is_published_paused_and_resumed(
    staff_app: Flask, session: Session, file: Path
) -> None:
    run(staff_app, "add", file, "--slug", "practice", "--invented")
    assert run(staff_app, "publish", "practice").output == "“practice” is published\n"
    found = session.scalars(select(Consultation)).one()
    assert (found.slug, found.synthetic, found.surveys[0].versions[0].number) == ("practice", True, 1)
    assert (
        run(staff_app, "pause", "practice", "--why", "A question was wrong.").output
        == "“practice” is paused\n"
    )
    assert "paused already" in run(staff_app, "pause", "practice", "--why", "Again.").output
    assert run(staff_app, "resume", "practice", "--why", "Put right.").output == "“practice” goes on\n"
    assert (
        json.loads(run(staff_app, "export", "practice").output)["proposal"]["title"]
        == found.document["title"]
    )


def test_a_real_one_is_only_asked_for(staff_app: Flask, session: Session, file: Path) -> None:
    run(staff_app, "add", file)
    assert "somebody else approves" in run(staff_app, "publish", "budget-2027").output
    person = make_person(session)
    session.commit()
    assert "Asked for" in run(staff_app, "publish", "budget-2027", "--by", person.email).output
    assert session.scalars(select(ApprovalRequest.kind)).all() == ["publish"]
    assert session.scalars(select(Consultation)).all() == []


def test_what_is_missing_or_misshapen_is_told(staff_app: Flask, session: Session, tmp_path: Path) -> None:
    bundle = ready_bundle("budget")
    bundle["proposal"].pop("summary")
    file = tmp_path / "a.json"
    file.write_text(json.dumps(bundle))
    run(staff_app, "add", file, "--slug", "a", "--invented")
    refused = run(staff_app, "publish", "a")
    assert (refused.exit_code, "It says what it is about and why" in refused.output) == (1, True)
    file.write_text('{"format": 1, "proposal": {}, "questionnaire": {"sections": [{"name": "A!"}]}}')
    assert "This must be a list of sections" in run(staff_app, "import", file, "a").output
    assert "This must be a list of sections" in run(staff_app, "add", file, "--slug", "b").output
    assert session.scalars(select(Manuscript.current)).all() == [1]


@pytest.mark.parametrize("words", [("export", "none"), ("pause", "none", "--why", "x"), ("publish", "none")])
def test_names_that_lead_nowhere_are_refused(
    staff_app: Flask, session: Session, words: tuple[str, ...]
) -> None:
    refused = run(staff_app, *words)
    assert (refused.exit_code, "There is no consultation “none”" in refused.output) == (1, True)
