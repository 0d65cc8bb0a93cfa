"""Files that people send: which kinds are taken, and whether one is what it says it is."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

from consult.services.refusals import FieldRefusedError
from writing.cleaning import clean

LARGEST_FILE = 10 * 1024 * 1024
LARGEST = "10 MB"
PASTED = "pasted"


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


def is_txt(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


# By ending: how it is recognised, and the media type it is given out with.
KINDS: dict[str, tuple[Callable[[bytes], bool], str]] = {
    "pdf": (is_pdf, "application/pdf"),
    "docx": (is_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "txt": (is_txt, "text/plain; charset=utf-8"),
}


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
        raise FieldRefusedError("file", f"This is not a {ending.upper()} file, although its name says so")
    return ending


def tidy_name(name: str) -> str:
    """The last part of a file's name, as one storable line."""
    return clean(name.replace("\\", "/").rpartition("/")[2])[-150:]
