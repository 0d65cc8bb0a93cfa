"""Files are what their names say, and not too large."""

import pytest

from consult.services.beside.files import LARGEST_FILE, kind_of, read_text, tidy_name
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
        ("a.txt", b"\x00\x01\x02\xff"),
        ("a.txt", "no mark".encode("utf-16-le")),
        ("a.txt", b"words\x00"),
        ("a.pdf", b""),
        ("a.pdf", PDF + bytes(LARGEST_FILE)),
    ],
)
def test_what_is_something_else_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(FieldRefusedError) as refused:
        kind_of(name, content)
    assert refused.value.field == "file"


LETTER = "We’d pay £5 at the café."


@pytest.mark.parametrize(
    ("encoding", "sure", "charset"),
    [
        ("utf-8", True, "utf-8"),
        ("utf-8-sig", True, "utf-8"),
        ("utf-16", True, "utf-16"),
        ("cp1252", False, "windows-1252"),
    ],
)
def test_a_text_is_read_in_whichever_way_it_was_saved(encoding: str, sure: bool, charset: str) -> None:
    assert kind_of("letter.txt", LETTER.encode(encoding)) == "txt"
    found = read_text(LETTER.encode(encoding))
    assert found
    assert (found.words, found.sure, found.charset) == (LETTER, sure, charset)


def test_what_cannot_be_read_says_what_to_do() -> None:
    with pytest.raises(FieldRefusedError, match="Save it as UTF-8"):
        kind_of("letter.txt", b"\x00\x01\x02")


@pytest.mark.parametrize("name", ["C:\\Letters\\ours.pdf", "/home/x/ours.pdf", "../ours.pdf", "ours\x00.pdf"])
def test_of_a_path_only_the_name_is_kept(name: str) -> None:
    assert tidy_name(name) == "ours.pdf"
