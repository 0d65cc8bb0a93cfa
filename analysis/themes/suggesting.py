"""Themes suggested for answers: what says nothing set aside, copies read once, sides kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.themes.discovery import Discovery, Engine, Progress, Request, Unprocessed, number_of_themes
from analysis.themes.nonanswers import kind_of

Copies = dict[str, list[int]]
"""The ids of all copies of each different text."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote; equal `words` are copies. `side`: how the writer answered the main question, "" unknown."""

    id: int
    words: str
    side: str = ""


def suggest(engine: Engine, written: Sequence[Written], request: Request) -> Discovery:
    """The themes of each side, largest first, as one discovery that accounts for every text.

    Opposite views share most of their words ("more cameras", "no more cameras"), so texts are only put together
    with texts of the same side, and each side has its part of the number of themes. A text that many people sent
    is read once and counted as often as it was sent.
    """
    aside = [Unprocessed(text.id, kind) for text in written if (kind := kind_of(text.words))]
    left = {text.id for text in aside}
    sides: dict[str, Copies] = {}
    for text in written:
        if text.id not in left:
            sides.setdefault(text.side, {}).setdefault(text.words, []).append(text.id)
    found, done, different = list[tuple[str, Discovery]](), 0, sum(map(len, sides.values()))
    for side, copies in sorted(sides.items()):
        share = len(copies) / different
        own = replace(
            request,
            themes=request.themes or max(2, round(number_of_themes(different) * share)),
            progress=_part(request.progress, done / different, share),
        )
        found.append((side, _read_once(engine, copies, own)))
        done += len(copies)
    request.progress(1.0)
    return _joined(engine, found, aside, request)


def _part(progress: Progress, start: float, share: float) -> Progress:
    return lambda done: progress(start + share * done)


def _read_once(engine: Engine, copies: Copies, request: Request) -> Discovery:
    """What an engine finds in different texts, told of all their copies."""
    of = {identities[0]: identities for identities in copies.values()}
    found = engine([(identities[0], words) for words, identities in copies.items()], request)
    table = found.assignments.assign(id=found.assignments["id"].map(of))
    table = table.explode("id", ignore_index=True).astype({"id": "int64"})
    sizes = table["theme"].value_counts()
    themes = tuple(replace(theme, size=int(sizes[place])) for place, theme in enumerate(found.themes))
    left = tuple(replace(each, id=copy) for each in found.unprocessed for copy in of[each.id])
    return replace(found, themes=themes, assignments=table, unprocessed=left)


def _joined(
    engine: Engine, found: Sequence[tuple[str, Discovery]], aside: Sequence[Unprocessed], request: Request
) -> Discovery:
    """Discoveries of several sides as one."""
    if not found:
        return replace(engine([], request), unprocessed=tuple(aside))
    themes = [(side, part, place) for side, part in found for place in range(len(part.themes))]
    themes.sort(key=lambda theme: -theme[1].themes[theme[2]].size)
    position = {(side, place): order for order, (side, _, place) in enumerate(themes)}
    tables = [
        part.assignments.assign(theme=[position[side, place] for place in part.assignments["theme"]])
        for side, part in found
    ]
    return replace(
        found[0][1],
        themes=tuple(replace(part.themes[place], side=side) for side, part, place in themes),
        assignments=pd.concat(tables, ignore_index=True),
        unprocessed=(*aside, *(text for _, part in found for text in part.unprocessed)),
    )
