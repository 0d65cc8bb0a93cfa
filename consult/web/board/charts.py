"""A chart as the page needs it: a sentence, a picture that needs no script, a table, and a figure to enliven it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from analysis.board.arrivals import Arrivals, describe_arrivals, tabulate_arrivals
from analysis.board.cards import Card
from analysis.board.columns import arrivals_figure, draw_arrivals
from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.hexmap import draw_map, map_figure
from analysis.scales import SCALES
from analysis.scales.summary import Row, Summary
from analysis.scales.tables import Table
from analysis.scales.wording import withheld
from analysis.vocabulary import HIDDEN


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a card shows; `name` is its anchor and the name of its CSV file.

    `asked` is the wording of the question where the title is not; `of_all` whether it was asked of everybody;
    `replies` how many answered, where that may be told.
    """

    name: str
    title: str
    sentence: str
    picture: Markup
    figure: str
    table: Table
    asked: str = ""
    of_all: bool = True
    replies: str = ""


def chart_of(name: str, title: str, summary: Summary, table: Table | None = None) -> Chart:
    scale = SCALES[summary.scale]
    return Chart(
        name=name,
        title=title,
        sentence=scale.describe(summary),
        picture=Markup(scale.sketch(summary)),  # noqa: S704 - drawn and escaped by analysis.drawing
        figure=json.dumps(scale.draw(summary)),
        table=table or scale.table(summary),
    )


def question_charts(cards: Sequence[Card]) -> list[Chart]:
    """One chart a card; the title says what a question with a single variable is about."""
    charts: list[Chart] = []
    for card in cards:
        rows, question = card.summary.rows, card.question
        alone = replace(card.summary, rows=(replace(rows[0], label="Replies"),))
        name, title = question.name, question.label or question.title
        if charts and charts[-1].name == name:
            name, title = f"{name}-more", f"{title} (other answers)"
        chart = chart_of(name, title, alone if len(rows) == 1 else card.summary)
        asked = "" if question.label in {"", question.title} else question.title
        charts.append(replace(chart, asked=asked, of_all=question.of_all, replies=told_bases(rows)))
    return charts


def told_bases(rows: Sequence[Row]) -> str:
    """How many replies stand behind the rows of a chart: a number, or the smallest and the largest."""
    bases = [row.base for row in rows if is_shown(row.base)]
    if not bases:
        return ""
    least, most = min(bases), max(bases)
    return f"{most:,} replies" if least == most else f"{least:,} to {most:,} replies"


def map_chart(values: Mapping[str, Shown[int]], labels: Mapping[str, str], differs: str) -> Chart:
    """Support by district on a map of equal tiles; `differs` says in words where, empty where nothing can be said."""
    known = {code: share for code, share in values.items() if is_shown(share)}
    sentence = differs or map_sentence(known, labels)
    rows = tuple((label, str(values.get(code, WITHHELD))) for code, label in labels.items())
    return Chart(
        name="map",
        title="Support by district",
        sentence=sentence,
        picture=Markup(draw_map(values, sentence)),  # noqa: S704 - drawn and escaped by analysis.drawing
        figure=json.dumps(map_figure(values)),
        table=Table(
            ("District", "% who support it, of those who replied; adjusted to the census where possible"),
            rows,
        ),
    )


def map_sentence(known: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """Of people who chose to reply no district is called higher or lower: they stand for themselves."""
    if not known:
        return f"Every district is {HIDDEN}."
    untold = withheld(len(labels) - len(known), len(labels))
    return f"% in support, of those who replied in each district{untold}."


def arrivals_chart(arrivals: Arrivals, labels: Sequence[str]) -> Chart:
    """Replies over time; `labels` name the ways of being reached."""
    return Chart(
        name="arrivals",
        title="Replies by day",
        sentence=describe_arrivals(arrivals),
        picture=Markup(draw_arrivals(arrivals)),  # noqa: S704 - drawn and escaped by analysis.drawing
        figure=json.dumps(arrivals_figure(arrivals)),
        table=tabulate_arrivals(arrivals, labels),
    )
