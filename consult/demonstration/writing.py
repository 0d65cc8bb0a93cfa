"""Writing: what invented people write, composed of many short phrases about one or two themes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from consult.demonstration.chance import pick, pick_one, pick_several
from consult.demonstration.slips import make_slips
from consult.demonstration.views import support_code

FOR, AGAINST, CONDITIONS = "for", "against", "conditions"

# Which side of the matter people write about, by how they answer whether they support or oppose.
WRITES_ABOUT = {
    "strongly_oppose": {AGAINST: 0.97, CONDITIONS: 0.03},
    "tend_oppose": {AGAINST: 0.75, CONDITIONS: 0.25},
    "neither": {CONDITIONS: 0.8, FOR: 0.1, AGAINST: 0.1},
    "dont_know": {CONDITIONS: 0.9, FOR: 0.05, AGAINST: 0.05},
    "tend_support": {FOR: 0.72, CONDITIONS: 0.28},
    "strongly_support": {FOR: 0.94, CONDITIONS: 0.06},
}
SECOND_THEMES = {"why"}  # the questions that people answer with more than one

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
LED_IN = 0.45
LEAD, OWN_LEAD = "{lead}", "{think}"
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
    about = pick(WRITES_ABOUT[support_code(view)], rng)
    middles, ends = pick(SHAPES, rng)
    count = len(middles) if question in SECOND_THEMES else 1
    fitting = [theme for theme in phrases().themes[question] if theme.side == about]
    themes = pick_several(fitting, count, rng)
    sentences = _sentences(themes, middles, rng)
    if ends:
        sentences.append(pick_one(themes[0].endings, rng))
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
        opening = pick_one(theme.openings, rng)
        before = pick_one(CONNECTIVES, rng) if number else _lead(opening, rng)
        sentences += [before + opening, *pick_several(theme.middles, more, rng)]
    return sentences


def _lead(opening: str, rng: np.random.Generator) -> str:
    return LEAD if not opening.startswith(OWN_LEAD) and rng.random() < LED_IN else ""


def _fill(sentences: list[str], rng: np.random.Generator) -> str:
    """Put words into the slots, none twice in a text, and begin every sentence with a capital."""
    used: set[str] = set()

    def word(slot: re.Match[str]) -> str:
        free = [word for word in phrases().words[slot[1]] if word not in used]
        chosen = pick_one(free, rng)
        used.add(chosen)
        return chosen

    filled = [SLOT.sub(word, sentence) for sentence in sentences]
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in filled)
