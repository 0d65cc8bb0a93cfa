"""Outcomes that the proposal is to achieve: what is measured, where it stands, where it is to go, until when."""

from dataclasses import dataclass
from datetime import date

from analysis.documents import parse


@dataclass(frozen=True, slots=True)
class Outcome:
    """A declared outcome; None or empty where it has not been said yet.

    `indicator` is what is measured, in `unit`; `baseline` where it stands on `measured`; `target` where it is
    to be on `due`.
    """

    code: str
    label: str
    indicator: str = ""
    unit: str = ""
    baseline: float | None = None
    measured: date | None = None
    target: float | None = None
    due: date | None = None
    source: str = ""

    @property
    def gaps(self) -> tuple[str, ...]:
        """What still has to be said before anybody can tell whether it was achieved."""
        needed = {
            "what is measured": self.indicator,
            "where it stands today": self.baseline,
            "where it is to go": self.target,
            "by when": self.due,
            "where the figures come from": self.source,
        }
        return tuple(words for words, value in needed.items() if value in {None, ""})


@dataclass(frozen=True, slots=True)
class Outcomes:
    """All declared outcomes."""

    outcomes: tuple[Outcome, ...] = ()


def parse_outcomes(document: object) -> Outcomes:
    """Reads outcomes; raises DocumentRefused with all problems."""
    return parse(Outcomes, document)


def describe_outcome(outcome: Outcome) -> str:
    """An outcome in one sentence, with what is missing."""
    told = f"{outcome.label}: {outcome.indicator or 'no indicator'}"
    if outcome.baseline is not None and outcome.target is not None:
        unit = f" {outcome.unit}" if outcome.unit else ""
        told += f", from {_number(outcome.baseline)} to {_number(outcome.target)}{unit}"
    if outcome.due is not None:
        told += f" by {outcome.due.isoformat()}"
    missing = f" Not said yet: {', '.join(outcome.gaps)}." if outcome.gaps else ""
    return f"{told}.{missing}"


def _number(value: float) -> str:
    """A number with its thousands marked and at most three decimals: "1,234,567", "0.125"."""
    return f"{value:,.3f}".rstrip("0").removesuffix(".")
