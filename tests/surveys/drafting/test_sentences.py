"""Rules as sentences, routes, corrections and advice."""

import copy
from typing import Any

import pytest

from surveys.document import parse, read_leniently
from surveys.drafting.corrections import corrected, is_correction
from surveys.drafting.lint import find_advice
from surveys.drafting.outline import find_question, move_question
from surveys.drafting.routes import find_ways
from surveys.drafting.rules import join, parts_of, rule_at, title_of, with_rule_at
from surveys.drafting.sentences import tell_rule
from surveys.library.templates import load_template
from tests.surveys.examples import ask, options, read

BUDGET = load_template("budget").bundle["questionnaire"]
ASKED = parse(BUDGET)
IS = {"variable": "pays", "is": "full"}
FULL = "the answer to “Pays council tax” is “Yes, in full”"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (None, "It is always shown."),
        (IS, "It is shown if the answer to “Pays council tax” is “Yes, in full”."),
        (
            {"variable": "pays", "in": ["full", "no"]},
            "It is shown if the answer to “Pays council tax” is “Yes, in full” or “No”.",
        ),
        ({"not": IS}, "It is shown if it is not so that the answer to “Pays council tax” is “Yes, in full”."),
        ({"answered_text": ["why"]}, "It is shown if something was written for “Reasons”."),
        ({"any": [IS, {"all": [IS, IS]}]}, f"It is shown if {FULL} or ({FULL} and {FULL})."),
        (
            {"variable": "save_offices", "is": "yes"},
            "It is shown if the answer to “Where to save” (“Offices and administration”) is “Yes”.",
        ),
        ({"variable": "x", "at_least": 3}, "It is shown if the answer to “x” is at least 3."),
        ({"variable": "x", "answered": True}, "It is shown if the answer to “x” was given."),
        ("nonsense", "It is shown if a rule holds that cannot be read."),
        ({"all": 3}, "It is shown if the answer to “None” is “None”."),
    ],
)
def test_rules_are_read_back(rule: Any, sentence: str) -> None:
    assert tell_rule(rule, ASKED) == sentence


def test_rules_are_found_and_put_in_their_places() -> None:
    target = "question/afford"
    assert parts_of(rule_at(BUDGET, target)) == ("all", [{"variable": "pays", "in": ["full", "reduced"]}])
    changed = with_rule_at(BUDGET, target, join("any", [IS, {"not": IS}]))
    assert parts_of(rule_at(changed, target)) == ("any", [IS, {"not": IS}])
    assert rule_at(with_rule_at(changed, target, join("any", [])), target) is None
    assert rule_at(with_rule_at(BUDGET, "consent", IS), "consent") == IS
    assert title_of(BUDGET, "section/your_view") == "Your view"


def test_ways_are_those_that_answers_lead_to() -> None:
    gate = ask("single", name="gate", options=options("yes", "no"))
    more = ask("text", name="more", show_if={"variable": "gate", "is": "yes"})
    found = find_ways(read(gate, more))
    assert [[question.name for question in way.questions] for way in found.ways] == [
        ["gate"],
        ["gate", "more"],
    ]
    assert (found.longest.because, found.complete) == (("A single question?: Yes",), True)


def test_too_many_ways_are_told() -> None:
    gates = [ask("single", name=f"g{number}", options=options("yes", "no")) for number in range(12)]
    after = [
        ask("text", name=f"t{number}", show_if={"variable": f"g{number}", "is": "yes"})
        for number in range(12)
    ]
    assert not find_ways(read(*gates, *after)).complete


def test_words_can_be_corrected_and_nothing_else() -> None:
    words = copy.deepcopy(BUDGET)
    find_question(words, "why")["title"] = "Why?"
    find_question(words, "amount")["options"][0]["label"] = "Nothing"
    assert is_correction(BUDGET, words)
    assert [each.after for each in corrected(BUDGET, words)] == ["Nothing", "Why?"]
    assert not is_correction(BUDGET, BUDGET)
    assert not is_correction(BUDGET, move_question(words, "why", -1))
    find_question(words, "amount")["options"][0]["code"] = "zero"
    assert not is_correction(BUDGET, words)


@pytest.mark.parametrize(
    ("question", "advice"),
    [
        (ask("single", title="Don’t you think it helps?"), "leads people to an answer"),
        (ask("single", title="Should we be tough on crime?"), "takes a side"),
        (ask("agreement", title="Do you support cameras?"), "names one side only"),
        (ask("single", title="Should it not be done without a law?"), "says no twice"),
        (ask("agreement", title="Do you support or oppose cameras and dogs?"), "two things at once"),
        (ask("single", title="What should stakeholders do?"), "is jargon"),
        (ask("single", scale="ordinal", options=options("a", "b")), "no way to say"),
        (ask("number", dont_know=False), "no way to say"),
        (ask("text", required=True), "must be answered"),
        (ask("single", title=" ".join(["word"] * 30)), "30 words"),
    ],
)
def test_advice_is_given_with_a_reason(question: dict[str, Any], advice: str) -> None:
    questionnaire, _ = read_leniently(
        {"format": 1, "title": "A", "sections": [{"name": "s", "title": "S", "questions": [question]}]}
    )
    assert any(advice in each.sentence for each in find_advice(questionnaire))


@pytest.mark.parametrize("name", ["body-worn-video", "police-and-crime-plan", "budget"])
def test_the_templates_follow_the_advice(name: str) -> None:
    found = find_advice(parse(load_template(name).bundle["questionnaire"]))
    assert [each for each in found if "no way to say" not in each.sentence] == []


def test_long_questionnaires_are_followed_to_their_end() -> None:
    gates = [ask("single", name=f"g{number}", options=options("yes", "no")) for number in range(300)]
    after = [
        ask("text", name=f"t{number}", show_if={"variable": f"g{number}", "is": "yes"})
        for number in range(300)
    ]
    pairs = [question for pair in zip(gates, after, strict=True) for question in pair]
    found = find_ways(read(*pairs))
    assert (len(found.shortest.questions), len(found.longest.questions)) == (300, 600)
