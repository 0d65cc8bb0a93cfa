"""What was typed is given back when it could not be saved; what nobody should see or send again is not."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask, request

from consult.http.typed import LONGEST_KEPT, MOST_KEPT, sent_fields, sent_form, typed_text


def typed(app: Flask, data: Any) -> list[str]:
    with app.test_request_context("/page", method="POST", data=data):
        return typed_text()


def test_words_come_back_and_codes_of_choices_do_not(app: Flask) -> None:
    data = {"why": "It’s fast & cheap = good", "support": "tend_support", "other": "  "}
    assert typed(app, data) == ["It’s fast & cheap = good"]


@pytest.mark.parametrize("name", ["password", "new_password", "new_password_confirm", "csrf_token"])
def test_nobody_reads_a_password_over_a_shoulder(app: Flask, name: str) -> None:
    assert typed(app, {name: "Correct Horse Battery", "why": "Both words"}) == ["Both words"]


@pytest.mark.parametrize("name", ["password", "new_password"])
def test_a_form_with_a_password_is_not_laid_out_to_be_sent_again(app: Flask, name: str) -> None:
    with app.test_request_context("/page", method="POST", data={name: "Correct Horse", "email": "a@b.c"}):
        assert sent_form() is None


def test_a_form_can_be_sent_again_to_the_same_address(app: Flask) -> None:
    with app.test_request_context("/page?step=2", method="POST", data={"why": "Because."}):
        assert sent_form() == {"action": "/page?step=2", "fields": [("why", "Because.")]}


def test_a_form_with_a_file_would_lose_it_and_gives_its_words_back(app: Flask) -> None:
    data = {"why": "Because of this.", "file": (BytesIO(b"x"), "a.pdf")}
    with app.test_request_context("/page", method="POST", data=data):
        assert sent_form() is None
        assert typed_text() == ["Because of this."]
        request.close()


def test_far_too_much_is_cut_and_breaks_nothing(app: Flask) -> None:
    data = {"why": "x y" * LONGEST_KEPT} | {f"field{at}": "a b" for at in range(2 * MOST_KEPT)}
    with app.test_request_context("/page", method="POST", data=data):
        found = sent_fields()
    assert (len(found), len(found[0][1])) == (MOST_KEPT, LONGEST_KEPT)


def test_a_page_that_was_only_looked_at_has_nothing_typed(app: Flask) -> None:
    with app.test_request_context("/page?why=Words+of+somebody"):
        assert (sent_fields(), sent_form(), typed_text()) == ([], None, [])
