"""Every export format: what goes in comes out, and nothing in it can run."""

import csv
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.exports import FORMATS
from consult.exports.comma import write_table
from consult.exports.neutral import neutral
from consult.exports.table import Cell, Sheet
from consult.exports.workbook import CUT

HEADERS = ("number", "word")
ROWS: list[tuple[Cell, ...]] = [
    (1, "plain"),
    (None, "=HYPERLINK(1)"),
    (2.5, 'ünïcode, "quoted"\nlines'),
    (3, None),
]


def read_csv(content: bytes, name: str) -> list[list[str]]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return list(csv.reader(StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"), newline="")))


def test_every_format_gives_back_what_went_in() -> None:
    content = b"".join(FORMATS["csv"].write([Sheet("responses", HEADERS, ROWS)]))
    assert read_csv(content, "responses") == [
        ["number", "word"],
        ["1", "plain"],
        ["", "'=HYPERLINK(1)"],
        ["2.5", 'ünïcode, "quoted"\nlines'],
        ["3", ""],
    ]


def test_a_workbook_has_exactly_the_listed_sheets_and_text_stays_text() -> None:
    content = b"".join(
        FORMATS["xlsx"].write([Sheet("responses", HEADERS, ROWS), Sheet("codebook", ("a",), [("b",)])])
    )
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        first = archive.read("xl/worksheets/sheet1.xml").decode()
    assert len(sheets) == 2
    assert "<f>" not in first
    assert "=HYPERLINK(1)" in first


@pytest.mark.parametrize("name", FORMATS)
def test_memory_does_not_hold_the_whole_file(name: str) -> None:
    read = 0

    def rows() -> Iterator[tuple[Cell, ...]]:
        nonlocal read
        for number in range(20_000):
            read += 1
            yield number, "x" * 20

    pieces = FORMATS[name].write([Sheet("responses", HEADERS, rows())])
    next(pieces)
    assert read < 20_000 or name == "xlsx"


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_sheet_still_has_its_headers(name: str) -> None:
    content = b"".join(FORMATS[name].write([Sheet("responses", HEADERS, [])]))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert any(b"number" in archive.read(each) for each in archive.namelist())


@given(st.text())
def test_no_cell_begins_a_formula(text: str) -> None:
    shown = str(neutral(text))
    stripped = shown.lstrip("\u200b\u200c\u200d\u2060\ufeff \u00a0\u3000")
    assert not stripped.startswith(("=", "+", "-", "@", "|", "＝", "＋", "－", "＠", "\t", "\r", "\n"))


def test_a_table_of_words_has_plain_numbers_and_nothing_that_runs() -> None:
    text = write_table(("Way", "Replies"), [("=cmd()", "1,300"), ("Of 1,000 people, 3", "1,2")])
    assert text.removeprefix("\ufeff").splitlines() == [
        "Way,Replies",
        "'=cmd(),1300",
        '"Of 1,000 people, 3","1,2"',
    ]


@pytest.mark.parametrize(
    "danger",
    [
        *("=1+1", " =1", "\t=1", "\r\n@SUM(A1)", "\u200b-2", "|calc", "+44 1622", "\u00a0@SUM(A1)"),
        *("＝1", "＋44 1622", "－1", "＠SUM(A1)", "｜calc", "\u3000＋1"),
    ],
)
def test_known_tricks_are_neutralised(danger: str) -> None:
    assert str(neutral(danger)).startswith("'")


def test_a_long_text_is_cut_in_the_workbook_and_says_so() -> None:
    long, fits = "x" * 40_000, "y" * 32_767
    content = b"".join(FORMATS["xlsx"].write([Sheet("responses", ("a", "b"), [(long, fits)])]))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        written = (
            archive.read("xl/sharedStrings.xml").decode()
            if "xl/sharedStrings.xml" in archive.namelist()
            else ""
        )
        written += archive.read("xl/worksheets/sheet1.xml").decode()
    assert f"{'x' * (32_767 - len(CUT))}{CUT}" in written
    assert "x" * 32_767 not in written
    assert fits in written
    assert read_csv(b"".join(FORMATS["csv"].write([Sheet("r", ("a",), [(long,)])])), "r")[1] == [long]


def test_numbers_stay_numbers() -> None:
    assert neutral(-5) == -5
