"""Templates: complete but for what only an office can say, plain, and free of what belongs to another subject."""

import json
import re

import pytest

from surveys.document import parse
from surveys.drafting.bundle import find_problems
from surveys.library.templates import NAMES, Template, load_template, load_templates
from surveys.proposal import parse_proposal
from surveys.questions import AnyQuestion

READY = [template for template in load_templates() if template.name != "empty"]
DUE = {"decision_due": "2027-06-30"}
OF_FACES = re.compile(r"facial|watchlist|\balerts?\b|\bfaces?\b", re.IGNORECASE)


def questions_of(template: Template) -> list[AnyQuestion]:
    return list(parse(template.bundle["questionnaire"]).questions)


def test_each_file_is_offered() -> None:
    assert {template.name for template in load_templates()} == set(NAMES)
    with pytest.raises(LookupError, match="There is no template"):
        load_template("../empty")


@pytest.mark.parametrize("template", READY, ids=lambda template: template.name)
def test_only_the_day_of_the_decision_is_left_to_say(template: Template) -> None:
    bundle = template.bundle
    if template.name != "facial-recognition":
        assert [each.sentence for each in find_problems(bundle)] == [
            "“decision_due” must be a date written like 2027-03-31."
        ]
    assert find_problems(bundle | {"proposal": bundle["proposal"] | DUE}) == []


def test_the_empty_one_wants_words_and_questions_and_nothing_else() -> None:
    problems = find_problems(load_template("empty").bundle)
    wanted = {"is missing.", "must have at least one entry.", "must be a date written like 2027-03-31."}
    assert {re.sub(r"^“\w+” ", "", each.sentence) for each in problems} == wanted


@pytest.mark.parametrize("template", READY, ids=lambda template: template.name)
def test_what_belongs_to_faces_stays_with_its_own_template(template: Template) -> None:
    proposal = parse_proposal(template.bundle["proposal"] | DUE)
    own = template.name == "facial-recognition"
    assert (bool(proposal.tests), bool(proposal.evidence), bool(proposal.figures)) == (own, own, own)
    assert bool(OF_FACES.search(json.dumps(template.bundle, ensure_ascii=False))) is own


@pytest.mark.parametrize("template", READY, ids=lambda template: template.name)
def test_only_how_one_replies_has_to_be_answered(template: Template) -> None:
    assert [each.name for each in questions_of(template) if each.required] == ["replying_as"]


def test_some_are_plain_consultations_and_some_test_support() -> None:
    tested = {template.name for template in READY if template.bundle["questionnaire"].get("primary")}
    assert tested == {"facial-recognition", "body-worn-video"}
