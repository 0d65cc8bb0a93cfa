"""A finding as a page: sentences, tables of words and pictures, made only of what may be printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.areas.areas import Area
from analysis.finding.disclosed import disclosed
from analysis.finding.finding import Finding
from analysis.finding.states import OPEN, State
from analysis.finding.words.judgement import judgement_sentences
from analysis.finding.words.moved import moved_sentences
from analysis.finding.words.overturning import bound_sentences
from analysis.finding.words.phrases import Names
from analysis.finding.words.pictures import draw_shares, draw_tilted
from analysis.finding.words.sentences import Words, status, write
from analysis.finding.words.tables import (
    tabulate_areas,
    tabulate_bounds,
    tabulate_checks,
    tabulate_companions,
    tabulate_shares,
    tabulate_waterfall,
)
from analysis.scales.tables import Table


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence that is met or not; None: it could not be judged."""

    met: bool | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of a finding; every number in it has passed disclosure control.

    `picture` and `tilted` are SVG, empty where nothing may be drawn; `notice` says why figures stayed as they
    were, if they did. `judgement` says what staff took out by judgement and what it changes, `moved` that it did not
    close when the plan said.
    """

    state: State
    status: str
    words: Words
    picture: str
    shares: Table
    counts: tuple[str, ...]
    gates: tuple[Item, ...]
    reasons: tuple[str, ...]
    steps: tuple[str, ...]
    tilted: str
    bounds: Table
    bound_sentences: tuple[str, ...]
    checks: Table
    companions: Table
    waterfall: Table
    areas: Table
    notice: str = ""
    judgement: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


def make_page(finding: Finding, names: Names, areas: Sequence[Area] = ()) -> Page:
    """The page of a finding; `names` say what sentences call things."""
    shown = disclosed(finding)
    closed = shown.state != OPEN
    return Page(
        state=shown.state,
        status=status(shown.state, names),
        words=write(finding, names),
        picture=draw_shares(shown),
        shares=tabulate_shares(shown) if closed else Table((), ()),
        counts=_counts(shown),
        gates=tuple(Item(gate.held, gate.sentence) for gate in shown.gates),
        reasons=tuple(reason.sentence for reason in shown.reasons),
        steps=shown.steps,
        tilted=draw_tilted(shown),
        bounds=tabulate_bounds(shown.bounds, names),
        bound_sentences=bound_sentences(shown),
        checks=tabulate_checks(shown.checks),
        companions=tabulate_companions(shown.companions),
        waterfall=tabulate_waterfall(shown.waterfall),
        areas=tabulate_areas(areas),
        judgement=judgement_sentences(shown, names),
        moved=moved_sentences(shown),
    )


def _counts(finding: Finding) -> tuple[str, ...]:
    counts = finding.counts
    sentences = [f"{counts.submissions:,} replies were sent."]
    if counts.texts is not None:
        sentences.append(
            f"People wrote about {_rounded(counts.texts)} different texts; copies of one text count once here."
        )
    if counts.people is not None:
        sentences.append(
            f"About {_rounded(counts.people)} replies came from people known to have been invited."
        )
    return tuple(sentences)


def _rounded(count: int) -> str:
    return f"{int(count / 5 + 0.5) * 5:,}"
