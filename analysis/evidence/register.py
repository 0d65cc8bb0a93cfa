"""The register of accuracy evidence: what was tested by whom under which settings, and what was counted."""

import json
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Literal

from analysis.documents import FieldRefused, parse
from analysis.evidence.addresses import check_address

Setting = Literal["laboratory", "street"]
COUNTED = ("faces", "alerts", "false_alerts", "listed", "missed")


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted; None where nobody counted or published it.

    `faces` were scanned; of the `alerts`, `false_alerts` were about somebody else. `listed` people of the
    watchlist walked past, and `missed` of them set off no alert. Raises ValueError when they contradict.
    """

    faces: int | None = None
    alerts: int | None = None
    false_alerts: int | None = None
    listed: int | None = None
    missed: int | None = None

    def __post_init__(self) -> None:
        for name in COUNTED:
            if (getattr(self, name) or 0) < 0:
                raise FieldRefused(name, "counts cannot be negative")
        for part, whole, words in (
            ("false_alerts", "alerts", "there cannot be more wrong alerts than alerts"),
            ("alerts", "faces", "there cannot be more alerts than faces"),
            ("false_alerts", "faces", "there cannot be more wrong alerts than faces"),
            ("missed", "listed", "nobody can be missed who did not walk past"),
        ):
            count, of = getattr(self, part), getattr(self, whole)
            if count is not None and of is not None and count > of:
                raise FieldRefused(part, words)


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The same for one group of people, such as one ethnic group."""

    label: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Entry:
    """One body of evidence.

    `threshold` is the setting above which two faces count as alike, `watchlist` the number of people on the
    list. `false_rate` (wrong alerts per face) and `found_rate` (of listed people who walked past) are used
    where a source gives rates but no counts. `own` evidence is of the system and place that are consulted on.
    """

    code: str
    title: str
    supplier: str
    version: str
    tester: str
    setting: Setting
    period: str
    counts: Counts
    source: str
    day: date
    own: bool = False
    url: str = ""
    threshold: float | None = None
    watchlist: int | None = None
    false_rate: float | None = None
    found_rate: float | None = None
    groups: tuple[GroupCounts, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        check_address(self.url)
        for name in ("false_rate", "found_rate"):
            if not 0 <= (getattr(self, name) or 0) <= 1:
                raise FieldRefused(name, "a rate lies between 0 and 1")
        for group in self.groups:
            self._check(group)

    def _check(self, group: GroupCounts) -> None:
        """Groups may overlap (a person has a sex and an ethnic group), so each is compared by itself."""
        for name in COUNTED:
            part, whole = getattr(group.counts, name), getattr(self.counts, name)
            if part is not None and whole is not None and part > whole:
                words = name.replace("false_alerts", "wrong alerts")
                raise FieldRefused("groups", f"the group “{group.label}” has more than all: {words}")


@dataclass(frozen=True, slots=True)
class Register:
    """All evidence; `system` is the one that would be used, empty while none is chosen."""

    entries: tuple[Entry, ...]
    system: str = ""

    @property
    def own(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.own)


def parse_register(document: object) -> Register:
    """Reads a register; raises DocumentRefused with all problems."""
    return parse(Register, document)


def figures_of_others() -> Register:
    """What other forces and a national laboratory have published, with its sources."""
    text = (files("analysis.evidence") / "figures_of_others.json").read_text(encoding="utf-8")
    return parse_register(json.loads(text))


def standing(register: Register, place: str) -> str:
    """How far the evidence speaks for the place; `place` as in "Kent"."""
    if not register.system:
        return f"No system has been chosen yet: these are figures of others. {place}’s own are required before use."
    if not register.own:
        return (
            f"{register.system} has been chosen, but these are figures of others. {place}’s own are required before "
            "use."
        )
    return f"{len(register.own)} of {len(register.entries)} entries are about {register.system} in {place}."
