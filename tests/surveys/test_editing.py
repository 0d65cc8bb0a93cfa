"""Editing the texts of a proposal one by one."""

from surveys.editing import texts_of, with_texts
from surveys.library import load
from surveys.proposal import parse_proposal

PROPOSAL = load("consultation-facial-recognition")


def test_texts_put_back_unchanged_give_the_same_document() -> None:
    assert with_texts(PROPOSAL, {text.path: text.words for text in texts_of(PROPOSAL)}) == PROPOSAL


def test_one_text_is_changed_and_the_original_is_not() -> None:
    changed = with_texts(PROPOSAL, {"options.1.title": " Only pictures \r\n"})
    assert parse_proposal(changed).options[1].title == "Only pictures"
    assert parse_proposal(PROPOSAL).options[1].title == "Only after the event"


def test_a_list_is_a_line_for_each_item() -> None:
    changed = with_texts(PROPOSAL, {"can_change": "One\r\n\r\n Two ", "nothing.there": "x"})
    assert parse_proposal(changed).can_change == ("One", "Two")


def test_what_holds_the_document_together_is_no_text() -> None:
    places = {text.path.rpartition(".")[2] for text in texts_of(PROPOSAL)}
    assert not places & {"code", "kind", "url", "measures", "format"}
    assert {"title", "summary", "decision_due", "can_change", "body"} <= places


def test_texts_come_in_the_order_in_which_people_read_them() -> None:
    shuffled = dict(sorted(PROPOSAL.items()))
    parts = list(dict.fromkeys(text.part for text in texts_of(shuffled)))
    assert parts[:2] == ["title", "summary"]
    assert [text.path for text in texts_of(shuffled)] == [text.path for text in texts_of(PROPOSAL)]
