"""Every way through the form as a machine: one browser with many tabs, and what must be kept of each visit.

The machine knows of each visit what was acknowledged; after every step the database must hold exactly that.
"""

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from consult.services.answering.drafts import Draft
from consult.services.answering.standing import Sent, look_up
from consult.services.answering.visits import Visit

PLACE = "/consultations/facial-recognition/views"
TEXT, CHOICE = "why", "support"
FIELD = re.compile(r'name="(csrf_token|base)"[^>]* value="([^"]*)"')
WORDS = st.sampled_from(["", "Only with rules.", "Nein, danke", "ليس هكذا", "No."])
CHOICES = st.sampled_from(["", "tend_support", "strongly_oppose"])
LEAVES = st.sampled_from(["", "", "back", "later", "privacy", "home", "overview"])


@dataclass
class Known:
    """A visit as the machine knows it."""

    visit: Visit
    answers: dict[str, Any] = field(default_factory=dict)
    state: str = "writing"
    reference: str = ""


@dataclass(frozen=True)
class Page:
    """A page that stands open in some tab, with the hidden fields that it was made with."""

    of: Known | None
    question: str
    hidden: dict[str, str]


def knows_a_visit(machine: "Ways") -> bool:
    return machine.current is not None


def writes(machine: "Ways") -> bool:
    return machine.current is not None and machine.current.state == "writing"


