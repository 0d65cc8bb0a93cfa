"""Groups of replies as rows of one bar each: how people were reached, who they are, where they live."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.board.differences import tell_differences
from analysis.board.overview import tabulate_shares, tell_shares
from analysis.board.support import SupportFigures
from analysis.disclosure.withheld import is_shown
from analysis.drawing.standing import LONG, Standing, draw_standing
from analysis.population import labels
from analysis.scales.tables import Table
from consult.services.facts.scorecard import name_of
from consult.web.board.look import Look

GROUPINGS = {"age": "Age", "sex": "Sex", "ethnicity": "Ethnic group", "disability": "Disability"}
DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with its three shares (None: never let out); `line` is the share that makes a majority."""

    key: str
    label: str
    figures: SupportFigures | None
    line: float
    part: bool = False

    @property
    def tells(self) -> bool:
        return self.figures is not None and self.figures.tells

    @property
    def adjusted(self) -> bool:
        """Whether there are shares adjusted to the census, and with them likely ranges."""
        return self.figures is not None and self.figures.share("support").weighted is not None

    @property
    def words(self) -> str:
        return tell_shares(self.figures) if self.figures else ""

    def bar(self, width: int = LONG) -> Markup:
        """The row as a bar; nothing where it may not be shown."""
        found = standing_of(self.figures) if self.figures else None
        return Markup(draw_standing(found, self.line, width) if found else "")  # noqa: S704 - of analysis.drawing


def standing_of(figures: SupportFigures) -> Standing | None:
    support, oppose = figures.share("support"), figures.share("oppose")
    if not is_shown(support.best) or not is_shown(oppose.best):
        return None
    if not is_shown(support.low) or not is_shown(support.high) or not is_shown(support.unweighted):
        return Standing(support.best, oppose.best)
    return Standing(support.best, oppose.best, support.low, support.high, support.unweighted)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of one characteristic; `name` is that of its CSV file, `sentence` says what differs, if that can be."""

    name: str
    title: str
    rows: tuple[GroupRow, ...]
    sentence: str = ""

    @property
    def table(self) -> Table:
        return tabulate_shares([(row.key, row.label, row.figures) for row in self.rows])

    @property
    def adjusted(self) -> bool:
        return any(row.adjusted for row in self.rows)

    @property
    def hides(self) -> bool:
        """Whether a group was let out and may not be shown."""
        return any(row.figures is not None and not row.tells for row in self.rows)


def ways(look: Look) -> Grouping:
    """Each population, and under it its ways of being reached where it has several."""
    rows = []
    for population in look.populations:
        rows.append(_row(look, population.key, name_of(population)))
        arms = [look.place.listing.arms[code] for code in population.arms]
        if len(arms) > 1:
            rows += [_row(look, f"arm={arm.code}", arm.label, part=True) for arm in arms]
    return Grouping("by-way", "How people were reached", tuple(rows))


def groupings(look: Look, names: Sequence[str] = tuple(GROUPINGS)) -> list[Grouping]:
    """Support within the population that is looked at, by each of these characteristics."""
    titles, whole = GROUPINGS | {DISTRICT: "District"}, look.population
    if whole is None:
        return []
    found = []
    for name in names:
        known = labels(name).items()
        rows = tuple(_row(look, f"{whole.key}&{name}={code}", label) for code, label in known)
        sentence = tell_differences([(row.label, row.figures) for row in rows]) if whole.chosen else ""
        found.append(Grouping(f"by-{name}", titles[name], rows, sentence))
    return found


def _row(look: Look, key: str, label: str, *, part: bool = False) -> GroupRow:
    return GroupRow(key, label, look.figures.get(key), look.majority, part)
