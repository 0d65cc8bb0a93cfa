"""XLSX: a fresh workbook with exactly the listed sheets, written row by row to a temporary file."""

from collections.abc import Iterator, Sequence
from tempfile import NamedTemporaryFile

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from consult.exports.table import Cell, Sheet

PIECE = 256 * 1024
LONGEST_CELL = 32_767
CUT = " […cut: see the CSV export]"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """The pieces of a workbook. Text is stored as text, so nothing in it can be run."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        with Workbook(file.name, OPTIONS) as workbook:
            for sheet in sheets:
                _fill(workbook.add_worksheet(sheet.name), sheet)
        while piece := file.read(PIECE):
            yield piece


def _fill(worksheet: Worksheet, sheet: Sheet) -> None:
    for column, header in enumerate(sheet.headers):
        worksheet.write_string(0, column, header)
    worksheet.freeze_panes(1, 0)
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            _write(worksheet, number, column, value)


def _write(worksheet: Worksheet, row: int, column: int, value: Cell) -> None:
    if isinstance(value, str):
        worksheet.write_string(
            row, column, value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - len(CUT)] + CUT
        )
    elif value is not None:
        worksheet.write_number(row, column, value)
