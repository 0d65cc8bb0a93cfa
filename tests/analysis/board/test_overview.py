"""Shares in words and in rows, and who is missing most."""

from analysis.board.overview import Gap, largest_gaps, tabulate_shares, tell_shares
from analysis.board.people import Comparison, Presence
from analysis.board.support import HIDDEN, Share, SupportFigures
from analysis.disclosure.withheld import WITHHELD
from tests.analysis.board.test_differences import shown

PLAIN = SupportFigures(
    100, None, (Share("support", 60, 60), Share("oppose", 30, 30), Share("neither", 10, 10))
)


def test_shares_of_people_chosen_by_lot_are_told_with_their_ranges() -> None:
    assert tell_shares(shown(60)) == (
        "Support 60 % adjusted to the census, likely range 55–65, 60 % as replied. "
        "Oppose 30 % adjusted to the census, likely range 25–35, 30 % as replied. "
        "Neither or unsure 10 % adjusted to the census, likely range 5–15, 10 % as replied."
    )


def test_shares_of_people_who_chose_to_reply_have_neither() -> None:
    assert (
        tell_shares(PLAIN)
        == "Support 60 % as replied. Oppose 30 % as replied. Neither or unsure 10 % as replied."
    )


def test_a_line_says_what_is_hidden_and_what_there_is_not() -> None:
    rows = tabulate_shares(
        [("a", "Lot", shown(60)), ("b", "Chose", PLAIN), ("c", "Few", HIDDEN), ("d", "None", None)]
    )
    assert rows.headers[:4] == ("Group", "Support, %", "Support, likely range", "Support, % as replied")
    assert rows.rows[0][:4] == ("Lot", "60", "55–65", "60")
    assert rows.rows[1][:4] == ("Chose", "–", "–", "60")
    assert rows.rows[2] == ("Few", *["hidden"] * 10)
    assert rows.rows[3][1:] == rows.rows[2][1:]


def test_the_groups_that_are_missing_most_come_first_and_hidden_ones_not_at_all() -> None:
    rows = (Presence("a", "A", 4, 12), Presence("b", "B", WITHHELD, 30), Presence("c", "C", 60, 40))
    found = largest_gaps([Comparison("age", "Age", (*rows, Presence("d", "D", 9, 11)), None, "a census")])
    assert found == [Gap("A", 4, 12), Gap("D", 9, 11)]
