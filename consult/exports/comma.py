"""CSV: one file for each sheet, in a ZIP archive that is streamed as it is made."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import RawIOBase, StringIO

from consult.exports.neutral import neutral
from consult.exports.table import Cell, Sheet

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
ROWS_A_PIECE = 500
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


class Pipe(RawIOBase):
    """Collects what the archive writes, to be handed on in pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self.pieces.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        taken = b"".join(self.pieces)
        self.pieces.clear()
        return taken


def write_csv(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """The pieces of a ZIP archive with a CSV file for each sheet; memory does not grow with the rows."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets:
            with archive.open(f"{sheet.name}.csv", "w", force_zip64=True) as file:
                for piece in _lines(sheet):
                    file.write(piece.encode())
                    yield pipe.take()
    yield pipe.take()


def write_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of words as one CSV file: nothing in it can run, and 1,300 is the number 1300."""
    buffer = StringIO(BYTE_ORDER_MARK)
    buffer.seek(0, 2)
    writer = csv.writer(buffer)
    for row in (headers, *rows):
        writer.writerow([neutral(cell.replace(",", "") if GROUPED.fullmatch(cell) else cell) for cell in row])
    return buffer.getvalue()


def _lines(sheet: Sheet) -> Iterator[str]:
    """The sheet's text, some hundred rows at a time."""
    buffer = StringIO(BYTE_ORDER_MARK)
    buffer.seek(0, 2)
    writer = csv.writer(buffer)
    writer.writerow(sheet.headers)
    for number, row in enumerate(sheet.rows, 1):
        writer.writerow([_text(value) for value in row])
        if number % ROWS_A_PIECE == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _text(value: Cell) -> Cell:
    return "" if value is None else neutral(value)


def _emptied(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
