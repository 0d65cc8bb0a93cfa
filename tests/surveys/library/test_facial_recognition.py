import re
from typing import Any

import pytest

from surveys.document import parse
from surveys.encoding import encode
from surveys.layout import slots
from surveys.library import load
from surveys.questions import AnyQuestion
from surveys.questions.agreement import STATES
from surveys.routing import Route, contradicting, contradictions, minutes_for, route

FR = parse(load("facial-recognition"))

# The 28 topics the questionnaire must cover, and the question or questions that cover each.
TOPICS = {
    1: ["replying_as"],
    2: ["place"],
    3: ["support_before"],
    4: ["heard_of"],
    5: ["no_match"],
    6: ["clarity"],
    7: ["purposes"],
    8: ["watchlist"],
    9: ["places"],
    10: ["accuracy_facts", "wrong_alerts"],
    11: ["acceptable"],
    12: ["unequal"],
    13: ["redress"],
    14: ["outcomes"],
    15: ["effect_on_places"],
    16: ["alternatives"],
    17: ["stop_result"],
    18: ["safeguards"],
    19: ["overseers"],
    20: ["review"],
    21: ["support"],
    22: ["use"],
    23: ["why"],
    24: ["change_mind"],
    25: ["effect"],
    26: ["trust"],
    27: ["age", "adults", "sex", "ethnic_group", "long_lasting_condition", "activity_restriction"],
    28: ["missed"],
}
SHORT = [1, 2, 3, 7, 10, 18, 21, 22, 23, 27]
RESIDENT: dict[str, Any] = {
    "replying_as": "lives",
    "place": "E07000110",
    "why": "Words.",
    "long_lasting_condition": "yes",
    "age": "35-44",
}


def way(**answers: Any) -> Route:
    return route(FR, RESIDENT | answers)


def spoken(question: AnyQuestion) -> str:
    """Everything a person reads on the page of a question."""
    facts = [text for fact in question.help for text in (fact.title, fact.body)]
    return "\n".join((question.title, question.hint, *question.reading(), *facts))


def test_all_28_topics_are_asked() -> None:
    assert sorted(TOPICS) == list(range(1, 29))
    assert {name for asked in TOPICS.values() for name in asked} <= FR.questions_by_name.keys()


def test_the_short_route_has_its_topics_and_no_other() -> None:
    extra = {"what_it_is", "more", "publish"}
    short = {name for topic in SHORT for name in TOPICS[topic]}
    assert set(way(more="no").names) == short | extra
    assert set(way().names) == short | extra


def test_the_short_route_takes_about_ten_minutes_and_no_promise_is_shorter() -> None:
    assert way(more="no").minutes == (7, 12)


def test_the_rest_takes_what_the_gate_says() -> None:
    short = way(more="no").names
    rest = minutes_for(question for question in way(more="yes").questions if question.name not in short)
    said = re.search(r"About (\d+) to (\d+) minutes", FR.questions_by_name["more"].hint)
    assert said is not None
    assert (int(said[1]), int(said[2])) == rest


def test_the_rest_is_asked_only_of_those_who_want_it() -> None:
    optional = {name for topic in TOPICS if topic not in SHORT for name in TOPICS[topic]}
    assert set(way(more="yes").names) - set(way(more="no").names) == optional | {
        "religion",
        "sexual_orientation",
    }


def test_facts_come_after_the_first_view_and_before_the_last() -> None:
    order = [
        "support_before",
        "accuracy_facts",
        "wrong_alerts",
        "safeguards",
        "support",
        "use",
        "why",
        "more",
        "age",
    ]
    assert sorted(order, key=FR.positions.__getitem__) == order


def test_support_is_primary_and_asked_twice_in_the_same_words() -> None:
    before, after = FR.questions_by_name["support_before"], FR.questions_by_name["support"]
    assert FR.primary == "support"
    assert before.title == after.title
    assert before.reading() == after.reading()


def test_only_how_one_replies_is_required() -> None:
    assert [question.name for question in FR.questions if question.required] == ["replying_as"]


def test_dont_know_is_offered_wherever_an_opinion_is_asked() -> None:
    facts = {"replying_as", "place", "more", "publish", *FR.monitoring}
    for variable in FR.variables:
        if variable.question not in facts and variable.question != "overseers":
            assert "dont_know" in variable.outside, variable.name
    assert "overseers_dont_know" in FR.variables_by_name


def test_each_of_the_five_tests_is_served() -> None:
    served = {test for question in FR.questions for test in question.tests}
    assert served == {"purpose", "support", "accuracy", "outcome", "review"}


@pytest.mark.parametrize(
    ("changes", "eligible"),
    [
        ({}, True),
        ({"place": None}, True),
        ({"place": "no_fixed_address"}, True),
        ({"age": None}, True),
        ({"place": "outside"}, False),
        ({"age": "under_16"}, False),
        ({"replying_as": "works"}, False),
        ({"replying_as": "organisation"}, False),
        ({"replying_as": None}, False),
    ],
)
def test_residents_aged_16_and_over_are_eligible(changes: dict[str, Any], eligible: bool) -> None:
    assert encode(FR, RESIDENT | changes).eligible is eligible


