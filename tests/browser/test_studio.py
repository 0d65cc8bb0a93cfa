"""A second consultation in the browser alone: written, commented, approved, answered, corrected, ended, decided."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from tests.browser.accessibility import violations
from tests.browser.resident import Resident
from tests.browser.signing import signed_in
from tests.browser.writer import DAYS, FILL_IN, TODAY, Writer
from tests.staff import add_account

pytestmark = pytest.mark.browser
SLUG, VIEWS = "dogs", "Your views"
YES_NO = "Yes\nNo\n* Don’t know"
REASONS = "What are your reasons?"
EVENTS = "At which events, if any?"


@pytest.fixture
def writer(staff: Page, site: str) -> Writer:
    return Writer(staff, site)


@pytest.fixture
def colleague(browser: Browser, site: str, site_app: Flask, site_session: Session) -> Iterator[Writer]:
    with browser.new_context() as context:
        email = add_account(site_app, site_session, "pcc", "second-person@example.org")
        yield Writer(signed_in(context.new_page(), site, email), site)


@pytest.fixture
def commenter(browser: Browser, site: str, site_app: Flask, site_session: Session) -> Iterator[Writer]:
    with browser.new_context() as context:
        email = add_account(site_app, site_session, "staff", "commenter@example.org")
        yield Writer(signed_in(context.new_page(), site, email), site)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Somebody without an account, at 320 px and without JavaScript."""
    with browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=True) as context:
        yield context.new_page()


def write(writer: Writer) -> None:
    writer.begin("Dogs at public events", "Template: Empty, with questions about who replies")
    writer.save("/about", FILL_IN)
    writer.save("/settings", DAYS | {"Title of the questionnaire": "Dogs at public events"})
    writer.add(
        "What is proposed",
        "A page to read",
        VIEWS,
        Text="Police dogs would be at public events.\n\nNo rule is made.",
    )
    writer.add("Have you seen police dogs at an event?", "Choose one answer", VIEWS, Answers=YES_NO)
    writer.add(
        "How did you feel about it?",
        "Choose one answer",
        VIEWS,
        Answers="Safer\nNo different\nLess safe\n* Don’t know",
    )
    writer.add(
        EVENTS,
        "Choose any number of answers",
        VIEWS,
        Answers="Football matches\nFairs\nMarches\nnone = None of these",
        Codes_of_answers_that_exclude_all_others="none",
    )
    writer.add("Do you support or oppose dogs at events?", "Support or oppose, in five steps", VIEWS)
    writer.add(
        "What matters most?", "Put in an order", VIEWS, What_is_put_in_an_order="Safety\nAnimals\nCost"
    )
    writer.add("How many events do you go to in a year?", "A number", VIEWS, Highest_number="100")
    writer.add(REASONS, "Words of one’s own", VIEWS)
    writer.show_only_if("How did you feel about it?", "“Have you seen police dogs at an event?”", "Yes")


def try_out(writer: Writer, phone: Page) -> None:
    writer.open("/review")
    writer.press("Put it in review")
    writer.press("Make a link")
    link = writer.page.locator("[role=status] a").get_attribute("href")
    assert link
    phone.goto(link)
    assert violations(phone) == []
    expect(phone.get_by_text("The shortest of")).to_be_visible()
    phone.get_by_role("button", name="Try it out").click()
    phone.get_by_label("I live in Kent or Medway").check(force=True)
    phone.get_by_role("button", name="Save and continue").click()
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def comment(writer: Writer, commenter: Writer) -> None:
    commenter.address = writer.address
    commenter.open()
    commenter.page.get_by_role("link", name=EVENTS, exact=True).click()
    commenter.page.get_by_label("Your comment").fill("Say “which of these events”.")
    commenter.press("Add the comment")
    writer.open("/check")
    expect(writer.page.get_by_text("cannot be published yet")).to_be_visible()
    writer.open("/review")
    writer.page.get_by_label("What was done about it").fill("It stays: it is short.")
    writer.page.get_by_role("button", name="Resolve").click()
    expect(writer.page.get_by_text("It stays: it is short.")).to_be_visible()


def answer(phone: Page, site: str, seen: list[str]) -> Resident:
    choices = {"replying_as": "lives", "have_you_seen_police_dogs": "yes"}

    def look(page: Page) -> None:
        seen.extend(
            [
                *violations(page),
                *(["too wide"] if page.evaluate("document.documentElement.scrollWidth") > 320 else []),
            ]
        )

    resident = Resident(phone, site, "dogs-at-public-events", look, choices)
    resident.start()
    resident.answer_everything()
    return resident


def test_a_consultation_is_written_and_lived_through(
    writer: Writer, colleague: Writer, commenter: Writer, phone: Page, site: str
) -> None:
    write(writer)
    try_out(writer, phone)
    comment(writer, commenter)
    colleague.approve(writer.ask("It is ready."))
    seen: list[str] = []
    resident = answer(phone, site, seen)
    assert "how_did_you_feel_about_it" in resident.passed
    resident.send()
    assert seen == []
    correct(writer, colleague)
    live_through(writer, colleague, phone, site)
    assert [*writer.found, *colleague.found, *commenter.found] == []


def correct(writer: Writer, colleague: Writer) -> None:
    writer.open()
    writer.page.get_by_role("link", name=EVENTS, exact=True).click()
    writer.fill({"Question": "At which of these events, if any?"})
    writer.press("Save")
    colleague.approve(writer.ask("One word was missing."))


def live_through(writer: Writer, colleague: Writer, phone: Page, site: str) -> None:
    staff, public = f"{site}/staff/dogs-at-public-events", f"{site}/consultations/dogs-at-public-events"
    announce(writer, f"{staff}/events/pause", {"Why": "A question was wrong."}, "Pause it now")
    phone.goto(public)
    expect(phone.get_by_text("Nobody can start at the moment")).to_be_visible()
    expect(phone.get_by_text("became “At which of these events, if any?”")).to_be_visible()
    announce(writer, f"{staff}/events/resume", {"Why": "It was put right."}, "Let it go on")
    later = (TODAY + timedelta(days=90)).strftime("%d/%m/%Y")
    more = {"What changes": "More time.", "Why": "The pause.", "New last day to answer": later}
    announce(writer, f"{staff}/events/extend", more, "Announce the later closing")
    writer.page.goto(f"{staff}/events/close")
    writer.page.get_by_role("textbox").fill("All have replied.")
    writer.press("Ask for approval")
    colleague.approve(writer.page.url.partition("?")[0])
    decide(writer, f"{staff}/decision")
    phone.goto(public)
    phone.get_by_role("link", name="The decision", exact=True).click()
    expect(phone.get_by_text("You said: Dogs frighten children")).to_be_visible()
    assert violations(phone) == []


def announce(writer: Writer, address: str, values: dict[str, str], button: str) -> None:
    writer.page.goto(address)
    writer.look()
    writer.fill(values)
    writer.press(button)
    expect(writer.page.get_by_text("Announced.")).to_be_visible()


def decide(writer: Writer, address: str) -> None:
    writer.page.goto(address)
    writer.look()
    writer.fill({
        "What was decided": "Dogs come to football matches only.",
        "Why": "Most people want them there and nowhere else.",
        "When it was decided": TODAY.strftime("%d/%m/%Y"),
        "What people said, and what is done about it": "Dogs frighten children -> They stay away from fairs.",
    })  # fmt: skip
    writer.press("Publish it")
