"""Formats that responses are exported in; each is a function from a table to pieces of a file."""

from consult.exports.comma import write_csv
from consult.exports.table import Format
from consult.exports.workbook import write_xlsx

FORMATS: dict[str, Format] = {
    "csv": Format("CSV files in a ZIP archive", "zip", "application/zip", write_csv),
    "xlsx": Format(
        "Excel workbook",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
}
