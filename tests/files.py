"""Small files of every kind that is taken."""

import zipfile
from io import BytesIO


def packed(name: str) -> bytes:
    """A ZIP archive with one empty file in it."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "")
    return buffer.getvalue()


PDF = b"%PDF-1.7 a very short one"
DOCX = packed("word/document.xml")
TXT = "Dear office, we object.".encode("utf-8-sig")
