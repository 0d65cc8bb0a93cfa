"""What an engine that looks for themes takes and gives back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

import pandas as pd

MOST_THEMES = 24

Text = tuple[int, str]
Progress = Callable[[float], None]


def silent(_share: float) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Request:
    """How to search: `seed` makes a search repeatable, `themes` fixes their number, else the engine's rule does."""

    seed: int = 0
    themes: int | None = None
    quotes: int = 5
    progress: Progress = silent


@dataclass(frozen=True, slots=True)
class Theme:
    """A suggested theme: what to call it, the words that set it apart, its number of texts, telling texts by id.

    `side` says which answer to the main question all its writers gave, "" where sides were not kept apart.
    """

    label: str
    words: tuple[str, ...]
    size: int
    quotes: tuple[int, ...]
    side: str = ""


@dataclass(frozen=True, slots=True)
class Unprocessed:
    """A text that has no theme, and why."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Discovery:
    """Themes, largest first, and `assignments`, a table with a row for each theme of each text that has any.

    Columns of `assignments`: id; theme, the position in `themes`; score, how near the text is to the centre of
    the theme, 0 to 1 (cosine); main, whether no other theme of the text is nearer to it. Every text is either
    in `assignments` or in `unprocessed`.
    """

    engine: str
    version: int
    seed: int
    themes: tuple[Theme, ...]
    assignments: pd.DataFrame
    unprocessed: tuple[Unprocessed, ...]


Engine = Callable[[Sequence[Text], Request], Discovery]


def number_of_themes(texts: int) -> int:
    """The rule: sqrt(N / 2), rounded, at least 2 and at most 24, for N texts with something to go by.

    So a theme has sqrt(2 N) texts on average, enough to read and few enough to tell apart; more than 24
    themes at once are more than a person will review.
    """
    return min(max(round(sqrt(texts / 2)), 2), MOST_THEMES)