class Ways(RuleBasedStateMachine):
    app: ClassVar[Flask]
    session: ClassVar[Session]

    pages = Bundle("pages")
    starts = Bundle("starts")

    @initialize()
    def open_browser(self) -> None:
        self.client: FlaskClient = self.app.test_client()
        self.visits: list[Known] = []
        self.current: Known | None = None
        self.lasts = False
        self.begin_now()

    @precondition(lambda machine: not writes(machine))
    @rule()
    def begin_now(self) -> None:
        self.start(self.open_start())

    @rule(target=starts)
    def open_start(self) -> Any:
        answer = self.client.get(f"{PLACE}/start")
        assert answer.status_code == 200
        self.offers(answer.text)
        hidden = dict(FIELD.findall(answer.text))
        return Page(self.living, "", hidden) if hidden else multiple()

    @rule(page=starts)
    def start(self, page: Page) -> None:
        answer = self.client.post(f"{PLACE}/start", data=page.hidden)
        if answer.status_code == 302:
            assert self.current is None or self.current.state != "writing"
            # Where the device was cleared meanwhile there is nothing that a new visit could begin over.
            assert self.living is None or page.of is self.living
            self.begin(answer)
        elif self.current is not None and self.current.state == "writing":
            assert "Go on where you stopped" in answer.text

    @rule(target=pages, question=st.sampled_from([TEXT, CHOICE]))
    def open_question(self, question: str) -> Any:
        answer = self.client.get(f"{PLACE}/questions/{question}")
        if self.living is None:
            assert answer.location == f"{PLACE}/start?from=link"
        elif self.living.state == "sent":
            assert answer.location == f"{PLACE}/confirmation"
        else:
            kept = self.living.answers.get(question)
            assert kept is None or kept in answer.text
            return Page(self.living, question, dict(FIELD.findall(answer.text)))
        return multiple()

    @rule(page=pages, words=WORDS, choice=CHOICES, go=LEAVES)
    def send_page(self, page: Page, words: str, choice: str, go: str) -> None:
        typed = words if page.question == TEXT else choice
        sent = page.hidden | {page.question: typed, "go": go}
        answer = self.client.post(f"{PLACE}/questions/{page.question}", data=sent)
        if page.of is not self.current or page.of is None or page.of.state != "writing":
            self.is_refused(page, answer, typed)
        elif answer.status_code == 409:
            kept = page.of.answers[page.question]
            assert kept not in {None, typed or None}
            assert "answered this question since this page was opened" in answer.text
        else:
            assert answer.status_code == 302, answer.text
            if typed or not go or page.of.answers.get(page.question) is not None:
                page.of.answers[page.question] = typed or None

    def is_refused(self, page: Page, answer: TestResponse, typed: str) -> None:
        """Each cause by its own name, and nothing typed is lost."""
        if self.current is None:
            cause, status = "did not say which answers are yours", 400
        elif page.of is not self.current:
            cause, status = "belongs to another reply", 409
        else:
            cause, status = "This reply was sent already", 409
        assert (answer.status_code, cause in answer.text) == (status, True), answer.text
        assert page.question != TEXT or typed in answer.text

    @precondition(writes)
    @rule(question=st.sampled_from([TEXT, CHOICE]), words=WORDS, choice=CHOICES)
    def answer_now(self, question: str, words: str, choice: str) -> None:
        self.send_page(self.open_question(question), words, choice, "")

    @rule(address=st.sampled_from(["/", "/consultations/facial-recognition", f"{PLACE}/start"]))
    def come_back(self, address: str) -> None:
        self.offers(self.client.get(address).text)
        answer = self.client.get(f"{PLACE}/continue")
        target = {"writing": f"{PLACE}/questions/", "sent": f"{PLACE}/confirmation"}
        assert answer.location.startswith(target[self.living.state] if self.living else f"{PLACE}/start")

    @precondition(writes)
    @rule()
    def start_again(self) -> None:
        page = self.client.get(f"{PLACE}/start-again")
        assert self.living is not None
        answer = self.client.post(f"{PLACE}/start-again", data=dict(FIELD.findall(page.text)))
        self.living.state = "deleted"
        self.begin(answer)

    @precondition(writes)
    @rule()
    def send(self) -> None:
        assert self.living is not None
        page = self.client.get(f"{PLACE}/check-answers")
        answer = self.client.post(f"{PLACE}/check-answers", data=dict(FIELD.findall(page.text)))
        assert answer.status_code == 422  # how somebody replies must be said
        if any(self.living.answers.values()):
            self.say_how_and_send()

    def say_how_and_send(self) -> None:
        assert self.living is not None
        page = self.client.get(f"{PLACE}/questions/replying_as")
        fields = dict(FIELD.findall(page.text)) | {"replying_as": "lives"}
        self.client.post(f"{PLACE}/questions/replying_as", data=fields)
        answer = self.client.post(f"{PLACE}/check-answers", data=fields)
        assert answer.location == f"{PLACE}/confirmation"
        self.living.answers["replying_as"] = "lives"
        self.living.state = "sent"
        self.living.reference = self.living.visit.receipt

    @precondition(knows_a_visit)
    @rule(kept=st.booleans())
    def close_the_browser(self, kept: bool) -> None:
        """Cookies without an end end here; who chose to come back finds what was saved."""
        if kept and writes(self):
            page = self.client.get(f"{PLACE}/later")
            self.client.post(f"{PLACE}/later", data=dict(FIELD.findall(page.text)))
            self.lasts = True
        for cookie in list((self.client._cookies or {}).values()):
            if cookie.max_age is None and cookie.expires is None:
                self.client.delete_cookie(cookie.key, path=cookie.path)
        assert (self.client.get_cookie(self.cookie) is not None) == self.lasts
        self.current = self.current if self.lasts else None

    @precondition(knows_a_visit)
    @rule()
    def clear_this_device(self) -> None:
        page = self.client.get(f"{PLACE}/clear")
        assert self.living is not None
        answer = self.client.post(f"{PLACE}/clear", data=dict(FIELD.findall(page.text)))
        assert answer.headers["Clear-Site-Data"] == '"storage"'
        self.living.state = "deleted" if self.living.state == "writing" else "sent"
        self.current, self.lasts = None, False
        assert self.client.get_cookie(self.cookie) is None
        assert "This device is cleared" in self.client.get(f"{PLACE}/cleared").text

    @invariant()
    def everything_acknowledged_is_kept(self) -> None:
        self.session.rollback()
        for known in self.visits:
            found = look_up(self.session, known.visit)
            if known.state == "writing":
                assert isinstance(found, Draft)
                assert found.answers == known.answers
            else:
                assert isinstance(found, Sent) == (known.state == "sent")
                assert not isinstance(found, Draft)

    @invariant()
    def a_reference_stays_the_same(self) -> None:
        if self.living is not None and self.living.state == "sent":
            assert self.living.reference in self.client.get(f"{PLACE}/confirmation").text

    @property
    def living(self) -> Known | None:
        """The visit in the browser's cookie."""
        return self.current

    @property
    def cookie(self) -> str:
        return "visit-1"

    def begin(self, answer: TestResponse) -> None:
        assert answer.location == f"{PLACE}/questions/replying_as"
        cookie = self.client.get_cookie(self.cookie)
        visit = Visit.from_cookie(cookie.value if cookie else None)
        assert visit is not None
        self.current, self.lasts = Known(visit), False
        self.visits.append(self.current)

    def offers(self, text: str) -> None:
        """To go on with what is being written, before to start again; to see what was sent."""
        writing = self.living is not None and self.living.state == "writing"
        sent = self.living is not None and self.living.state == "sent"
        assert ("Go on where you stopped (saved at " in text) == writing
        assert ("Start again and delete these answers" in text) == writing
        assert ("A reply was sent from this browser" in text) == sent
