"""A resident in a browser: answers what is asked, page after page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page

CHOICES = {"replying_as": "lives", "support_before": "neither", "support": "tend_support", "use": "trial"}
WORDS = "It could help to find missing people, but only with strict rules."
MOST_PAGES = 60


@dataclass
class Resident:
    """Walks through the questionnaire; `look` is called on every page."""

    page: Page
    site: str
    slug: str
    look: Callable[[Page], None] = lambda _page: None
    choices: Mapping[str, str] = field(default_factory=lambda: CHOICES)
    passed: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"{self.site}/consultations/{self.slug}"

    def start(self) -> None:
        self.page.goto(self.address)
        self.look(self.page)
        self.page.get_by_role("button", name="Give your views").first.click()
        self.look(self.page)
        self.page.get_by_role("button", name="Start now").click()

    def answer_everything(self) -> None:
        for _ in range(MOST_PAGES):
            question = self.page.url.rpartition("/")[2]
            self.look(self.page)
            if question == "check-answers":
                return
            self.passed.append(question)
            self.answer(question)
            self.go_on()
        raise AssertionError("the questionnaire never ended")

    def answer(self, question: str) -> None:
        if question in self.choices:
            self.page.locator(f"input[name={question}][value={self.choices[question]}]").check(force=True)
        elif question == "place":
            self.page.get_by_label("Your postcode").fill("ME14 1XX")
        elif question == "why":
            self.page.get_by_role("textbox").fill(WORDS)

    def go_on(self) -> None:
        self.page.locator("main form button[type=submit]").click()

    def send(self) -> str:
        """Send the answers; the reference on the confirmation page."""
        self.page.get_by_role("button", name="Send your answers").click()
        self.page.wait_for_url("**/confirmation")
        self.look(self.page)
        return self.page.locator(".app-reference").inner_text()
