"""What a finding says of the main question in one way of being reached, in the form in which the board shows it."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.board.cards import Card
from analysis.board.overview import support_summary
from analysis.board.support import HIDDEN, Share, SupportFigures
from analysis.disclosure.withheld import WITHHELD, is_shown
from analysis.finding.samples.figures import Result
from analysis.finding.samples.figures import Share as Found


def figures_of(result: Result) -> SupportFigures:
    """The three shares of a result of a disclosed finding; HIDDEN where it withholds them."""
    if not result.tells:
        return HIDDEN
    worth = None if result.n_eff is None else int(result.n_eff)
    return SupportFigures(result.n, worth, tuple(map(_share, result.shares)))


def _share(found: Found) -> Share:
    plain = round(100 * found.unweighted.p) if is_shown(found.unweighted) else WITHHELD
    if not is_shown(found.weighted):
        return Share(found.state, found.count, plain)
    ends = (found.weighted.p, found.weighted.low, found.weighted.high)
    return Share(found.state, found.count, plain, *(round(100 * end) for end in ends))


def tell_found(cards: Sequence[Card], primary: str, figures: SupportFigures) -> list[Card]:
    """Cards of a group whose card of the primary item tells the shares that were found, and nothing else."""
    summary = support_summary([(primary, "Replies", figures)])
    return [
        replace(card, summary=summary) if card.summary.rows[0].variable == primary else card for card in cards
    ]
