"""The rules of docs/architecture.md, held by the tests: sizes, names, rooms, and that nothing is forgotten."""

import ast
import lzma
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from consult.audiences import AUDIENCES
from consult.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("surveys", "analysis", "consult")
VERSIONS = "consult/migrations/versions"
VAGUE = re.compile(r"utils?|helpers?|common|lib|misc|manager|handler|base_.*|stuff|tools")
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def python_files(*folders: str) -> list[Path]:
    return [
        file
        for folder in folders
        for file in sorted((ROOT / folder).rglob("*.py"))
        if VERSIONS not in str(file)
    ]


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(parsed(file)) if isinstance(node, FUNCTION))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize(("folders", "most"), [(ROOMS, 300), (("tests",), 400)])
def test_files_are_short(folders: tuple[str, ...], most: int) -> None:
    long = {
        name_of(file): size
        for file in python_files(*folders)
        if (size := len(file.read_text().splitlines())) > most
    }
    assert long == {}


@pytest.mark.parametrize(("folders", "most"), [(ROOMS, 40), (("tests",), 40), (("consult/web",), 20)])
def test_functions_are_short(folders: tuple[str, ...], most: int) -> None:
    long = {
        f"{name_of(file)}:{node.name}": length(node)
        for file in python_files(*folders)
        for node in functions(file)
        if length(node) > most
    }
    assert long == {}


def test_templates_are_short() -> None:
    sizes = {
        name_of(file): len(file.read_text().splitlines()) for file in (ROOT / "templates").rglob("*.html")
    }
    assert {name: size for name, size in sizes.items() if size > 120} == {}


def test_modules_have_telling_names_and_say_what_they_are() -> None:
    for file in python_files(*ROOMS):
        assert not VAGUE.fullmatch(file.stem), name_of(file)
        assert ast.get_docstring(parsed(file)), f"{name_of(file)} has no docstring"


def test_tests_assert_something() -> None:
    def asserts(node: ast.AST) -> bool:
        return any(
            isinstance(inner, ast.Assert)
            or (isinstance(inner, ast.Attribute) and inner.attr in {"raises", "warns"})
            or (isinstance(inner, ast.Call) and "assert" in ast.dump(inner.func).lower())
            or (isinstance(inner, ast.Call) and "expect" in ast.dump(inner.func).lower())
            for inner in ast.walk(node)
        )

    tests = [
        (file, node)
        for file in python_files("tests")
        for node in functions(file)
        if node.name.startswith("test_")
    ]
    assert [f"{name_of(file)}:{node.name}" for file, node in tests if not asserts(node)] == []


def test_folders_fit_on_a_screen() -> None:
    folders = {file.parent for file in python_files(*ROOMS)}
    crowded = {name_of(folder): count for folder in folders if (count := len(list(folder.glob("*.py")))) > 17}
    assert crowded == {}


HEAVY = {"pandas", "plotly", "nltk", "sklearn", "alembic"}
STAFF = {"flask_security", "consult.web.board", "consult.web.accounts", "numpy"}


