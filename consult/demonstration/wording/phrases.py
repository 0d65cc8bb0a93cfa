"""Phrases: the many short pieces that invented people's texts are composed of."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Theme:
    """Pieces that go together in any combination: an opening, then middles, then an ending."""

    name: str
    side: str
    openings: list[str]
    middles: list[str]
    endings: list[str]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a campaign sends: sentences, other wordings of some of them by their number, and both ends."""

    greetings: list[str]
    sentences: list[str]
    changes: Mapping[str, list[str]]
    endings: list[str]


@dataclass(frozen=True)
class Phrases:
    """Everything there is to write with.

    A slot in a piece names its alternatives, as in {here|in town}, or a list of `words`. `same` gives other
    words for some; `emphasis` may be put after the words that are `emphasised`.
    """

    words: Mapping[str, list[str]]
    same: Mapping[str, str]
    emphasised: list[str]
    emphasis: list[str]
    themes: Mapping[str, list[Theme]]
    campaign: Letter

    def choices(self, slot: str) -> list[str]:
        """Give what may stand in a slot."""
        return slot.split("|") if "|" in slot else self.words[slot]

    @cached_property
    def replaceable(self) -> re.Pattern[str]:
        """Where other words may stand: never before a stop, as in "that is how it is"."""
        return re.compile(rf"\b({'|'.join(self.same)})\b(?= \w)")

    @cached_property
    def emphatic(self) -> re.Pattern[str]:
        """After which words emphasis may be put: never after the first of a question."""
        return re.compile(rf"(?<= )({'|'.join(self.emphasised)})(?= [a-z])")


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    text = files("consult.demonstration.wording").joinpath("phrases.json").read_text(encoding="utf-8")
    document = json.loads(text)
    themes = {name: [Theme(**theme) for theme in listed] for name, listed in document["themes"].items()}
    return Phrases(**document | {"themes": themes, "campaign": Letter(**document["campaign"])})
