"""One list of columns for header, cells and codebook, over all versions of a questionnaire."""

import pytest

from surveys.columns import TEXT, Column, asked_columns, clashes, told_apart
from surveys.questionnaire import Questionnaire
from tests.surveys.examples import ask, options, read

COLOUR = ask("single")


def columns(*versions: Questionnaire, with_texts: bool = True) -> tuple[Column, ...]:
    return asked_columns(dict(enumerate(versions, start=1)), with_texts=with_texts)


def names(*versions: Questionnaire, with_texts: bool = True) -> list[str]:
    return [column.name for column in columns(*versions, with_texts=with_texts)]


def only(*versions: Questionnaire) -> Column:
    (found,) = columns(*versions)
    return found


def test_columns_stand_in_the_order_of_the_questions_texts_among_them() -> None:
    questionnaire = read(COLOUR, ask("text"), ask("grid"))
    assert names(questionnaire) == ["colour", "story", "meals_lunch", "meals_supper"]
    assert names(questionnaire, with_texts=False) == ["colour", "meals_lunch", "meals_supper"]


def test_what_only_an_earlier_version_asked_stands_after_what_it_was_asked_after() -> None:
    first = read(ask("text", name="opening"), COLOUR, ask("number"), ask("text"))
    second = read(COLOUR, ask("date"), ask("text"))
    assert names(first, second) == ["opening", "colour", "visits", "day", "story"]
    assert [column.versions for column in columns(first, second)] == [(1,), (1, 2), (1,), (2,), (1, 2)]


def test_a_corrected_wording_is_the_same_column_and_a_changed_answer_names_its_versions() -> None:
    second = ask("single", title="Corrected?", options=options("red", "green"))
    column = only(read(COLOUR), read(second))
    assert (column.title, column.versions) == ("Corrected?", (1, 2))
    assert {code.code: code.versions for code in column.codes} == {
        "red": (1, 2),
        "green": (2,),
        "blue": (1,),
        "unsure": (1,),
    }


def test_a_name_that_meant_something_of_another_scale_has_a_column_of_its_own() -> None:
    found = columns(read(ask("text", name="spend")), read(ask("number", name="spend")))
    assert {column.name: column.scale for column in found} == {"spend": "interval", "spend_v1": TEXT}


def test_of_a_number_only_what_is_no_number_has_a_code() -> None:
    assert [code.code for code in only(read(ask("number"))).codes] == ["dont_know"]
    assert only(read(ask("date"))).codes == ()


@pytest.mark.parametrize("kind", ["single", "agreement", "number", "date", "place"])
def test_a_column_is_called_by_the_label_of_its_question_beside_the_wording(kind: str) -> None:
    column = only(read(ask(kind, label="In short")))
    assert (column.label, column.title, column.section) == ("In short", f"A {kind} question?", "All")


def test_values_outside_the_scale_are_told() -> None:
    assert [(code.code, code.on_scale) for code in only(read(COLOUR)).codes] == [
        ("red", True),
        ("blue", True),
        ("unsure", False),
    ]


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        (ask("single", name="state"), ["state"]),
        (ask("text", name="response"), ["response"]),
        (ask("multiple", name="group", options=options("age", "sex"), exclusive=[]), ["group_age"]),
        (ask("single", name="colour"), []),
    ],
)
def test_names_that_every_export_has_are_found(question: dict[str, object], taken: list[str]) -> None:
    strata = [{"name": "age", "label": "Age", "variable": "tint"}]
    assert clashes(read(ask("single", name="tint"), question, strata=strata)) == taken


def test_no_two_columns_have_one_name() -> None:
    one, other = columns(read(ask("single", name="state"), ask("text", name="state_2")))
    assert [column.name for column in told_apart([one, one, other])] == ["state", "state_2", "state_2_2"]
