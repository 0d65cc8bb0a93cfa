from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from surveys.document import parse
from surveys.encoding import encode
from surveys.routing import kept
from tests.surveys.examples import ask, options
from tests.surveys.strategies import answers_to, questionnaires, unhurried

AGE = {"kind": "single", "name": "age", "title": "Age?", "options": options("young", "old")}
DOCUMENT = {
    "format": 1,
    "title": "Two sections",
    "primary": "view",
    "eligible": {"all": [{"variable": "home", "in": ["E1", "E2"]}, {"variable": "age", "is": "old"}]},
    "consent": {"variable": "publish", "is": "yes"},
    "sections": [
        {
            "name": "views",
            "title": "Views",
            "questions": [
                ask("place"),
                ask("agreement"),
                ask("text"),
                ask("single", name="publish", options=options("yes", "no")),
            ],
        },
        {"name": "you", "title": "You", "monitoring": True, "questions": [AGE]},
    ],
    "strata": [
        {"name": "district", "label": "District", "variable": "home"},
        {"name": "age", "label": "Age", "variable": "age"},
    ],
}
ANSWERS = {"home": "E1", "view": "tend_support", "story": "Words.", "publish": "yes", "age": "old"}


def test_a_response_is_parted_by_where_it_may_be_kept() -> None:
    encoded = encode(parse(DOCUMENT), ANSWERS)
    assert encoded.values == {"home": "E1", "view": "tend_support", "publish": "yes"}
    assert encoded.texts == {"story": "Words."}
    assert encoded.monitoring == {"age": "old"}
    assert encoded.stratum == ("E1", "old")
    assert (encoded.eligible, encoded.consent) == (True, True)


def test_nothing_is_taken_for_granted() -> None:
    encoded = encode(parse(DOCUMENT), {})
    assert (encoded.values, encoded.texts, encoded.monitoring) == ({}, {}, {})
    assert encoded.stratum == ("unknown", "unknown")
    assert (encoded.eligible, encoded.consent) == (False, False)


def test_by_default_all_are_eligible_and_nobody_has_consented() -> None:
    document: dict[str, Any] = {key: DOCUMENT[key] for key in ("format", "title", "sections")}
    encoded = encode(parse(document), ANSWERS)
    assert (encoded.eligible, encoded.consent, encoded.stratum) == (True, False, ())


@unhurried
@given(st.data())
def test_only_shown_answers_are_encoded_each_in_one_place(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(answers_to(questionnaire))
    encoded = encode(questionnaire, answers)
    owners = questionnaire.owners
    asked = {owners[name].name for name in (*encoded.values, *encoded.monitoring, *encoded.texts)}
    assert asked == kept(questionnaire, answers).keys()
    assert {owners[name].name for name in encoded.monitoring} <= questionnaire.monitoring
    assert not {owners[name].name for name in encoded.values} & questionnaire.monitoring


@unhurried
@given(st.data())
def test_what_is_encoded_can_be_decoded(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(answers_to(questionnaire))
    encoded = encode(questionnaire, answers)
    values = encoded.values | encoded.monitoring
    for name, answer in kept(questionnaire, answers).items():
        question = questionnaire.questions_by_name[name]
        assert (encoded.texts[name] if name in encoded.texts else question.decode(values)) == answer
