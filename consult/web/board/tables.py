"""A table of the board by its name, such as "by-age" or that of a question: only this one is made."""

from analysis.scales.tables import Table
from consult.web.board.look import Look
from consult.web.board.pages import charts_of
from consult.web.board.standings import DISTRICT, GROUPINGS, groupings, ways
from consult.web.board.summary import arrivals, map_of

MORE = "-more"  # a question whose variables have two scales has two charts


def find_table(look: Look, name: str) -> Table | None:
    """As the page shows it; None where there is none of the name, or it may not be looked at."""
    if name == "arrivals" and look.snapshot is not None:
        return arrivals(look).table
    if not look.tells:
        return None
    if name == "by-way":
        return ways(look).table
    return _of_groups(look, name) or _of_question(look, name)


def _of_groups(look: Look, name: str) -> Table | None:
    kind = DISTRICT if name == "map" else name.removeprefix("by-")
    if name != "map" and name not in {f"by-{each}" for each in (*GROUPINGS, DISTRICT)}:
        return None
    found = groupings(look, [kind])
    if not found:
        return None
    return map_of(found[0]).table if name == "map" else found[0].table


def _of_question(look: Look, name: str) -> Table | None:
    charts = charts_of(look, [name.removesuffix(MORE)])
    return next((chart.table for chart in charts if chart.name == name), None)
