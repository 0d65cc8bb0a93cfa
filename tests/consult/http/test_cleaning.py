"""What reaches a page: no character that no table can hold, no document, and files as they were sent."""

from io import BytesIO

from flask import Flask
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.test import EnvironBuilder

from consult.http.cleaning import CleanFields, CleanRequest, FormRequest


def test_no_nul_is_left_in_a_name_or_a_value_and_nothing_else_is_lost() -> None:
    sent = ImmutableMultiDict([("na\0me", "a\0b"), ("name", " c\r\n"), ("name", "")])
    assert list(CleanFields(sent).items(multi=True)) == [("name", "ab"), ("name", " c\r\n"), ("name", "")]


def test_a_file_keeps_every_byte(staff_app: Flask) -> None:
    data = {"words": "a\0", "file": (BytesIO(b"%PDF\0\0"), "letter.pdf")}
    environ = EnvironBuilder(method="POST", data=data).get_environ()
    with staff_app.request_context(environ):
        request = CleanRequest(environ)
        assert request.form["words"] == "a"
        assert request.files["file"].read() == b"%PDF\0\0"
        request.close()


def test_what_says_that_it_is_a_document_is_not_read_as_one() -> None:
    environ = EnvironBuilder(method="POST", json={"support": "yes"}).get_environ()
    for kind in (FormRequest, CleanRequest):
        assert not kind(environ).is_json
        assert not kind(environ).form
