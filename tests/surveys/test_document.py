from typing import Any

import pytest

from surveys.conditions import All, OneOf
from surveys.document import parse
from surveys.encoding import encode
from surveys.reading.reader import DefinitionError
from tests.surveys.examples import EXAMPLES, ask, options, problems_of, read, wrap

TEXT = ask("text")


def test_a_document_becomes_a_questionnaire() -> None:
    questionnaire = read(*(ask(kind) for kind in EXAMPLES), primary="view")
    assert (questionnaire.title, questionnaire.primary) == ("A questionnaire", "view")
    assert [question.kind for question in questionnaire.questions] == list(EXAMPLES)


def test_it_is_read_in_the_language_asked_for() -> None:
    document = wrap(ask("single", title={"en": "Colour?", "cy": "Lliw?"}), languages=["en", "cy"])
    question = parse(document, "cy").questions[0]
    assert (question.title, question.language) == ("Lliw?", "cy")
    assert parse(document).languages == ("en", "cy")


def test_a_language_without_texts_falls_back_to_that_of_the_document() -> None:
    document = wrap(ask("single", title={"cy": "Lliw?"}), language="cy")
    assert parse(document, "en").questions[0].title == "Lliw?"


def test_a_question_without_a_label_is_called_by_its_title() -> None:
    short = {"en": "After", "cy": "Wedyn"}
    document = wrap(ask("single", label=short), ask("text"), languages=["en", "cy"])
    assert [question.label for question in parse(document, "cy").questions] == ["Wedyn", "A text question?"]


def test_the_rule_of_a_section_holds_for_all_its_questions() -> None:
    red = {"variable": "colour", "is": "red"}
    blue = {"variable": "colour", "is": "blue"}
    document = wrap(ask("single"))
    document["sections"].append(
        {"name": "more", "title": "More", "show_if": {"not": blue}, "questions": [ask("text", show_if=red)]}
    )
    condition = parse(document).questions[1].condition
    assert isinstance(condition, All)
    assert condition.parts[1] == OneOf("colour", frozenset({"red"}))


@pytest.mark.parametrize(
    ("document", "place", "sentence"),
    [
        (wrap(TEXT, format=2), "questionnaire", "“format” must be 1."),
        (wrap(TEXT, title=""), "questionnaire", "“title” is missing."),
        (wrap(TEXT, titel="A"), "questionnaire", "“titel” is not a known field here."),
        (wrap(TEXT, sections=[]), "questionnaire", "“sections” must have at least one entry."),
        (wrap(), "section “all”", "“questions” must have at least one entry."),
        (wrap(TEXT, TEXT), "questionnaire", "The question “story” is used more than once."),
        (wrap(ask("text", title=3)), "question “story”", "“title” must be text."),
        (
            wrap(ask("text", label="a" * 61)),
            "question “story”",
            "“label” must have at most 60 characters.",
        ),
        (wrap(ask("text", required="yes")), "question “story”", "“required” must be true or false."),
        (wrap(ask("text", colour="red")), "question “story”", "“colour” is not a known field here."),
        (wrap(ask("text", tests="a")), "question “story”", "“tests” must be a list."),
        (
            wrap(ask("text", help=["a"])),
            "question “story”, help 1",
            "This must be an object with named fields.",
        ),
        (wrap(ask("single", options=[])), "question “colour”", "“options” must have at least one entry."),
        (wrap(ask("single", options=[{"label": "A"}])), "question “colour”, options 1", "“code” is missing."),
        (
            wrap(ask("single", options=options("a", "a"))),
            "question “colour”",
            "The code “a” is used more than once.",
        ),
        (wrap(ask("single", scale="odd")), "question “colour”", "“scale” must be one of: nominal, ordinal."),
        (
            wrap(ask("text", name="data")),
            "question “data”",
            "A question cannot be called “data”: forms use this word themselves.",
        ),
        (
            wrap(ask("grid", name="a", rows=options("b_c")), ask("grid", name="a_b", rows=options("c"))),
            "questionnaire",
            "The variable “a_b_c” is used more than once.",
        ),
        (
            wrap(ask("grid", name="a", rows=options("b")), ask("text", name="a_b")),
            "questionnaire",
            "The variable “a_b” is used more than once.",
        ),
    ],
)
def test_each_problem_is_told_with_its_place(document: Any, place: str, sentence: str) -> None:
    assert (place, sentence) in [(problem.place, problem.sentence) for problem in problems_of(document)]


@pytest.mark.parametrize("kind", ["riddle", "", None, ["single"]])
def test_unknown_kinds_are_told(kind: Any) -> None:
    (problem,) = problems_of(wrap(TEXT | {"kind": kind}))
    assert problem.sentence.startswith("“kind” must be one of: single, multiple, agreement")


def test_words_of_a_monitoring_section_are_kept_apart_and_never_published() -> None:
    document = wrap(TEXT)
    document["sections"][0]["monitoring"] = True
    questionnaire = parse(document)
    encoded = encode(questionnaire, {"story": "My own words."})
    assert (encoded.texts, encoded.monitoring) == ({}, {"story": "My own words."})
    assert questionnaire.texts == ()
    assert questionnaire.questions_by_name["story"].decode(encoded.monitoring) == "My own words."


@pytest.mark.parametrize(
    "document", [None, [], "text", {}, {"sections": [None]}, {"sections": [{"questions": 3}]}]
)
def test_anything_can_be_handed_in_without_a_crash(document: Any) -> None:
    assert problems_of(document)


def test_all_problems_are_told_at_once() -> None:
    document = wrap(
        ask("single", options=options("a", "a")),
        ask("text", max=0),
        ask("number", min=3, max=2, show_if={"variable": "shade", "is": "red"}),
        primary="nothing",
    )
    with pytest.raises(DefinitionError) as caught:
        parse(document)
    places = {problem.place for problem in caught.value.problems}
    assert places == {"question “colour”", "question “story”", "question “visits”", "primary"}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_question_without_any_of_its_own_fields_is_no_crash(kind: str) -> None:
    bare = {"kind": kind, "name": "bare", "title": "Bare?"}
    assert problems_of(wrap(bare)) or kind in {"agreement", "text"}


@pytest.mark.parametrize("wrong", [None, 3, "x", [], {}, [3], [{}], True])
@pytest.mark.parametrize("kind", EXAMPLES)
def test_no_field_of_any_kind_crashes_on_a_wrong_type(kind: str, wrong: Any) -> None:
    for field in (*EXAMPLES[kind].document, "help", "tests", "show_if", "hint", "label", "required"):
        problems = problems_of(wrap(ask(kind, **{field: wrong}) | {"kind": kind}))
        assert all(problems)
