"""Who asks for what site: only proxies of our own are believed, and only the site's own name is answered to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

from werkzeug.sansio.utils import host_is_trusted

from consult.security import all_headers
from consult.settings import Networks, Settings

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Address = IPv4Address | IPv6Address

LOOPBACK = ("127.0.0.1", "localhost", "::1")
HOUSEHOLD_BITS = 64  # of an address of version 6: what a provider gives to one connection
TOLD = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


@dataclass(frozen=True)
class Gate:
    """In front of an application: corrects what proxies changed, and turns strange hosts away."""

    application: Application
    settings: Settings

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        believe_proxies(environ, self.settings.trusted_proxies)
        if self._knows(environ.get("HTTP_HOST", "")):
            return self.application(environ, start_response)
        headers = [("Content-Type", "text/plain; charset=utf-8"), *all_headers(self.settings)]
        start_response("400 BAD REQUEST", headers)
        return [f"This address is not known here. The site is at {self.settings.site_url}\n".encode()]

    def _knows(self, host: str) -> bool:
        """Whether it is the site's name; on one's own machine all names of that machine are. Ports do not matter."""
        own = urlsplit(self.settings.site_url).hostname
        names = LOOPBACK if own in LOOPBACK else (own,)
        return host_is_trusted(host) and urlsplit(f"//{host}").hostname in names


def believe_proxies(environ: Environ, trusted: Networks) -> None:
    """Put the visitor's address and scheme in place of the proxy's; what strangers claim is dropped."""
    claimed = {name: environ.pop(name, "") for name in TOLD}
    nearest = read_address(environ.get("REMOTE_ADDR", ""))
    if nearest is None or not is_within(nearest, trusted):
        return
    environ["REMOTE_ADDR"] = str(farthest(nearest, claimed["HTTP_X_FORWARDED_FOR"], trusted))
    scheme = claimed["HTTP_X_FORWARDED_PROTO"].rpartition(",")[2].strip().lower()
    if scheme in {"http", "https"}:
        environ["wsgi.url_scheme"] = scheme


def farthest(nearest: Address, line: str, trusted: Networks) -> Address:
    """The first address, seen from us, that no proxy of ours has: each proxy added the one it was called from."""
    known = nearest
    for part in reversed(line.split(",")):
        told = read_address(part)
        if told is None:
            return known
        known = told
        if not is_within(told, trusted):
            return known
    return known


def is_within(address: Address, networks: Networks) -> bool:
    return any(address in network for network in networks)


def read_address(text: str) -> Address | None:
    """An address, also with a port or in brackets; one of version 4 inside version 6 is that of version 4."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def network_of(address: str) -> str:
    """What stands for one connection to the internet: a household, a school, or all who share an address."""
    found = read_address(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, HOUSEHOLD_BITS), strict=False))
    return str(found) if found else ""
