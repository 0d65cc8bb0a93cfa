"""Why weights are refused: one plain sentence, with the margin, the group and the size of the miss."""

from collections.abc import Sequence
from math import ceil
from typing import Literal

from analysis.population import Margin

Reason = Literal[
    "nobody", "totals", "unknown", "empty", "stranger", "infeasible", "slow", "cap", "fragile", "design"
]


class RakingRefused(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """No weights are given, because they would mislead.

    `reason` is a code for programs, `sentence` is for people; `miss` is a share of the population (of the
    replies for "stranger"): how far from its population figure `category` of `margin` would stay.
    """

    def __init__(
        self, reason: Reason, sentence: str, miss: float, margin: str = "", category: str = ""
    ) -> None:
        super().__init__(sentence)
        self.reason, self.sentence, self.miss = reason, sentence, miss
        self.margin, self.category = margin, category


def nobody() -> RakingRefused:
    return RakingRefused("nobody", "Nobody has replied, so there is nothing to weight.", 1.0)


def unequal_totals(first: Margin, other: Margin) -> RakingRefused:
    sentence = (
        f"The population figures disagree: {first.total:,.0f} people by {first.name}, but "
        f"{other.total:,.0f} by {other.name}. They must be brought to one total before weighting."
    )
    return RakingRefused("totals", sentence, abs(other.total / first.total - 1), other.name)


def all_unknown(margin: Margin) -> RakingRefused:
    sentence = f"Nobody who replied gave their {margin.name}, so the replies cannot be weighted by it."
    return RakingRefused("unknown", sentence, 1.0, margin.name)


def empty_category(margin: Margin, category: str, there: Sequence[str]) -> RakingRefused:
    """Nobody is in `category`; people are in those of `there`."""
    share, which = margin.shares[category], category
    begin = "Nobody who replied is in the group"
    if len(there) == 1:
        (which,), begin = there, "Everybody who replied is in the group"
    sentence = (
        f"{begin} {_group(margin, which)}, which is {_percent(margin.shares[which])} of the population, so no weights "
        "can make the replies match it."
    )
    return RakingRefused("empty", sentence, share, margin.name, category)


def weightless(margin: Margin, category: str) -> RakingRefused:
    """People in `category` replied, but with a base weight of 0."""
    share = margin.shares[category]
    sentence = (
        f"All replies in the group {_group(margin, category)}, which is {_percent(share)} of the population, have a "
        "base weight of 0, so nobody speaks for it."
    )
    return RakingRefused("empty", sentence, share, margin.name, category)


def stranger(margin: Margin, category: str, share: float) -> RakingRefused:
    sentence = (
        f"{_percent(share)} of the replies are in the group {_group(margin, category)}, for which there is "
        "no population figure to weight to."
    )
    return RakingRefused("stranger", sentence, share, margin.name, category)


def infeasible(margin: Margin, category: str, miss: float) -> RakingRefused:
    sentence = (
        "No weights can match all population figures at once, because too few kinds of people replied. The "
        f"attempt left the group {_group(margin, category)} wrong by {_percent(miss)} of the population."
    )
    return RakingRefused("infeasible", sentence, miss, margin.name, category)


def slow(margin: Margin, category: str, miss: float) -> RakingRefused:
    sentence = (
        "The replies can be made to match the population figures only if some of them count for almost "
        f"nothing. When the attempt stopped, the group {_group(margin, category)} was wrong by "
        f"{_percent(miss)} of the population."
    )
    return RakingRefused("slow", sentence, miss, margin.name, category)


def cap_too_low(margin: Margin, category: str, miss: float, caps: tuple[float, float]) -> RakingRefused:
    cap, smallest = caps
    sentence = (
        f"No weights can match the population figures while no reply counts more than {cap:g} times the "
        f"average; the limit would have to be about {ceil(10 * smallest) / 10:g}. With {cap:g} the group "
        f"{_group(margin, category)} was wrong by {_percent(miss)} of the population."
    )
    return RakingRefused("cap", sentence, miss, margin.name, category)


def fragile(margin: Margin, category: str, miss: float) -> RakingRefused:
    sentence = (
        "The weights depend on single replies: without one of them, the group "
        f"{_group(margin, category)} would be wrong by {_percent(miss)} of the population."
    )
    return RakingRefused("fragile", sentence, miss, margin.name, category)


def undrawn(way: str) -> RakingRefused:
    sentence = (
        "People were drawn for more than one way of being reached. How much their replies should count cannot be "
        f"told, because it is not known of {way} from how long a list they were drawn, or how many of its addresses."
    )
    return RakingRefused("design", sentence, 1.0)


def unheard(way: str) -> RakingRefused:
    sentence = f"Nobody replied by {way}, so nobody speaks for the addresses on its list."
    return RakingRefused("design", sentence, 1.0)


def _group(margin: Margin, category: str) -> str:
    return f"“{margin.label(category)}” ({margin.name})"


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"
