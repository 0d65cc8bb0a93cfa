import pytest

from surveys.variables import Value, Variable, is_number

BANDS = (Value("a", "A"), Value("b", "B"), Value("unsure", "Not sure"))


def test_codes_have_the_slot_of_their_value() -> None:
    variable = Variable(name="v", label="V", scale="nominal", values=BANDS, question="q")
    assert [variable.slot(stored) for stored in ("a", "unsure", "c", 1)] == [0, 2, None, None]


def test_ranks_are_numbers_with_codes() -> None:
    values = (Value("1", "First"), Value("2", "Second"))
    variable = Variable(name="v", label="V", scale="rank", values=values, question="q")
    assert [variable.slot(stored) for stored in (1, 2, 3)] == [0, 1, None]


@pytest.mark.parametrize(
    ("stored", "slot"),
    [(-1, None), (0, 0), (9.9, 0), (10, 1), (19, 1), (20, None), ("unsure", 2), ("a", None)],
)
def test_numbers_have_the_slot_of_their_band(stored: float | str, slot: int | None) -> None:
    variable = Variable(
        name="v",
        label="V",
        scale="interval",
        values=BANDS,
        question="q",
        outside=frozenset({"unsure"}),
        edges=(0, 10, 20),
    )
    assert variable.slot(stored) == slot


def test_truth_is_no_number() -> None:
    assert [is_number(value) for value in (1, 1.5, True, "1", None)] == [True, True, False, False, False]
