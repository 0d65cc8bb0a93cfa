"""Ordinal: answers from one end to the other, drawn as stacked bars; those for and against part in the middle."""

from functools import partial

from analysis.disclosure.withheld import WITHHELD, is_shown
from analysis.drawing.figures import Figure, stack_figure
from analysis.drawing.svg import draw_stacks
from analysis.scales.likert import stacks
from analysis.scales.scale import Scale
from analysis.scales.sides import Side, sides
from analysis.scales.summary import Row, Summary, summarise
from analysis.scales.wording import (
    adjusted,
    extremes,
    listed,
    lowered,
    quoted,
    silence,
    told,
    unranked,
    with_share,
)
from analysis.vocabulary import HIDDEN


def draw(summary: Summary) -> Figure:
    return stack_figure(stacks(summary))


def describe(summary: Summary) -> str:
    """Tell all shares together, or for several rows where the first side is largest and smallest."""
    return _describe_rows(summary) if len(summary.rows) > 1 else _describe_row(summary, summary.rows[0])


def _describe_row(summary: Summary, row: Row) -> str:
    if not summary.sided:
        return _describe_most(summary, row)
    shares = [(side.name, side.best(row)) for side in sides(summary)]
    shown = [f"{share} % {name}" for name, share in shares if is_shown(share)]
    if not shown:
        return silence(summary)
    gone = [quoted(name) for name, share in shares if share is WITHHELD]
    rest = f"; {listed(gone)} {'is' if len(gone) == 1 else 'are'} {HIDDEN}" if gone else ""
    return f"Of those who replied{adjusted(summary)}: {listed(shown)}{rest}."


def _describe_most(summary: Summary, row: Row) -> str:
    """Answers that do not take sides are not added up."""
    labels = [column.label for column in summary.columns]
    shares = [row.best(place) for place in range(len(labels))]
    shown = [(share, label) for share, label in zip(shares, labels, strict=True) if is_shown(share)]
    if not shown:
        return silence(summary)
    share, label = max(shown, key=lambda each: each[0])
    return f"Answer given most, of those who replied{adjusted(summary)}: {with_share(label, share)}."


def _describe_rows(summary: Summary) -> str:
    first = sides(summary)[0] if summary.sided else Side(lowered(summary.columns[0].label), (0,))
    shown = told([row.label for row in summary.rows], [first.best(row) for row in summary.rows])
    if not shown:
        return silence(summary)
    rest = unranked(len(summary.rows) - len(shown), len(summary.rows))
    who = f"Share of those who replied who said {quoted(first.name)}{adjusted(summary)}"
    return f"{who}: {extremes(shown)}{rest}."


def sketch(summary: Summary) -> str:
    return draw_stacks(stacks(summary), describe(summary))


ORDINAL = Scale("ordinal", partial(summarise, "ordinal"), draw, describe, sketch)
