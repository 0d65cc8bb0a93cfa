from hypothesis import given
from hypothesis import strategies as st

from surveys.encoding import encode
from surveys.layout import positions, slots
from surveys.questionnaire import Questionnaire
from tests.surveys.examples import ask, options, read
from tests.surveys.strategies import answers_to, questionnaires, unhurried


def test_counters_follow_the_questions_in_a_fixed_order() -> None:
    layout = slots(read(ask("single"), ask("text"), ask("grid", columns=options("good"), dont_know=False)))
    assert layout.columns == {
        "n": slice(0, 1),
        "colour": slice(1, 4),
        "meals_lunch": slice(4, 5),
        "meals_supper": slice(5, 6),
    }
    assert layout.size == 6


def test_a_questionnaire_without_variables_still_counts_responses() -> None:
    layout = slots(read(ask("text")))
    assert (layout.size, positions(layout, {})) == (1, [0])


def test_each_value_adds_one_to_its_counter_and_strangers_to_none() -> None:
    layout = slots(read(ask("single")))
    assert positions(layout, {"colour": "unsure"}) == [0, 3]
    assert positions(layout, {"colour": "green", "shape": "round"}) == [0]


@unhurried
@given(st.data())
def test_every_counted_value_has_exactly_one_counter(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    values = encode(questionnaire, data.draw(answers_to(questionnaire))).values
    layout = slots(questionnaire)
    found = positions(layout, values)
    assert len(set(found)) == len(found) == 1 + len(values)
    assert all(0 <= position < layout.size for position in found)


@unhurried
@given(questionnaires())
def test_monitoring_has_no_counters(questionnaire: Questionnaire) -> None:
    layout = slots(questionnaire)
    asked = {block.variable.question for block in layout.blocks}
    assert not asked & questionnaire.monitoring
