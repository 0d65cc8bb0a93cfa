"""Addresses of sources: only such as a reader can safely follow."""

from analysis.documents import FieldRefused

SAFE = ("https://", "http://", "/")


def check_address(url: str) -> None:
    """Raises FieldRefused for an address that is neither of the web nor of this site."""
    if url and not url.startswith(SAFE):
        raise FieldRefused("url", "an address begins with https://")
