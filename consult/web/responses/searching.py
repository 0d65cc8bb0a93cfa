"""A search of the list, from and to the address of its page."""

from collections.abc import Mapping
from urllib.parse import urlencode

from consult.services.records.responses import Search, is_number

LONGEST = 100


def search_of(given: Mapping[str, str]) -> Search:
    """What the address asks for; a number that no response can have is none."""
    before = given.get("before", "")
    return Search(
        given.get("words", "").strip()[:LONGEST],
        given.get("arm", ""),
        given.get("state", ""),
        int(before) if is_number(before) else None,
    )


def address_of(search: Search, **changes: str | int | None) -> str:
    """The same search in an address, so that a page can lead back to it; nothing where it asks for nothing."""
    asked = {"words": search.words, "arm": search.arm, "state": search.state, "before": search.before}
    fields = {name: value for name, value in (asked | changes).items() if value not in {"", None}}
    return f"?{urlencode(fields)}" if fields else ""
