"""Facts: each consultation has the kinds that its proposal is about, and no piece of evidence is empty."""

from dataclasses import replace

import pytest

from analysis.documents import DocumentRefused
from analysis.evidence.scorecard import default_tests
from consult.errors import NotFoundError
from consult.services.facts.kinds import KINDS, check_held, check_survey, kind_of, kinds_of, others_of
from consult.services.facts.reading import ACCURACY, HELD, SURVEY
from surveys import library
from surveys.proposal import parse_proposal

OURS = parse_proposal(library.load("consultation-facial-recognition"))
NEED = default_tests().tests[0].needs[0]
WHOLE = {"need": NEED.code, "title": "A report", "url": "https://example.org/report", "text": ""}
ASKED = {
    "code": "a-poll",
    "title": "A poll",
    "source": "A report",
    "organisation": "An office",
    "when": "2025",
    "population": "Adults",
    "wording": "Do you support it?",
}


def test_a_proposal_that_is_about_accuracy_has_all_kinds() -> None:
    assert set(kinds_of(OURS)) == set(KINDS)


def test_evidence_of_accuracy_has_no_place_where_nothing_can_be_accurate() -> None:
    other = replace(OURS, evidence=())
    assert ACCURACY not in kinds_of(other)
    with pytest.raises(NotFoundError):
        kind_of(other, ACCURACY)


def test_what_others_published_about_one_matter_is_not_offered_for_another() -> None:
    assert others_of(OURS, ACCURACY)
    assert others_of(replace(OURS, figures=""), ACCURACY) == []


def test_a_document_is_told_with_the_need_it_is_for() -> None:
    assert check_held(WHOLE) == {"need": NEED.label}


@pytest.mark.parametrize(("change", "place"), [({"need": "none such"}, "need"), ({"url": ""}, "url")])
def test_a_document_for_nothing_or_that_nobody_can_read_is_refused(
    change: dict[str, str], place: str
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        check_held(WHOLE | change)
    assert [each.place for each in refused.value.problems] == [place]


def test_a_survey_without_any_figure_says_nothing() -> None:
    with pytest.raises(DocumentRefused) as refused:
        check_survey(ASKED)
    assert [each.place for each in refused.value.problems] == ["support"]
    assert check_survey(ASKED | {"support": 0.5}) == {}


@pytest.mark.parametrize("name", [ACCURACY, SURVEY])
def test_the_figures_of_others_that_we_ship_pass_our_own_checks(name: str) -> None:
    for document in KINDS[name].others():
        KINDS[name].check(document)
    assert KINDS[HELD].others() == []
