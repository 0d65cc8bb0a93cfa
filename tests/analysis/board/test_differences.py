"""What is said of differences between groups: tested, on what is shown, and nothing of who chose to reply."""

import pytest

from analysis.board.differences import tell_differences
from analysis.board.support import HIDDEN, Share, SupportFigures

NOTHING = "The figures do not tell any difference in support between these groups apart from chance."


def shown(support: int, n: int = 400, reach: int = 5) -> SupportFigures:
    """A group of people chosen by lot, and how far its likely range reaches to each side."""
    shares = [support, 90 - support, 10]
    return SupportFigures(
        n,
        n,
        tuple(
            Share(state, n * p // 100, p, p, p - reach, p + reach)
            for state, p in zip(("support", "oppose", "neither"), shares, strict=True)
        ),
    )


def test_the_group_with_most_support_is_named_with_those_it_differs_from() -> None:
    told = tell_differences([("Young", shown(30)), ("Old", shown(70)), ("Middle", shown(67))])
    assert told == (
        "More support among Old (70 %) than among Young (30 %): more than chance explains. One more pair of "
        "groups differs by more than chance."
    )


def test_a_difference_that_chance_explains_is_not_told() -> None:
    assert tell_differences([("Young", shown(50)), ("Old", shown(54))]) == NOTHING


def test_more_comparisons_make_each_stricter() -> None:
    """Two groups 10 points apart differ (p = 0.01); with four more like them there are 15 pairs."""
    pair = [("Young", shown(50)), ("Old", shown(60))]
    assert "more than chance" in tell_differences(pair)
    assert tell_differences([*pair, *((f"Group {at}", shown(55)) for at in range(4))]) == NOTHING


def test_rounding_of_few_replies_is_allowed_for() -> None:
    """With a range of one point the difference is one of counts to the nearest 5."""
    assert "more than chance" in tell_differences(
        [("One", shown(50, 4000, 1)), ("Other", shown(56, 4000, 1))]
    )
    assert tell_differences([("One", shown(50, 40, 1)), ("Other", shown(56, 40, 1))]) == NOTHING


@pytest.mark.parametrize("other", [None, HIDDEN, SupportFigures(400, None, (Share("support", 280, 70),) * 3)])
def test_groups_that_may_not_be_shown_or_have_no_range_are_not_compared(other: SupportFigures | None) -> None:
    assert tell_differences([("Shown", shown(30)), ("Other", other)]) == ""


def test_what_is_hidden_changes_nothing_of_what_is_told() -> None:
    pair = [("Young", shown(30)), ("Old", shown(70))]
    assert tell_differences([*pair, ("Few", HIDDEN)]) == tell_differences(pair)
