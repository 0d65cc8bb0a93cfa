"""A plan survives being written and read, and a bad one is refused with everything that is wrong."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from analysis import population
from analysis.canonical import digest
from analysis.documents import to_document
from analysis.plan.asked import Asked
from analysis.plan.parsing import PlanRefused, parse_plan
from analysis.vocabulary import STATES
from tests.analysis.finding.worlds import QUESTION, make_plan

ASKED = Asked(
    answers={"support": tuple(code for state in STATES for code in QUESTION.answers(state))},
    groups={
        name: (*margin.categories, "unknown")
        for name, margin in population.margins(["district", "age", "sex", "ethnicity", "disability"]).items()
    }
    | {"adults": ("1", "2", "5+", "unknown")},
)

Document = dict[str, Any]


def written() -> Document:
    document: Document = json.loads(json.dumps(to_document(make_plan())))
    return document


def refused(document: Document, asked: Asked | None = ASKED) -> list[tuple[str, str]]:
    with pytest.raises(PlanRefused) as caught:
        parse_plan(document, asked)
    return [(problem.place, problem.sentence) for problem in caught.value.problems]


def test_the_default_plan_fits_the_questionnaire_and_reads_back_with_one_digest() -> None:
    plan = parse_plan(written(), ASKED)
    assert plan == make_plan()
    assert digest(to_document(plan)) == digest(written())


def test_without_a_questionnaire_codes_are_taken_as_they_are() -> None:
    document = written()
    document["question"]["variable"] = "another"
    assert parse_plan(document).question.variable == "another"
    assert refused(document) == [("question, variable", "The questionnaire has no variable “another”.")]


def change(*path: str | int) -> Callable[[Document, Any], None]:
    def put(document: Any, value: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return put


CASES = [
    (change("rule", "theta"), 1.5, "rule, theta", "at least 0.5 and under 1"),
    (change("rule", "theta"), 0.4, "rule, theta", "at least 0.5 and under 1"),
    (change("rule", "level"), 95, "rule, level", "at least 0.5"),
    (change("rule", "gamma"), 0.9, "rule, gamma", "at least 1"),
    (change("rule", "gamma"), 1e9, "rule, gamma", "at most 1,000"),
    (change("rule", "shown"), [0.5], "rule, shown", "at least 1"),
    (change("rule", "least"), 0, "rule, least", "at least 1"),
    (change("rule", "base"), "those_with_a_view", "rule, base", "all_valid_answers"),
    (change("question", "wording"), " ", "question, wording", "missing"),
    (change("question", "neither"), ["neither"], "question", "“dont_know” counts for no side"),
    (change("question", "neither"), ["neither", "dont_know", "maybe"], "question", "no answer “maybe”"),
    (change("question", "neither"), ["neither", "dont_know", "dont_know"], "question", "more than once"),
    (change("closes"), "2027-01-01T00:00:00+00:00", "closes", "before it opens"),
    (change("closes"), "2027-03-14T17:00:00", "closes", "time zone"),
    (change("sensitivities"), ["put_back", "moonlight"], "sensitivities", "no check “moonlight”"),
    (change("sensitivities"), ["put_back", "put_back"], "sensitivities", "more than once"),
    (change("gates"), [], "gates", "At least one way"),
    (change("gates", 0, "kind"), "open_link", "gates, open_link", "people who were chosen"),
    (change("gates", 0, "item_missing"), 10, "gates, random_invitation, item_missing", "a share"),
    (change("gates", 0, "n_eff"), 0, "gates, random_invitation", "at least 1"),
    (change("campaigns", "likeness"), 0, "campaigns", "likeness"),
    (change("exclusions", 0, "sentence"), "", "exclusions, not_resident", "sentence"),
    (change("weighting", "cap"), 1, "weighting, cap", "more than 1"),
    (change("weighting", "targets"), [], "weighting, targets", "at least one"),
    (change("weighting", "joint"), None, "weighting, joint", "“joint” is registered"),
    (change("weighting", "targets", 1, "source"), "", "weighting, age", "source"),
    (change("weighting", "targets", 1, "total"), 1_500_000, "weighting, age", "add up to 1,499,312"),
    (change("weighting", "targets", 2, "groups", 0, "people"), -1, "weighting, sex", "counts of people"),
    (change("weighting", "targets", 2, "groups", 0, "code"), "male", "weighting, sex", "more than once"),
    (change("weighting", "targets", 3, "groups", 0, "code"), "pale", "weighting, ethnicity", "“pale”"),
    (change("weighting", "ladder", 0, "dimension"), "income", "weighting, ladder, step 1", "not weighted"),
    (change("weighting", "ladder", 0, "groups"), {"a": ["x"]}, "weighting, ladder, step 1", "A merge"),
    (change("family", "members", 0, "codes"), [], "family, Black residents", "no categories"),
    (change("family", "members", 0, "codes"), ["blue"], "family, Black residents", "no group “blue”"),
    (change("family", "members", 0, "dimension"), "income", "family, Black residents", "by “income”"),
    (change("family", "members", 0, "target"), 0, "family, Black residents", "at least 1"),
    (change("family", "members", 0, "residents"), 4.0, "family, Black residents", "between 0 and 1"),
    (change("family", "correction"), "bonferroni", "family, correction", "one of: holm, none"),
    (change("weighting", "frames"), [{"way": "a", "addresses": 0}], "weighting, frames, a", "at least 1"),
    (
        change("weighting", "frames"),
        2 * [{"way": "a", "addresses": 9}],
        "weighting, frames",
        "more than once",
    ),
    (change("weighting", "households"), {"dimension": "adults", "cap": 1}, "weighting, households", "from 2"),
    (change("weighting", "households"), {"dimension": "adults", "cap": 26}, "weighting, households", "to 25"),
    (change("weighting", "households"), {"dimension": "sex", "cap": 4}, "weighting, households", "as “sex”"),
    (change("gates", 0, "least_rate"), 1.01, "gates, random_invitation, least_rate", "from 0 to 1"),
    (change("version"), "", "version", "version of the code"),
]


@pytest.mark.parametrize(("put", "value", "place", "words"), CASES)
def test_each_mistake_is_named_alone(put: Any, value: Any, place: str, words: str) -> None:
    document = written()
    put(document, value)
    (found,) = [each for each in refused(document) if place == each[0]]
    assert words in found[1]
    assert {each[0].split(",")[0] for each in refused(document)} == {place.split(",", maxsplit=1)[0]}


def test_all_mistakes_are_named_at_once_even_when_a_part_cannot_be_read() -> None:
    document = written()
    for put, value, *_ in (CASES[0], CASES[12], CASES[14], CASES[26]):
        put(document, value)
    document["gates"] = "none"
    document["extra"] = 1
    del document["version"]
    places = {place for place, _ in refused(document)}
    assert places == {"rule, theta", "closes", "sensitivities", "weighting, age", "gates", "extra", "version"}


def test_a_joint_target_must_add_up_to_its_parts() -> None:
    document = written()
    groups = document["weighting"]["joint"]["groups"]
    groups[0]["people"] -= 5000
    groups[1]["people"] += 5000
    assert refused(document) == [("weighting, age x sex", "Its groups do not add up to those of sex.")]


def test_a_ladder_cannot_merge_what_it_has_left_out() -> None:
    document = written()
    document["weighting"]["ladder"].append({"action": "merge", "dimension": "ethnicity", "groups": {}})
    assert refused(document) == [
        ("weighting, ladder, step 4", "“ethnicity” is not weighted, or was left out before.")
    ]
