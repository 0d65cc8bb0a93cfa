"""One document has one form and one digest, whoever writes it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.canonical import NotCanonical, canonical, digest

numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
documents = st.recursive(
    st.none() | st.booleans() | numbers | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("ab\u20ac\ufb33\U0001f600"), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (2**53, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (999999999999999700000.0, "999999999999999700000"),
        (1e21, "1e+21"),
        (333333333.3333332, "333333333.3333332"),
        (-0.0000033333333333333333, "-0.0000033333333333333333"),
        (1e-7, "1e-7"),
        (0.95, "0.95"),
        (400.0, "400"),
        (400, "400"),
    ],
)
def test_numbers_are_written_as_ecmascript_does(number: float, written: str) -> None:
    assert canonical(number).decode() == written


def test_names_are_sorted_by_utf_16_and_nothing_is_blank() -> None:
    document = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "ö": [True, None]}
    written = '{"\\r":2,"1":4,"\x80":6,"ö":[true,null],"€":1,"\U0001f600":5,"\ufb33":3}'
    assert canonical(document).decode() == written


def test_text_is_escaped_only_where_it_must_be() -> None:
    assert canonical("€$\x0f\nA'B\"\\/\u2028").decode() == '"€$\\u000f\\nA\'B\\"\\\\/\u2028"'


@given(documents)
def test_it_is_json_and_reading_and_writing_again_changes_nothing(document: Any) -> None:
    written = canonical(document)
    assert json.loads(written, parse_int=float) == document
    assert canonical(json.loads(written)) == written


@given(st.dictionaries(st.text("abc"), numbers, min_size=2))
def test_the_order_of_writing_does_not_matter_but_every_value_does(document: dict[str, Any]) -> None:
    turned = dict(reversed(document.items()))
    assert digest(turned) == digest(document)
    assert digest(turned | {"a": "other"}) != digest(document)


def test_the_digest_is_the_published_one() -> None:
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    "document", [float("nan"), float("inf"), 2**53 + 1, 10**400, {1: "a"}, "\ud800", {"a": {1, 2}}, b"bytes"]
)
def test_what_json_cannot_hold_is_refused(document: Any) -> None:
    with pytest.raises(NotCanonical) as refused:
        canonical(document)
    assert refused.value.sentence.endswith(".")
