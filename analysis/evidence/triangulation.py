"""Triangulation: what others asked beside what was asked here, and whether chance explains a difference."""

import json
from dataclasses import dataclass
from importlib.resources import files
from math import hypot, sqrt
from statistics import NormalDist

from analysis.documents import FieldRefused, parse
from analysis.evidence.addresses import check_address
from analysis.vocabulary import STATE_LABELS, STATES


@dataclass(frozen=True, slots=True)
class Survey:
    """An independent survey that was published; `support`, `oppose` and `neither` are shares of 0 to 1.

    `variable` and `answers` name the answers of our questionnaire that ask the same, and `share` is the part
    of the survey's people who gave them. An `official` one measures people whether or not they chose to
    answer, so that ours can be judged by it. `n` people were asked, None where that was not published.
    """

    code: str
    title: str
    organisation: str
    population: str
    when: str
    wording: str
    source: str
    url: str = ""
    n: int | None = None
    support: float | None = None
    oppose: float | None = None
    neither: float | None = None
    variable: str = ""
    answers: tuple[str, ...] = ()
    share: float | None = None
    official: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        check_address(self.url)
        for name in (*STATES, "share"):
            if not 0 <= (getattr(self, name) or 0) <= 1:
                raise FieldRefused(name, "a share lies between 0 and 100 %")
        if sum(getattr(self, name) or 0 for name in STATES) > 1.011:
            raise FieldRefused("support", "the shares together are more than 100 %")
        if self.n is not None and self.n < 1:
            raise FieldRefused("n", "a survey asks at least one person")
        if bool(self.variable) != bool(self.answers):
            raise FieldRefused("answers", "name a variable and its answers together, or neither")
        if self.official and not (self.variable and self.share is not None and 0 < self.share < 1):
            raise FieldRefused("share", "an official survey is used by the share of one variable’s answers")


@dataclass(frozen=True, slots=True)
class Surveys:
    """All of them."""

    surveys: tuple[Survey, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A share with its likely range, None where the source does not allow one."""

    p: float
    low: float | None = None
    high: float | None = None


def parse_survey(document: object) -> Survey:
    """Reads one survey; raises DocumentRefused with all problems."""
    return parse(Survey, document)


def surveys_of_others() -> Surveys:
    """Published surveys on police use of facial recognition, with their sources."""
    text = (files("analysis.evidence") / "surveys_of_others.json").read_text(encoding="utf-8")
    return parse(Surveys, json.loads(text))


def figure_of(survey: Survey, state: str, level: float = 0.95) -> Figure | None:
    """A survey's share of one state with its range, None where it was not published.

    Source of the range: Wilson 1927, Journal of the American Statistical Association 22:209. It takes the
    replies as a random sample; published surveys are weighted, so it is a little too narrow.
    """
    p = getattr(survey, state)
    if p is None:
        return None
    return Figure(p) if survey.n is None else Figure(p, *wilson(p, survey.n, level))


def wilson(p: float, n: int, level: float = 0.95) -> tuple[float, float]:
    """(p + z^2/2n -+ z sqrt(p(1 - p)/n + z^2/4n^2)) / (1 + z^2/n), z the normal quantile of (1 + level)/2."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return max((middle - half) / whole, 0.0), min((middle + half) / whole, 1.0)


def differs(ours: Figure, theirs: Figure) -> bool | None:
    """Whether two shares differ by more than their ranges allow; None where one of them has no range.

    They do if the range of ours - theirs, d - sqrt((p1 - l1)^2 + (u2 - p2)^2) to d + sqrt((u1 - p1)^2 +
    (p2 - l2)^2), leaves out 0. Source: Zou and Donner 2008, Statistics in Medicine 27:1693.
    """
    if ours.low is None or ours.high is None or theirs.low is None or theirs.high is None:
        return None
    difference = ours.p - theirs.p
    down = hypot(ours.p - ours.low, theirs.high - theirs.p)
    up = hypot(ours.high - ours.p, theirs.p - theirs.low)
    return difference > down or difference < -up


def warn(state: str, ours: Figure, theirs: Figure, title: str) -> str:
    """A sentence where two shares of one state differ by more than chance explains, else nothing."""
    if not differs(ours, theirs):
        return ""
    here, there = round(100 * ours.p), round(100 * theirs.p)
    side = STATE_LABELS[state].lower()
    return (
        f"{here} % {side} here and {there} % in “{title}”: more than chance alone explains. The words of the question, "
        "the time, the people asked, or who chose to reply must differ."
    )
