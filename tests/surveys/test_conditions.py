import pytest

from surveys.conditions import (
    ALWAYS,
    NEVER,
    All,
    Answered,
    AnsweredText,
    AnyOf,
    Condition,
    Not,
    OneOf,
    Within,
    evaluate,
    leaves,
    names,
)
from surveys.variables import Stored

RED = OneOf("colour", frozenset({"red"}))
FEW = Within("visits", 1, 3)


@pytest.mark.parametrize(
    ("condition", "values", "holds"),
    [
        (RED, {"colour": "red"}, True),
        (RED, {"colour": "blue"}, False),
        (RED, {}, False),
        (Answered("colour"), {"colour": "blue"}, True),
        (Answered("colour"), {}, False),
        (AnsweredText(("why", "how")), {"how": "words"}, True),
        (AnsweredText(("why", "how")), {"colour": "red"}, False),
        (FEW, {"visits": 1}, True),
        (FEW, {"visits": 3}, True),
        (FEW, {"visits": 0}, False),
        (FEW, {"visits": 4}, False),
        (FEW, {"visits": "dont_know"}, False),
        (FEW, {}, False),
        (Within("day", "2024-01-01", None), {"day": "2024-01-01"}, True),
        (Within("day", "2024-01-01", None), {"day": "2023-12-31"}, False),
        (Within("day", None, 5), {"day": "2023-12-31"}, False),
        (All((RED, FEW)), {"colour": "red", "visits": 2}, True),
        (All((RED, FEW)), {"colour": "red"}, False),
        (AnyOf((RED, FEW)), {"visits": 2}, True),
        (AnyOf((RED, FEW)), {}, False),
        (Not(RED), {}, True),
        (Not(RED), {"colour": "red"}, False),
        (ALWAYS, {}, True),
        (NEVER, {}, False),
    ],
)
def test_conditions_hold_or_not(condition: Condition, values: dict[str, Stored], holds: bool) -> None:
    assert evaluate(condition, values) is holds


def test_names_are_found_however_deep() -> None:
    condition = All((Not(AnyOf((RED, AnsweredText(("why", "how"))))), FEW))
    assert names(condition) == {"colour", "why", "how", "visits"}
    assert len(list(leaves(condition))) == 3
