"""The version of the analysis: which code made a finding, so that anybody can tell whether it was changed."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import analysis

SUFFIXES = frozenset({".py", ".json", ".csv"})


@cache
def code_version() -> str:
    """The beginning of the SHA-256 over all files of the package `analysis` in order of path.

    Each file counts with its path, a line feed, its length in bytes, a line feed, and its content.
    """
    root = Path(analysis.__file__).parent
    whole = sha256()
    for file in sorted(path for path in root.rglob("*") if path.suffix in SUFFIXES):
        content = file.read_bytes()
        whole.update(f"{file.relative_to(root).as_posix()}\n{len(content)}\n".encode() + content)
    return whole.hexdigest()[:16]
