"""Which schema this release wants, read from the names in the migrations; a web process loads nothing more of them."""

import re
from functools import cache
from pathlib import Path

VERSIONS = Path(__file__).parent / "versions"
LINE = re.compile(r'^(revision|down_revision) = "(\w+)"', re.MULTILINE)


@cache
def newest_revision() -> str:
    """The one that no other goes on from."""
    texts = [file.read_text(encoding="utf-8") for file in VERSIONS.glob("*.py")]
    found: list[dict[str, str]] = [dict(LINE.findall(each)) for each in texts]
    earlier = {each.get("down_revision") for each in found}
    (newest,) = [each["revision"] for each in found if each["revision"] not in earlier]
    return newest
