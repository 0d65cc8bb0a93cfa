"""Somebody who writes a consultation in a browser; every page that is opened is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations

TODAY = date.today()  # noqa: DTZ011 - the day on the page is typed by a person
FILL_IN = {
    "Title": "Dogs at public events",
    "What it is about, in a few sentences": "Should police dogs be at public events?",
    "By when it will be decided": (TODAY + timedelta(days=120)).strftime("%d/%m/%Y"),
    "What answers can change": "Whether dogs are there at all\nAt which events",
    "What people can ask the office for": "Ask us for the questions on paper.",
    "How to reach the data protection officer": "dpo@example.org",
    "Who else sees what people send": "Nobody outside the office.",
    "By when replies are deleted": (TODAY + timedelta(days=500)).strftime("%d/%m/%Y"),
}
DAYS = {
    "First day to answer": (TODAY - timedelta(days=1)).strftime("%d/%m/%Y"),
    "Last day to answer": (TODAY + timedelta(days=60)).strftime("%d/%m/%Y"),
}


@dataclass
class Writer:
    """A page of the studio, and what axe found on those before."""

    page: Page
    site: str
    address: str = ""
    found: list[str] = field(default_factory=list)

    def look(self) -> None:
        self.found += violations(self.page)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.look()

    def fill(self, values: Mapping[str, str]) -> None:
        for label, words in values.items():
            self.page.get_by_label(label, exact=True).fill(words)

    def open(self, path: str = "") -> None:
        self.page.goto(f"{self.address}{path}")
        self.look()

    def begin(self, title: str, template: str) -> None:
        """Begin a consultation from a template, from the page that staff see first."""
        self.page.get_by_role("link", name="New consultation").click()
        self.look()
        self.page.get_by_label("What is it called?").fill(title)
        self.page.get_by_label(template).check(force=True)
        self.press("Begin")
        self.address = self.page.url

    def add(self, title: str, kind: str, section: str, **fields: str) -> None:
        """Add a question and fill in its page, by the labels of its fields."""
        self.open()
        self.page.get_by_label("What do you ask?").fill(title)
        self.page.get_by_label("How is it answered?").select_option(label=kind)
        self.page.get_by_label("In which section?").select_option(label=section)
        self.press("Add the question")
        self.fill({label.replace("_", " "): words for label, words in fields.items()})
        self.press("Save")
        expect(self.page.get_by_text("Saved as version")).to_be_visible()

    def show_only_if(self, question: str, depends_on: str, answer: str) -> None:
        self.open()
        self.page.get_by_role("link", name=question, exact=True).click()
        self.page.get_by_role("link", name="Change when it is shown").click()
        self.page.get_by_label("What does it depend on?").select_option(label=depends_on)
        self.press("Choose its answers")
        self.page.get_by_label(answer, exact=True).check(force=True)
        self.press("Add this condition")

    def save(self, path: str, values: Mapping[str, str]) -> None:
        self.open(path)
        self.fill(values)
        self.press("Save")
        expect(self.page.get_by_text("Saved as version")).to_be_visible()

    def ask(self, reason: str) -> str:
        """Ask for approval; the address that is given to a colleague."""
        self.open("/check")
        self.page.get_by_label("Why, in a sentence").fill(reason)
        self.press("Ask for approval")
        expect(self.page.get_by_text("You have asked for it")).to_be_visible()
        return self.page.url.partition("?")[0]

    def approve(self, address: str) -> None:
        self.page.goto(address)
        self.look()
        self.page.get_by_label("Approve it: it is done at once").check(force=True)
        self.press("Give this answer")
        expect(self.page.get_by_text("Your answer is on record")).to_be_visible()
