from tests.surveys.examples import make_question, messages, post


def test_each_row_is_one_set_of_radios_and_one_variable() -> None:
    question = make_question("grid")
    assert list(question.fields()) == ["meals-lunch", "meals-supper"]
    assert [variable.name for variable in question.variables()] == ["meals_lunch", "meals_supper"]
    assert [variable.label for variable in question.variables()] == ["Lunch", "Supper"]


def test_dont_know_is_a_column_apart_unless_it_is_turned_off() -> None:
    assert make_question("grid").variables()[0].outside == {"dont_know"}
    assert make_question("grid", dont_know=False).variables()[0].outside == set()


def test_a_required_grid_asks_for_each_row_by_its_name() -> None:
    form = post(make_question("grid", required=True), {"meals-lunch": "good"})
    assert messages(form) == ["Select an answer for “Supper”"]


def test_a_grid_is_ordinal_unless_it_says_otherwise() -> None:
    assert make_question("grid").variables()[0].scale == "ordinal"
    assert make_question("grid", scale="nominal").variables()[0].scale == "nominal"
