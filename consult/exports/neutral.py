"""Cells that no spreadsheet takes for a formula."""

import re

from consult.exports.table import Cell

# What begins a formula, also after blanks or invisible characters, and in its full-width form.
FORMULA = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]*[=+\-@|＝＋－＠｜]|[\t\r\n]")


def neutral(value: Cell) -> Cell:
    """The value with an apostrophe in front if a spreadsheet could run it; numbers stay numbers."""
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value
