"""Records survive being written and read; what cannot be read is refused with all its problems."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

import pytest

from analysis.documents import DocumentRefused, parse, parse_parts, to_document


@dataclass(frozen=True)
class Part:
    code: str
    count: int


@dataclass(frozen=True)
class Whole:
    share: float
    flag: bool
    day: date
    moment: datetime
    side: Literal["for", "against"]
    parts: tuple[Part, ...]
    named: Mapping[str, tuple[str, ...]]
    maybe: float | None
    later: str = "never"

    def __post_init__(self) -> None:
        if self.share > 1:
            raise ValueError("a share is at most 1")


WHOLE = Whole(
    share=0.5,
    flag=True,
    day=date(2027, 3, 14),
    moment=datetime(2027, 3, 14, 17, tzinfo=UTC),
    side="for",
    parts=(Part("a", 1), Part("b", 2)),
    named={"x": ("a", "b")},
    maybe=None,
)


def problems(**changes: object) -> dict[str, str]:
    document = {**to_document(WHOLE), **changes}
    with pytest.raises(DocumentRefused) as refused:
        parse(Whole, document)
    return {problem.place: problem.sentence for problem in refused.value.problems}


def test_what_is_written_as_json_is_read_back() -> None:
    assert parse(Whole, json.loads(json.dumps(to_document(WHOLE)))) == WHOLE


def test_only_fields_with_a_default_may_be_absent() -> None:
    document = to_document(WHOLE)
    del document["later"]
    assert parse(Whole, document) == WHOLE
    del document["flag"]
    with pytest.raises(DocumentRefused, match="flag: This is missing"):
        parse(Whole, document)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("share", "half", "a number"),
        ("share", float("nan"), "a number"),
        ("share", True, "a number"),
        ("flag", 1, "true or false"),
        ("day", "14 March", "like 2027-03-31"),
        ("moment", 7, "like 2027-03-31T17:00"),
        ("side", "both", "one of: for, against"),
        ("parts", "a", "a list"),
        ("named", ["a"], "named fields"),
        ("later", 3, "text"),
        ("other", 3, "no such field"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(field: str, value: object, words: str) -> None:
    found = problems(**{field: value})
    assert [*found] == [field]
    assert words in found[field]


def test_all_problems_are_found_wherever_they_are() -> None:
    found = problems(share="half", parts=[{"code": "a", "count": 1.5}, {"code": 2}], flag=None)
    assert {*found} == {"share", "flag", "parts, 1, count", "parts, 2, code", "parts, 2, count"}


def test_what_a_record_refuses_itself_is_a_problem_too() -> None:
    assert problems(share=2.0) == {"document": "a share is at most 1."}


def test_the_refusal_says_how_much_there_is_to_do() -> None:
    with pytest.raises(DocumentRefused) as refused:
        parse(Part, {"code": "a"})
    assert refused.value.sentence == "This document cannot be used before 1 thing in it is put right."


def test_parts_that_can_be_read_are_given_beside_the_problems_of_others() -> None:
    parts, found = parse_parts(Part, {"code": "a", "count": "many"})
    assert parts == {"code": "a"}
    assert [problem.place for problem in found] == ["count"]


def test_what_is_no_object_is_refused() -> None:
    with pytest.raises(DocumentRefused, match="must be an object"):
        parse(Part, ["a", 1])
