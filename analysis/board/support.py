"""The three shares of a group as they may be shown; it needs no numbers library."""

from dataclasses import dataclass
from typing import Any

from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.documents import parse, to_document
from analysis.vocabulary import STATES


@dataclass(frozen=True, slots=True)
class Share:
    """One state: replies to the nearest 5, whole percents of them, and weighted ones with their likely range.

    Of people who chose to reply there is neither weight nor range.
    """

    state: str
    count: Shown[int]
    unweighted: Shown[int]
    weighted: Shown[int] | None = None
    low: Shown[int] | None = None
    high: Shown[int] | None = None

    @property
    def best(self) -> Shown[int]:
        """The weighted percent where there are weights, else the one as replied."""
        return self.unweighted if self.weighted is None else self.weighted


@dataclass(frozen=True, slots=True)
class SupportFigures:
    """What may be shown of a group.

    `n` are replies to the item, to the nearest 5; `worth` how many random replies they are worth, None of people
    who chose to reply.
    """

    n: Shown[int]
    worth: int | None
    shares: tuple[Share, ...]

    @property
    def tells(self) -> bool:
        """Whether the shares may be shown."""
        return is_shown(self.n)

    def share(self, state: str) -> Share:
        return self.shares[STATES.index(state)]

    def to_document(self) -> dict[str, Any]:
        document: dict[str, Any] = to_document(self)
        return document


def parse_figures(document: object) -> SupportFigures:
    """The figures that `to_document` wrote."""
    return parse(SupportFigures, document)


HIDDEN = SupportFigures(WITHHELD, None, tuple(Share(state, WITHHELD, WITHHELD) for state in STATES))
