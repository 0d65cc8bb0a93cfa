"""Writing: what invented people write, composed of short pieces about one or two themes."""

import re
from collections.abc import Mapping

import numpy as np

from consult.demonstration.chance import pick, pick_one, pick_several
from consult.demonstration.slips import make_slips
from consult.demonstration.views import support_code
from consult.demonstration.wording.phrases import Theme, phrases

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

# How much people write: of each theme an opening and so many middles, and whether an ending follows.
SHAPES: Mapping[tuple[tuple[int, ...], bool], float] = {
    ((0,), False): 0.05,
    ((0,), True): 0.11,
    ((1,), False): 0.22,
    ((1,), True): 0.27,
    ((2,), True): 0.15,
    ((0, 1), True): 0.09,
    ((2, 1), True): 0.07,
    ((2, 2), True): 0.04,
}
LEADS = 0.45
LEAD, HAS_A_LEAD = "{lead}", "{think}"
CONNECTIVES = ("", "", "also, ", "besides, ", "and ")
EMPHASIS = 0.12
SLOT = re.compile(r"\{([^{}]+)\}")


def write(question: str, view: float, rng: np.random.Generator) -> str:
    """Compose an answer to a question for a view from 0 to 1, from a few words to about 100."""
    about = pick(WRITES_ABOUT[support_code(view)], rng)
    middles, ends = pick(SHAPES, rng)
    count = len(middles) if question in SECOND_THEMES else 1
    fitting = [theme for theme in phrases().themes[question] if theme.side == about]
    themes = pick_several(fitting, count, rng)
    pieces = _choose_pieces(themes, middles, rng)
    if ends:
        pieces.append(pick_one(themes[0].endings, rng))
    return make_slips(_in_own_words(_fill(pieces, rng), rng), rng)


def _choose_pieces(themes: list[Theme], middles: tuple[int, ...], rng: np.random.Generator) -> list[str]:
    pieces = []
    for number, (theme, more) in enumerate(zip(themes, middles, strict=False)):
        opening = pick_one(theme.openings, rng)
        before = pick_one(CONNECTIVES, rng) if number else _lead(opening, rng)
        pieces += [before + opening, *pick_several(theme.middles, more, rng)]
    return pieces


def _lead(opening: str, rng: np.random.Generator) -> str:
    return LEAD if rng.random() < LEADS and not opening.startswith(HAS_A_LEAD) else ""


def _fill(pieces: list[str], rng: np.random.Generator) -> str:
    """Fill the slots, with nothing twice if there is a choice, and begin every sentence with a capital."""
    used: set[str] = set()

    def fill(slot: re.Match[str]) -> str:
        choices = phrases().choices(slot[1])
        chosen = pick_one([choice for choice in choices if choice not in used] or choices, rng)
        used.add(chosen)
        return chosen

    filled = [SLOT.sub(fill, piece) for piece in pieces]
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in filled)


def _in_own_words(text: str, rng: np.random.Generator) -> str:
    """Say some things in other words, some people more than others, and stress some."""
    habit = rng.random()

    def replace(found: re.Match[str]) -> str:
        return phrases().same[found[0]] if rng.random() < habit else found[0]

    def stress(found: re.Match[str]) -> str:
        return f"{found[0]} {pick_one(phrases().emphasis, rng)}" if rng.random() < EMPHASIS else found[0]

    return phrases().emphatic.sub(stress, phrases().replaceable.sub(replace, text))
