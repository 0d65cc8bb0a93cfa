"""Nominal: answers without an order, shown in the order of the questionnaire."""

from functools import partial

from analysis.drawing.figures import Figure, bar_figure
from analysis.drawing.svg import draw_bars
from analysis.scales.bars import answer_bars
from analysis.scales.scale import Scale
from analysis.scales.summary import Figures, Row, Summary, labels_of, summarise
from analysis.scales.wording import adjusted, silence, told, with_share, withheld


def draw(summary: Summary) -> Figure:
    return bar_figure(answer_bars(summary))


def describe(summary: Summary) -> str:
    """Name the two answers given most, or the first answer of each row when there are several rows."""
    ranked = [told(labels_of(summary), _shares(row)) for row in summary.rows]
    if not any(ranked):
        return silence(summary)
    return _describe_rows(summary, ranked) if len(ranked) > 1 else _describe_row(summary, ranked[0])


def _describe_row(summary: Summary, ranked: list[tuple[str, int]]) -> str:
    most = "; ".join(with_share(label, share) for label, share in ranked[:2])
    rest = withheld(len(summary.columns) - len(ranked), len(summary.columns))
    first = (
        f"{'Answers' if len(ranked) > 1 else 'Answer'} given most, of those who replied{adjusted(summary)}"
    )
    return f"{first}: {most}{rest}."


def _shares(row: Row) -> Figures:
    return tuple(row.best(place) for place in range(len(row.percents)))


def _describe_rows(summary: Summary, ranked: list[list[tuple[str, int]]]) -> str:
    firsts = zip(summary.rows, ranked, strict=True)
    parts = [f"for {row.label}, {with_share(*answers[0])}" for row, answers in firsts if answers]
    rest = withheld(len(ranked) - len(parts), len(ranked))
    return f"Answer given most, of those who replied{adjusted(summary)}: {'; '.join(parts)}{rest}."


def sketch(summary: Summary) -> str:
    return draw_bars(answer_bars(summary), describe(summary))


NOMINAL = Scale("nominal", partial(summarise, "nominal"), draw, describe, sketch)
