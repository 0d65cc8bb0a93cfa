"""What every format writes: sheets of text, numbers and days, row by row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name, headers, and rows that may be read only once."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format's name for people, its file ending, its media type and its writer."""

    title: str
    ending: str
    media_type: str
    write: Callable[[Sequence[Sheet]], Iterator[bytes]]
