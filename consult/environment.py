"""Variables of the environment, each read as the kind of value it must be, or refused in one sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import SplitResult, urlsplit

OURS = "CONSULT_"
# Every setting there is under our name; what else begins so is a slip of the pen.
KNOWN = ("CONSULT_ENVIRONMENT", "CONSULT_FACES", "CONSULT_INSTANCE", "CONSULT_PARENT", "CONSULT_ROLE_PREFIX")
SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")
NAME = re.compile(r"[a-z_][a-z0-9_]{0,40}")
HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+", re.IGNORECASE)


class SettingsError(SystemExit):
    """A setting is missing or wrong; a program that meets it ends with the message and no traceback."""


@dataclass(frozen=True)
class Environment:
    """What was given; a blank value is as good as none."""

    variables: Mapping[str, str]

    def check_names(self) -> None:
        for name in self.variables:
            if name.startswith(OURS) and name not in KNOWN:
                near = get_close_matches(name, KNOWN, n=1)
                hint = f" Did you mean {near[0]}?" if near else ""
                raise SettingsError(f"{name} is not a setting.{hint}")

    def words(self, name: str) -> str:
        return self.variables.get(name, "").strip()

    def number(self, name: str, otherwise: int, most: int) -> int:
        given = self.words(name) or str(otherwise)
        if not re.fullmatch("[0-9]{1,9}", given) or not 1 <= int(given) <= most:
            raise SettingsError(f"{name} must be a whole number from 1 to {most:,}.")
        return int(given)

    def choice(self, name: str, allowed: Sequence[str]) -> str:
        """One of a few words, in small letters or capitals; the first where none is given."""
        given = self.words(name).lower() or allowed[0]
        if given not in allowed:
            raise SettingsError(f"{name} must be {' or '.join(allowed)}.")
        return given

    def choices(self, name: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """Some of a few words, each once; all where none is given."""
        if not self.words(name):
            return tuple(allowed)
        given = dict.fromkeys(part.strip().lower() for part in self.words(name).split(",") if part.strip())
        if not given or set(given) - set(allowed):
            raise SettingsError(f"{name} must name one or more of {', '.join(allowed)}.")
        return tuple(given)

    def name(self, name: str, otherwise: str) -> str:
        given = self.words(name) or otherwise
        if not NAME.fullmatch(given):
            raise SettingsError(f"{name} must be small letters, digits and underscores, at most 41.")
        return given

    def networks(self, name: str) -> tuple[IPv4Network | IPv6Network, ...]:
        parts = [part.strip() for part in self.words(name).split(",") if part.strip()]
        try:
            return tuple(ip_network(part, strict=False) for part in parts)
        except ValueError:
            raise SettingsError(
                f"{name} must be addresses or networks, such as 127.0.0.1, 10.0.0.0/8."
            ) from None

    def site(self, name: str, otherwise: str) -> str:
        """The address of a site, without anything behind its host."""
        given = (self.words(name) or otherwise).rstrip("/")
        parts = _split(given)
        if parts is None or parts.scheme not in {"http", "https"} or _says_more(parts):
            raise SettingsError(
                f"{name} must be the address of the site alone, such as https://consult.example."
            )
        return given

    def database(self, name: str) -> str | None:
        given = self.words(name)
        if not given:
            return None
        if not given.startswith(SCHEMES):
            raise SettingsError(f"{name} must begin with postgresql://; no other database is supported.")
        if _split(given) is None:
            raise SettingsError(f"{name} is not an address: its port must be a number, its brackets closed.")
        return given.replace("postgres://", "postgresql://", 1)


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        usable = parts.port is None or parts.port > 0
    except ValueError:
        return None
    return parts if usable else None


def _says_more(parts: SplitResult) -> bool:
    strange = not HOST.fullmatch(parts.hostname or "")
    return strange or bool(parts.path or parts.query or parts.fragment or parts.username)
