"""Files that people send: which kinds are taken, and whether one is what it says it is."""

import codecs
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from consult.services.refusals import FieldRefusedError
from surveys.writing.cleaning import clean

LARGEST_FILE = 10 * 1024 * 1024
LARGEST = "10 MB"
PASTED = "pasted"
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
GUESS = "cp1252"
UNWRITTEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-")


def is_docx(content: bytes) -> bool:
    """Only the list of what is packed is read; nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
        return False
    return "word/document.xml" in names and not any("vbaproject" in name.lower() for name in names)


@dataclass(frozen=True, slots=True)
class ReadText:
    """The words of a text file, and in which encoding they were read; `sure` unless it was guessed."""

    words: str
    encoding: str
    sure: bool = True

    @property
    def charset(self) -> str:
        """The encoding as browsers call it."""
        return {"utf-8-sig": "utf-8", GUESS: "windows-1252"}.get(self.encoding, self.encoding)


def read_text(content: bytes) -> ReadText | None:
    """UTF-8; UTF-16 with its mark, which Notepad once called “Unicode”; else Windows-1252, a guess to be checked.

    None for what has signs that no text has.
    """
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", GUESS):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not UNWRITTEN.search(words):
            return ReadText(words, encoding, sure=encoding != GUESS)
    return None


def is_txt(content: bytes) -> bool:
    return read_text(content) is not None


# By ending: how it is recognised, and the media type it is given out with.
KINDS: dict[str, tuple[Callable[[bytes], bool], str]] = {
    "pdf": (is_pdf, "application/pdf"),
    "docx": (is_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "txt": (is_txt, "text/plain"),
}
# What to say of a file that is not what its name says, where there is something to be done.
ADVICE = {"txt": "The letters of this file cannot be read. Save it as UTF-8 and choose it again"}


def kind_of(name: str, content: bytes) -> str:
    """Raises `FieldRefusedError` for a file that is too large, empty, or not what its name says."""
    stem, _, ending = name.lower().rpartition(".")
    if not stem or ending not in KINDS:
        raise FieldRefusedError("file", "Choose a PDF, DOCX or TXT file")
    if not content:
        raise FieldRefusedError("file", "The file is empty")
    if len(content) > LARGEST_FILE:
        raise FieldRefusedError("file", f"The file must be smaller than {LARGEST}")
    if not KINDS[ending][0](content):
        refusal = f"This is not a {ending.upper()} file, although its name says so"
        raise FieldRefusedError("file", ADVICE.get(ending, refusal))
    return ending


def tidy_name(name: str) -> str:
    """The last part of a file's name, as one storable line."""
    return clean(name.replace("\\", "/").rpartition("/")[2])[-150:]
