"""Whose replies a reader of the board can look at: only groups that were let out are offered."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.board.keys import choice_of, key_of
from analysis.board.populations import WHO, Population
from analysis.board.publication import ARM, TABLES
from consult.errors import NotFoundError
from consult.models import Snapshot
from consult.services.counting.shown import figures_shown
from consult.services.facts.scorecard import name_of, populations_of
from consult.web.staff_survey import StaffSurvey
from surveys.strata import Stratum


@dataclass(frozen=True, slots=True)
class Option:
    """A group that can be looked at: its key, and what it is called in a list and in a heading."""

    key: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The groups by population, and the one that is looked at; `missing` says why the one asked for is not."""

    groups: Mapping[str, tuple[Option, ...]]
    chosen: Option | None
    missing: str = ""

    @property
    def whole(self) -> bool:
        """Whether everybody of a population is looked at."""
        return self.chosen is not None and "&" not in self.chosen.key and self.chosen.key.startswith(WHO)


FEW = "Fewer than 30 replies of this group have been counted, so no figures of it are shown."
WAITING = (
    "Figures of this group are not out yet: they come in batches, so that nobody’s answer can be told from a "
    "change."
)


def find_choices(place: StaffSurvey, snapshot: Snapshot, asked: str) -> Choices:
    """What may be looked at, and what is; raises `NotFoundError` for a group that there is not.

    Without a wish it is the first population that was let out: people chosen by lot, where there are any.
    """
    options = {option.key: option for option in _options(place)}
    if asked and asked not in options:
        raise NotFoundError
    let_out = figures_shown(snapshot)
    shown = [option for option in options.values() if option.key in let_out]
    offered = {
        name_of(each): tuple(option for option in shown if belongs(option.key, each))
        for each in populations_of(place.listing)
    }
    chosen = next((option for option in shown if asked in {"", option.key}), None)
    if chosen or not asked:
        return Choices(offered, chosen)
    return Choices(offered, None, WAITING if asked in snapshot.body.get("waiting", ()) else FEW)


def belongs(key: str, population: Population) -> bool:
    within = key == population.key or key.startswith(f"{population.key}&")
    return within or choice_of(key).get(ARM) in population.arms


def _options(place: StaffSurvey) -> list[Option]:
    """Every group there could be, populations first."""
    strata = {stratum.name: stratum for stratum in place.version.questionnaire.strata}
    found = []
    for population in populations_of(place.listing):
        name = name_of(population)
        found.append(Option(population.key, name, name))
        if len(population.arms) > 1:
            arms = [place.listing.arms[code] for code in population.arms]
            found += [Option(f"{ARM}={arm.code}", arm.label, arm.label) for arm in arms]
        for stratum in [strata[table] for table in TABLES if table in strata]:
            found += _of_stratum(name, population.key, stratum)
    return found


def _of_stratum(name: str, whole: str, stratum: Stratum) -> list[Option]:
    found = []
    for value in stratum.values:
        label = f"{stratum.label}: {value.label}"
        key = f"{whole}&{key_of({stratum.name: value.code})}"
        found.append(Option(key, label, f"{name}. {label}"))
    return found
