import pytest

from surveys import library
from surveys.document import parse
from surveys.library import load, names, resolve
from surveys.proposal import parse_proposal

PROPOSALS = [name for name in names() if name.startswith("consultation-")]


@pytest.mark.parametrize("name", names())
def test_every_document_can_be_used(name: str) -> None:
    assert (parse_proposal if name in PROPOSALS else parse)(load(name)).title


@pytest.mark.parametrize("name", sorted(set(names()) - set(PROPOSALS)))
def test_questions_can_be_told_apart_outside_their_pages(name: str) -> None:
    labels = [question.label for question in parse(load(name)).questions]
    assert len(set(labels)) == len(labels)


def test_there_is_no_other_document() -> None:
    with pytest.raises(LookupError, match="There is no document"):
        load("../secret")


def test_a_loaded_document_is_whole() -> None:
    assert "include" not in repr(load("facial-recognition"))


def test_sections_and_strata_are_put_where_they_are_included() -> None:
    document = resolve(
        {"sections": [{"name": "own"}, {"include": "about-you"}], "strata": [{"include": "about-you"}]}
    )
    assert [section["name"] for section in document["sections"]] == ["own", "about_you", "more_about_you"]
    assert [stratum["name"] for stratum in document["strata"]] == [
        "age",
        "sex",
        "ethnicity",
        "disability",
        "adults",
    ]


def test_one_section_can_be_included_with_changes() -> None:
    (section,) = resolve({"sections": [{"include": "about-you", "section": "about_you", "title": "You"}]})[
        "sections"
    ]
    assert (section["name"], section["title"], section["monitoring"]) == ("about_you", "You", True)


def test_loading_twice_gives_separate_documents() -> None:
    library.load("about-you")["sections"].clear()
    assert library.load("about-you")["sections"]