@pytest.mark.parametrize(("faces", "unwanted"), [("residents", HEAVY | STAFF), ("residents,staff", HEAVY)])
def test_web_processes_load_nothing_heavy(faces: str, unwanted: set[str], tmp_path: Path) -> None:
    program = "import sys, wsgi; print('\\n'.join(sys.modules))"
    environment = {
        "CONSULT_FACES": faces,
        "CONSULT_INSTANCE": str(tmp_path),
        "DATABASE_URL": "postgresql://nobody@localhost/none",
        "PATH": "/usr/bin:/bin",
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert unwanted & set(done.stdout.splitlines()) == set()


def test_every_route_declares_its_audience(app: Flask, staff_app: Flask) -> None:
    endpoints = {rule.endpoint for face in (app, staff_app) for rule in face.url_map.iter_rules()}
    assert endpoints == set(AUDIENCES)


def test_contributors_are_sent_to_files_that_exist() -> None:
    recipes = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:consult|surveys|analysis|templates|tests|docs|static)/[\w/.-]*)`", recipes))
    models = re.compile(r"/x\.|NNNN")
    assert {name for name in named if not models.search(name) and not (ROOT / name).exists()} == set()
    assert len(named) > 20


def test_every_template_is_used() -> None:
    sources = [file.read_text() for file in python_files("consult")]
    sources += [file.read_text() for file in (ROOT / "templates").rglob("*.html")]
    everything = "\n".join(sources)
    names = [str(file.relative_to(ROOT / "templates")) for file in (ROOT / "templates").rglob("*.html")]
    unused = [name for name in names if f'"{name}"' not in everything and not name.startswith("questions/")]
    assert unused == []


BOX = re.compile(r'<textarea[^>]*>|<input[^>]*type="(?:text|search)"[^>]*>')
WORDS = re.compile(r'<\w+ class="[^"]*app-(?:words|quote)[^>]*>')


@pytest.mark.parametrize("place", [BOX, WORDS])
def test_peoples_words_run_in_their_own_direction(place: re.Pattern[str]) -> None:
    templates = {name_of(file): file.read_text() for file in (ROOT / "templates").rglob("*.html")}
    found = [(name, tag) for name, text in templates.items() for tag in place.findall(text)]
    assert [each for each in found if 'dir="auto"' not in each[1]] == []
    assert len(found) > 5


def test_vendored_files_are_the_published_ones() -> None:
    for folder in (ROOT / "static/vendor", ROOT / "tests/browser/vendor"):
        done = subprocess.run(
            ["sha256sum", "--check", "--quiet", "SHA256SUMS"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


SHEETS = {
    "residents": ("base.html", "residents", "questions", "results", "errors", "facts/scorecard.html"),
    "staff": tuple(each.name for each in (ROOT / "templates").iterdir() if each.name != "residents"),
}
# Behind them stand sizes and names that are put together, scripts, or nothing to draw.
UNDRAWN = re.compile(
    r"govuk-.*--|govuk-(template|.*-supported).*|app-(main|answers)"
    r"|govuk-(table__(row|body|caption--s)|panel__body)"
)


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_class_of_a_page_is_in_its_style_sheet(sheet: str) -> None:
    style = (ROOT / f"static/css/{sheet}.css").read_text().replace("\\", "")
    files = [file for place in SHEETS[sheet] for file in templates_in(ROOT / "templates" / place)]
    text = "\n".join(file.read_text() for file in files)
    used = {
        name
        for each in re.findall(r'class="([^"]*)"', text)
        for name in re.findall(r"(?:govuk|app)-[\w!-]+", each)
    }
    assert {name for name in used if f".{name}" not in style and not UNDRAWN.fullmatch(name)} == set()


def templates_in(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.html"))


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_look_is_our_own(sheet: str) -> None:
    style = (ROOT / f"static/css/{sheet}.css").read_text()
    assert not re.search(r"GDS Transport|crown|crest", style, re.IGNORECASE)


def test_the_style_sheet_of_residents_is_small_and_has_nothing_of_the_staffs() -> None:
    style = (ROOT / "static/css/residents.css").read_text()
    assert not re.search(
        r"\.app-(entry|letter|job|banner|filters|search)|govuk-(file-upload|pagination)", style
    )
    assert len(lzma.compress(style.encode(), preset=9)) < 10_240  # brotli is a little smaller


def test_settings_and_commands_are_documented() -> None:
    manual = (ROOT / "docs/operating.md").read_text()
    settings = set(re.findall(r'"([A-Z]+_[A-Z_]+|PORT)"', (ROOT / "consult/settings.py").read_text()))
    commands = {f"flask {name}" for name in COMMANDS}
    assert {name for name in settings | commands if name not in manual} == set()
