"""Writing: what invented people write, composed of many short phrases about one or two themes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from consult.demonstration.chance import pick
from consult.demonstration.slips import make_slips
from consult.demonstration.views import side

FOR, AGAINST, CONDITIONS = "for", "against", "conditions"

# Which side of the matter people write about, by the side they are on.
WRITES_ABOUT = {
    "for": {FOR: 0.8, CONDITIONS: 0.2},
    "against": {AGAINST: 0.82, CONDITIONS: 0.18},
    "between": {CONDITIONS: 0.6, FOR: 0.2, AGAINST: 0.2},
}

# How much people write: of openings and middles, as a pair for each theme, and whether there is an ending.
Shape = tuple[tuple[int, ...], bool]
SHAPES: Mapping[Shape, float] = {
    ((0,), False): 0.1,
    ((0,), True): 0.18,
    ((1,), False): 0.2,
    ((1,), True): 0.22,
    ((2,), True): 0.12,
    ((0, 1), True): 0.08,
    ((2, 1), True): 0.06,
    ((2, 2), True): 0.04,
}
LEADS = 0.4
LEAD = "{lead}"
CONNECTIVES = ("", "", "also, ", "besides, ", "and ")
SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Theme:
    """Phrases that go together in any combination: an opening, then middles, then an ending."""

    name: str
    side: str
    openings: list[str]
    middles: list[str]
    endings: list[str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Themes by question, and the words that fit into a slot like {place}."""

    words: Mapping[str, list[str]]
    themes: Mapping[str, list[Theme]]


def write(question: str, view: float, rng: np.random.Generator) -> str:
    """Compose an answer to a question for a view from 0 to 1, from a short sentence to about 90 words."""
    themes = phrases().themes[question]
    about = pick(WRITES_ABOUT[side(view)], rng)
    fitting = [theme for theme in themes if theme.side == about]
    middles, ends = pick(SHAPES, rng)
    count = min(len(middles), len(fitting))
    chosen = [fitting[index] for index in rng.choice(len(fitting), count, replace=False)]
    sentences = _sentences(chosen, middles, rng)
    if ends:
        sentences.append(_one(chosen[0].endings, rng))
    return make_slips(_fill(sentences, rng), rng)


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    text = files("consult.demonstration").joinpath("phrases.json").read_text(encoding="utf-8")
    document = json.loads(text)
    themes = {name: [Theme(**theme) for theme in listed] for name, listed in document["themes"].items()}
    return Phrases(document["words"], themes)


def _sentences(themes: list[Theme], middles: tuple[int, ...], rng: np.random.Generator) -> list[str]:
    sentences = []
    for number, (theme, more) in enumerate(zip(themes, middles, strict=False)):
        before = _one(CONNECTIVES, rng) if number else _lead(rng)
        sentences.append(before + _one(theme.openings, rng))
        picked = rng.choice(len(theme.middles), more, replace=False)
        sentences += [theme.middles[index] for index in picked]
    return sentences


def _lead(rng: np.random.Generator) -> str:
    return LEAD if rng.random() < LEADS else ""


def _fill(sentences: list[str], rng: np.random.Generator) -> str:
    """Put words into the slots, none twice in a text, and begin every sentence with a capital."""
    used: set[str] = set()

    def word(slot: re.Match[str]) -> str:
        free = [word for word in phrases().words[slot[1]] if word not in used]
        chosen = _one(free, rng)
        used.add(chosen)
        return chosen

    filled = [SLOT.sub(word, sentence) for sentence in sentences]
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in filled)


def _one(choices: list[str] | tuple[str, ...], rng: np.random.Generator) -> str:
    return choices[int(rng.integers(len(choices)))]
