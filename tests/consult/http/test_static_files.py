"""Static files: at addresses that are kept for ever, compressed beforehand, and nothing else of their folder."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from consult.http.static_files import ENCODINGS, FOR_EVER, asset, find_files, release_mark

FORMS = {"br": brotli.decompress, "gzip": gzip.decompress}
LOADED = re.compile(r"""(?:from|import\() ?["'](\.[^"']+)["']""")


@pytest.mark.parametrize("encoding", FORMS)
def test_the_compressed_forms_hold_what_the_files_hold(encoding: str) -> None:
    """After a change of any file: `make assets`."""
    read: Callable[[bytes], bytes] = FORMS[encoding]
    forms = {name: file.with_name(file.name + ENCODINGS[encoding]) for name, file in find_files().items()}
    assert [name for name, form in forms.items() if not form.exists()] == []
    assert [
        name for name, form in forms.items() if read(form.read_bytes()) != find_files()[name].read_bytes()
    ] == []
    assert len(forms) > 5


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("", ""),
        ("identity", ""),
    ],
)
def test_a_browser_gets_the_smallest_form_that_it_reads(
    app: Flask, client: FlaskClient, accepted: str, encoding: str
) -> None:
    with app.test_request_context():
        address = asset("js/app.js")
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding", "") == encoding
    assert FORMS.get(encoding, bytes)(answer.data) == find_files()["js/app.js"].read_bytes()
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_kept_for_ever_and_so_is_what_it_loads(client: FlaskClient) -> None:
    for name, file in find_files().items():
        address = f"/static/{release_mark()}/{name}"
        assert client.get(address).headers["Cache-Control"] == FOR_EVER
        for other in LOADED.findall(file.read_text(encoding="utf-8")) if name.startswith("js/") else []:
            loaded = client.get(str(Path(address).parent.joinpath(other)).replace("/js/../", "/"))
            assert loaded.headers["Cache-Control"] == FOR_EVER, other


def test_what_a_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    address = f"/static/{release_mark()}/js/app.js"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_a_page_of_the_release_before_gets_what_there_is_and_not_for_ever(client: FlaskClient) -> None:
    answer = client.get("/static/0123456789abcdef/js/app.js")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "name",
    [
        "package.json",
        "scss/_frame.scss",
        "css/residents.css.br",
        "vendor/SHA256SUMS",
        "vendor/README.md",
        "../consult/settings.py",
        "js/../../SECURITY.md",
        "%2e%2e/Makefile",
        "js/%00",
        "node_modules/sass/package.json",
        "",
    ],
)
def test_nothing_else_of_the_folder_is_handed_out(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/static/{release_mark()}/{name}")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_address_of_a_file_that_there_is_not_is_a_mistake_of_ours(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(KeyError):
        asset("js/nothing.js")
