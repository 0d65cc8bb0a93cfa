import pytest

from surveys.codebook import HEADERS, codebook, rows
from tests.surveys.examples import ask, read


def test_there_is_one_entry_for_each_variable_with_where_it_was_asked() -> None:
    entries = codebook(read(ask("grid"), ask("text"), ask("single")))
    assert [entry.variable.name for entry in entries] == ["meals_lunch", "meals_supper", "colour"]
    assert {(entry.section, entry.monitoring) for entry in entries} == {("All", False)}
    assert entries[0].question == "A grid question?"


def test_there_is_one_row_for_each_value() -> None:
    table = [dict(zip(HEADERS, row, strict=True)) for row in rows(read(ask("single")))]
    assert [row["code"] for row in table] == ["red", "blue", "unsure"]
    assert [row["on_scale"] for row in table] == ["yes", "yes", "no"]
    assert table[0]["label"] == table[0]["question"] == "A single question?"
    assert (table[0]["scale"], table[0]["monitoring"], table[0]["value"]) == ("nominal", "no", "Red")


@pytest.mark.parametrize("kind", ["single", "agreement", "number", "date", "place"])
def test_a_variable_is_called_by_the_label_of_its_question_beside_the_wording(kind: str) -> None:
    row = dict(zip(HEADERS, next(rows(read(ask(kind, label="In short")))), strict=True))
    assert (row["label"], row["question"]) == ("In short", f"A {kind} question?")
