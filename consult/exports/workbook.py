"""XLSX: a fresh workbook with exactly the listed sheets, written row by row to a temporary file."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from tempfile import NamedTemporaryFile

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from consult.exports.table import Sheet

PIECE = 256 * 1024
LONGEST_CELL = 32_767
WIDTH = 12  # a day fits; a narrower column would show signs in its place
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
            day = workbook.add_format({"num_format": "yyyy-mm-dd"})
            for sheet in sheets:
                _fill(workbook.add_worksheet(sheet.name), sheet, day)
        while piece := file.read(PIECE):
            yield piece


def _fill(worksheet: Worksheet, sheet: Sheet, day: Format) -> None:
    worksheet.set_column(0, len(sheet.headers) - 1, WIDTH)
    for column, header in enumerate(sheet.headers):
        worksheet.write_string(0, column, header)
    worksheet.freeze_panes(1, 0)
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                worksheet.write_string(number, column, fitted(value))
            elif isinstance(value, date):
                worksheet.write_datetime(number, column, datetime.combine(value, time()), day)
            elif value is not None:
                worksheet.write_number(number, column, value)


def fitted(text: str) -> str:
    """A text as it fits into a cell; one that is cut says so."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
