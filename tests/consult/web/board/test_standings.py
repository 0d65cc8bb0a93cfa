"""A group of replies as a row: a bar only of what may be shown."""

from analysis.board.support import HIDDEN
from consult.web.board.standings import Grouping, GroupRow
from tests.analysis.board.test_differences import shown


def row(label: str, figures: object) -> GroupRow:
    return GroupRow(label, label, figures, 50)  # type: ignore[arg-type]


def test_nothing_is_drawn_of_what_may_not_be_shown() -> None:
    for figures in (HIDDEN, None):
        assert str(row("Few", figures).bar()) == ""
        assert not row("Few", figures).tells


def test_a_bar_draws_the_shares_that_are_told() -> None:
    assert ">60%<" in row("Many", shown(60)).bar()


def test_hidden_is_explained_where_a_group_was_let_out_and_may_not_be_shown() -> None:
    assert Grouping("by-age", "Age", (row("Few", HIDDEN),)).hides
    assert not Grouping("by-age", "Age", (row("Many", shown(60)), row("None", None))).hides
