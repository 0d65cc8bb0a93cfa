"""A scale: how variables of one kind of measurement are summarised, drawn and described."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.drawing.figures import Figure
from analysis.scales.summary import Centre, Summary, no_centre
from analysis.scales.tables import Table, table
from analysis.scales.tally import Tally


@dataclass(frozen=True, slots=True)
class Scale:
    """What a dashboard asks of a scale; every function but `summarise` also takes withheld figures.

    `draw` gives a plain Plotly figure, `describe` one plain sentence, `sketch` an SVG picture that reads out
    as that sentence, `table` the same figures as words for a page or a CSV file, `centre` the median or the
    mean rank of counts on the scale, in words.
    """

    name: str
    summarise: Callable[[Sequence[Tally]], Summary]
    draw: Callable[[Summary], Figure]
    describe: Callable[[Summary], str]
    sketch: Callable[[Summary], str]
    centre: Centre = no_centre
    table: Callable[[Summary], Table] = table