def test_organisations_are_not_asked_about_a_person() -> None:
    assert not set(way(replying_as="organisation", more="yes").names) & FR.monitoring


def test_an_organisation_can_say_who_it_is() -> None:
    assert "organisation_name" in way(replying_as="organisation").names
    assert "organisation_name" not in way().names


def test_who_lives_here_and_elsewhere_is_asked_about_it() -> None:
    (found,) = contradictions(FR, RESIDENT | {"place": "outside"})
    assert [question.name for question in contradicting(FR, found)] == ["replying_as", "place"]
    assert contradictions(FR, RESIDENT) == ()
    assert contradictions(FR, RESIDENT | {"replying_as": "visits", "place": "outside"}) == ()


def test_what_is_part_of_the_proposal_is_no_safeguard_to_choose() -> None:
    safeguards = FR.questions_by_name["safeguards"]
    assert "part of the proposal already" in safeguards.hint
    assert {"safeguards_deletion", "safeguards_officer"}.isdisjoint(FR.variables_by_name)


def test_what_everybody_should_know_stands_in_plain_sight() -> None:
    body = " ".join(FR.questions_by_name["what_it_is"].reading())
    for needed in ("everybody", "could bring", "concerned about", "The law", "The cost"):
        assert needed in body


def test_the_one_who_asks_is_not_named_first_among_those_who_could_check() -> None:
    labels = [item.label for item in FR.questions_by_name["overseers"].items]  # type: ignore[attr-defined]
    assert "Commissioner for Kent" not in labels[0]
    assert {"The Kent and Medway Police and Crime Panel", "Somebody else"} <= set(labels)


def test_consent_is_asked_of_those_who_wrote_something_and_never_assumed() -> None:
    assert "publish" not in way(why=None).names
    assert "publish" in way(why=None, more="yes", missed="This.").names
    assert not encode(FR, RESIDENT).consent
    assert encode(FR, RESIDENT | {"publish": "yes"}).consent
    assert not encode(FR, RESIDENT | {"why": None, "publish": "yes"}).consent


def test_strata_are_those_that_are_weighted_by() -> None:
    assert [stratum.name for stratum in FR.strata] == [
        "district",
        "age",
        "sex",
        "ethnicity",
        "disability",
        "adults",
    ]
    district = FR.strata[0].categories
    assert len(district) == 16
    assert district[-3:] == ("outside", "no_fixed_address", "unknown")


def test_monitoring_is_not_counted() -> None:
    assert not {block.variable.question for block in slots(FR).blocks} & FR.monitoring


def test_the_primary_item_has_the_three_states() -> None:
    codes = {value.code for value in FR.variables_by_name["support"].values}
    assert codes == {code for state in STATES.values() for code in state}


def test_figures_name_both_denominators_their_source_and_date() -> None:
    text = spoken(FR.questions_by_name["accuracy_facts"])
    for needed in ("3,147,436 faces", "2,077 alerts", "every 1,000,000 faces", "every 1,000 alerts", "2025"):
        assert needed in text
    assert "No system has been chosen for Kent" in text
    assert any(fact.sources and fact.updated for fact in FR.questions_by_name["accuracy_facts"].help)


def test_natural_frequencies_are_those_of_the_counts() -> None:
    faces, alerts, wrong = 3_147_436, 2_077, 10
    assert round(wrong / faces * 1_000_000) == 3
    assert round(wrong / alerts * 1_000) == 5
    assert wrong / faces * 10_000 < 1
    assert round(1_000_000 / 6_000, -1) == 170


@pytest.mark.parametrize("question", FR.questions, ids=lambda question: question.name)
def test_the_words_are_plain_and_neutral(question: AnyQuestion) -> None:
    text = spoken(question).lower()
    never = [
        "false positive",
        "false alert",
        "agree",
        "verdict",
        "obviously",
        "clearly",
        "of course",
        "surely",
    ]
    never += [
        "keep us safe",
        "crackdown",
        "big brother",
        "orwell",
        "mass surveillance",
        "innocent",
        "criminals",
    ]
    never += ["please note", "utilise", "in order to", "organization", "license plate"]
    assert [word for word in never if word in text] == []


@pytest.mark.parametrize("question", FR.questions, ids=lambda question: question.name)
def test_questions_are_short(question: AnyQuestion) -> None:
    harmonised = {"long_lasting_condition"}
    assert len(question.title.split()) <= 20 or question.name in harmonised
    assert all(len(sentence.split()) <= 30 for sentence in re.split(r"[.?!\n]", spoken(question))), (
        question.name
    )


@pytest.mark.parametrize("question", FR.questions, ids=lambda question: question.name)
def test_a_question_about_support_names_both_directions(question: AnyQuestion) -> None:
    title = question.title.lower()
    assert "support" not in title or "oppose" in title or "more or less" in title


@pytest.mark.parametrize(
    ("name", "both"),
    [
        ("clarity", "clear or unclear"),
        ("watchlist", ", or not?"),
        ("effect_on_places", "more or less"),
        ("effect", "good or bad"),
        ("outcomes", "if any"),
        ("use", "if at all"),
    ],
)
def test_other_questions_leave_every_answer_open(name: str, both: str) -> None:
    assert both in FR.questions_by_name[name].title
