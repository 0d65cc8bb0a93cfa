"""Files are what their names say, and not too large."""

import pytest

from consult.services.beside.files import LARGEST_FILE, kind_of, tidy_name
from consult.services.refusals import FieldRefusedError
from tests.files import DOCX, PDF, TXT, packed


@pytest.mark.parametrize(
    ("name", "content", "kind"), [("a.pdf", PDF, "pdf"), ("b.DOCX", DOCX, "docx"), ("c.d.txt", TXT, "txt")]
)
def test_three_kinds_are_taken(name: str, content: bytes, kind: str) -> None:
    assert kind_of(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("pdf", PDF),
        ("a.pdf", DOCX),
        ("a.docx", packed("xl/workbook.xml")),
        ("a.docx", PDF),
        ("a.txt", b"\xff\xfe\x00"),
        ("a.txt", b"words\x00"),
        ("a.pdf", b""),
        ("a.pdf", PDF + bytes(LARGEST_FILE)),
    ],
)
def test_what_is_something_else_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(FieldRefusedError) as refused:
        kind_of(name, content)
    assert refused.value.field == "file"


@pytest.mark.parametrize("name", ["C:\\Letters\\ours.pdf", "/home/x/ours.pdf", "../ours.pdf", "ours\x00.pdf"])
def test_of_a_path_only_the_name_is_kept(name: str) -> None:
    assert tidy_name(name) == "ours.pdf"
