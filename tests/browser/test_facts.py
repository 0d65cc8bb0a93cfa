"""Evidence in a real browser: entered by staff, read by everybody, calculated without a script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from consult.models import Consultation
from tests.browser.accessibility import violations
from tests.factories import send_reply

pytestmark = pytest.mark.browser

ALL = ("tend_support", "strongly_support", "tend_oppose", "neither", "strongly_oppose", "dont_know")
TYPED = {
    "Title": "Kent, a trial",
    "Supplier of the system": "A supplier",
    "Version": "1",
    "Tested by": "Kent Police",
    "When it was tested": "2026",
    "People on the list": "1,000",
    "Faces scanned": "100,000",
    "Alerts": "50",
    "Wrong alerts": "60",
    "People on the list who walked past": "40",
    "Of these, missed": "5",
    "Source": "A report",
    "Date of the source": "2026-11-01",
}


def is_narrow_enough(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways at 320 pixels."""
    page.set_viewport_size({"width": 320, "height": 640})
    narrow = bool(page.evaluate("document.documentElement.scrollWidth <= 320"))
    page.set_viewport_size({"width": 1280, "height": 800})
    return narrow


def look(page: Page) -> None:
    assert violations(page) == []
    assert is_narrow_enough(page), page.url


def enter(page: Page) -> None:
    for label, words in TYPED.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Save and publish").click()


def test_an_entry_is_public_with_its_icons_and_can_be_calculated_with(
    consultation: Consultation, staff: Page, browser: Browser, site: str
) -> None:
    page = staff
    page.goto(f"{site}/staff/{consultation.slug}/facts")
    look(page)
    page.get_by_role("link", name="Add accuracy evidence").click()
    look(page)
    enter(page)
    expect(page.get_by_role("link", name="There cannot be more wrong alerts than alerts")).to_be_visible()
    look(page)
    page.get_by_label("Wrong alerts", exact=True).fill("5")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_text("Saved, and public now.")).to_be_visible()
    look(page)
    resident = browser.new_context(java_script_enabled=False).new_page()
    resident.goto(f"{site}/consultations/{consultation.slug}/accuracy")
    expect(resident.get_by_role("img", name="About 100 wrong alerts in 1,000 alerts.")).to_be_visible()
    resident.get_by_label("How many people walk past?").fill("50,000")
    resident.get_by_role("button", name="Calculate").click()
    expect(resident.get_by_text("In a crowd of 50,000 with 5 people on the list")).to_be_visible()
    expect(resident.get_by_role("row", name=re.compile("Wrong alerts"))).to_be_visible()
    page.goto(resident.url)
    look(page)
    resident.context.close()


def test_the_scorecard_shows_what_is_held_and_what_people_say(
    consultation: Consultation, staff: Page, site: str, site_session: Session
) -> None:
    page = staff
    page.goto(f"{site}/staff/{consultation.slug}/facts")
    page.get_by_role("button", name=re.compile("Accuracy evidence")).click()
    page.get_by_role("button", name=re.compile("Surveys of others")).click()
    for number in range(120):
        answers = {"support_before": ALL[number % 6], "support": ALL[number % 6], "wrong_alerts": "under_1"}
        send_reply(site_session, consultation, "open_link", answers)
    site_session.commit()
    page.goto(f"{site}/staff/{consultation.slug}/scorecard")
    for _ in range(30):
        if page.get_by_role("heading", name="What the public says").count():
            break
        page.wait_for_timeout(300)
        page.reload()
    expect(page.get_by_text("A national laboratory’s test").first).to_be_attached()
    expect(page.get_by_text("Missing").first).to_be_visible()
    expect(page.get_by_text("Of those who replied, support: 33 % before the facts").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="What other surveys found").click()
    expect(page.get_by_text("Ipsos survey, Britain").first).to_be_visible()
    look(page)
    page.goto(f"{site}/consultations/{consultation.slug}/tests")
    expect(page.get_by_text("What the public says is shown here after closing")).to_be_visible()
    look(page)


def test_a_change_of_the_proposal_is_seen_by_everybody(
    consultation: Consultation, staff: Page, site: str
) -> None:
    page = staff
    page.goto(f"{site}/staff/{consultation.slug}/events")
    look(page)
    page.get_by_role("link", name="Announce a material change").click()
    look(page)
    page.get_by_label("What changes").fill("Regular use is off.")
    page.get_by_label("Why", exact=True).fill("Many replies asked for it.")
    page.get_by_label(re.compile("Notice on every page")).fill("Only a trial is proposed now.")
    page.locator("summary", has_text="Summary").click()
    page.get_by_label("Summary").fill("Should there be a trial?")
    page.get_by_role("button", name="Publish the new version").click()
    expect(page.get_by_text("Announced.")).to_be_visible()
    page.wait_for_timeout(2_500)
    page.goto(f"{site}/consultations/{consultation.slug}")
    expect(page.get_by_text("Only a trial is proposed now.").first).to_be_visible()
    look(page)
    page.get_by_role("link", name="The proposal as it read before").click()
    look(page)
    page.goto(f"{site}/consultations/{consultation.slug}/views/start")
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_text("Only a trial is proposed now.")).to_be_visible()
    look(page)


def test_pages_to_enter_the_other_kinds(consultation: Consultation, staff: Page, site: str) -> None:
    page = staff
    for address in ("facts/outcome/add", "facts/held/add", "facts/survey/add", "events/extend"):
        page.goto(f"{site}/staff/{consultation.slug}/{address}")
        look(page)
    page.get_by_role("button", name="Announce").click()
    expect(page.get_by_role("link", name="Say what changes")).to_be_visible()
    look(page)
