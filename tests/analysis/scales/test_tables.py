from analysis.disclosure.withheld import WITHHELD
from analysis.scales.summary import Column, Row, Summary
from analysis.scales.tables import table

COLUMNS = (Column("a", "A"), Column("b", "B"))
ADJUSTED = Row("x", "Chosen", (30, 20), (60, 40), 50, adjusted=(55.4, 44.6))
PLAIN = Row("y", "Chose", (40, 10), (80, 20), 50)
GONE = Row("z", "Few", (WITHHELD, WITHHELD), (WITHHELD, WITHHELD), WITHHELD)


def test_a_row_that_is_not_adjusted_has_a_dash_and_one_that_is_hidden_is_hidden_in_each_column() -> None:
    shown = table(Summary("nominal", COLUMNS, (ADJUSTED, PLAIN, GONE)))
    adjusted = [row[shown.headers.index("% adjusted")] for row in shown.rows]
    assert adjusted == ["55", "45", "–", "–", "hidden", "hidden"]


def test_columns_that_say_nothing_are_left_out() -> None:
    assert table(Summary("nominal", COLUMNS, (PLAIN,))).headers == (
        "Answer",
        "Replies",
        "% of those who replied",
        "Base",
    )


def test_no_cell_is_the_word_none() -> None:
    shown = table(Summary("ordinal", COLUMNS, (PLAIN, GONE), centre="Median"))
    assert "None" not in {cell for row in shown.rows for cell in row}
