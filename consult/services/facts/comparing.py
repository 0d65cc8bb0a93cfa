"""What others asked beside what was asked here, and the official figures that ours can be judged by."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from analysis.board.support import HIDDEN, Share
from analysis.disclosure.withheld import is_shown
from analysis.evidence.triangulation import Figure, Survey, figure_of, warn
from analysis.vocabulary import STATES
from consult.models import Snapshot
from consult.services.consultations.catalogue import Listing
from consult.services.counting.shown import figures_shown
from consult.services.facts.reading import read_surveys
from consult.services.facts.scorecard import name_of, populations_of


@dataclass(frozen=True, slots=True)
class Compared:
    """A survey of others: its figures in words by state, and where chance does not explain a difference."""

    survey: Survey
    figures: dict[str, str]
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Triangulation:
    """All surveys beside our figures, which are those of `label` (empty while none may be shown)."""

    label: str
    ours: dict[str, str]
    surveys: list[Compared]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """An official survey's share of people who gave one of the answers to a question that we asked, too."""

    title: str
    variable: str
    answers: tuple[str, ...]
    share: float
    n: int | None


def official_benchmarks(session: Session, consultation_id: int, opened: datetime) -> list[Benchmark]:
    """Official surveys that measure who answers, as they stood at opening: what gamma can be judged by.

    What was entered, changed or withdrawn after the first reply could come has no effect on a finding.
    """
    return [
        Benchmark(survey.title, survey.variable, survey.answers, survey.share, survey.n)
        for survey in read_surveys(session, consultation_id, opened)
        if survey.official and survey.share is not None
    ]


def compare_surveys(session: Session, listing: Listing, snapshot: Snapshot | None) -> Triangulation:
    """Surveys of others, beside our shares of the question that findings are about; none without a snapshot."""
    label, ours = our_figures(listing, snapshot)
    surveys = [compare_survey(survey, ours) for survey in read_surveys(session, listing.id)]
    return Triangulation(label, {state: told(figure) for state, figure in ours.items()}, surveys)


def our_figures(listing: Listing, snapshot: Snapshot | None) -> tuple[str, dict[str, Figure]]:
    """Our shares of people chosen by chance where they were let out, else of those who chose to reply."""
    if snapshot is None:
        return "", {}
    support = figures_shown(snapshot)
    for population in populations_of(listing):
        figures = support.get(population.key, HIDDEN)
        if figures.tells:
            return name_of(population), {share.state: _figure(share) for share in figures.shares}
    return "", {}


def compare_survey(survey: Survey, ours: dict[str, Figure]) -> Compared:
    figures, warnings = {}, []
    for state in STATES:
        theirs = figure_of(survey, state)
        figures[state] = "not published" if theirs is None else told(theirs)
        if theirs is not None and state in ours:
            warnings.append(warn(state, ours[state], theirs, survey.title))
    return Compared(survey, figures, [sentence for sentence in warnings if sentence])


def told(figure: Figure) -> str:
    """A share in whole percents, with its likely range where there is one."""
    range_ = (
        ""
        if figure.low is None or figure.high is None
        else f" ({_percent(figure.low)}–{_percent(figure.high)})"
    )
    return f"{_percent(figure.p)} %{range_}"


def _percent(share: float) -> int:
    return round(100 * share)


def _figure(share: Share) -> Figure:
    """Adjusted to the census with its range where there are weights; as replied there is no range to give."""
    best = share.best / 100 if is_shown(share.best) else 0.0
    if not is_shown(share.low) or not is_shown(share.high):
        return Figure(best)
    return Figure(best, share.low / 100, share.high / 100)
