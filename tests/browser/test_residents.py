"""A resident's way in a real browser: small screen, no scripts, keyboard, mistakes."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Consultation, Response
from tests.browser.accessibility import violations
from tests.browser.resident import Resident

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 320, "height": 640}


def newest_response(session: Session) -> Response:
    return session.scalars(select(Response).order_by(Response.id.desc()).limit(1)).one()


def test_from_start_to_receipt_on_a_phone_without_scripts(
    browser: Browser, site: str, consultation: Consultation, site_session: Session
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    resident = Resident(context.new_page(), site, consultation.slug)
    resident.start()
    resident.answer_everything()
    reference = resident.send()
    assert len(reference.replace("-", "")) == 17
    response = newest_response(site_session)
    assert (response.answers["support"], response.answers["place"]) == ("tend_support", "E07000110")
    context.close()


def test_no_page_has_an_accessibility_fault_or_leaves_the_screen(
    browser: Browser, site: str, consultation: Consultation
) -> None:
    found: list[str] = []
    choices = {"replying_as": "lives", "support": "neither", "more": "yes", "long_lasting_condition": "yes"}

    def look(page: Page) -> None:
        found.extend(violations(page))
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            found.append(f"{page.url} is wider than the screen")

    context = browser.new_context(viewport=PHONE)
    resident = Resident(context.new_page(), site, consultation.slug, look, choices)
    resident.start()
    resident.answer_everything()
    resident.send()
    for address in ("/", "/privacy", "/cookies", "/accessibility"):
        resident.page.goto(site + address)
        look(resident.page)
    assert found == []
    assert len(resident.passed) > 30
    context.close()


def test_a_keyboard_is_enough(page: Page, site: str, consultation: Consultation) -> None:
    page.goto(f"{site}/consultations/{consultation.slug}/views/start")
    press_until(page, "Start now")
    page.keyboard.press("Enter")
    page.wait_for_url("**/replying_as")
    for _ in range(20):
        if page.evaluate("document.activeElement.type") == "radio":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    press_until(page, "Save and continue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/place")
    expect(page).to_have_title("Where in Kent or Medway do you live, work, study or visit? – Consult Kent")


def press_until(page: Page, name: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"the keyboard never reached {name}")


def test_a_mistake_is_said_at_the_top_and_at_the_field(
    page: Page, site: str, consultation: Consultation
) -> None:
    resident = Resident(page, site, consultation.slug)
    resident.start()
    resident.go_on()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    assert violations(page) == []
    summary.get_by_role("link").click()
    expect(page.locator("input[name=replying_as]").first).to_be_focused()


def test_an_answer_can_be_changed_before_sending(
    page: Page, site: str, consultation: Consultation, site_session: Session
) -> None:
    resident = Resident(page, site, consultation.slug)
    resident.start()
    resident.answer_everything()
    page.get_by_role("link", name="Change your answer: How, if at all, should Kent Police use").click()
    page.locator("input[name=use][value=never]").check(force=True)
    resident.go_on()
    page.wait_for_url("**/check-answers")
    resident.send()
    assert newest_response(site_session).answers["use"] == "never"


def test_a_double_click_sends_once(
    page: Page, site: str, consultation: Consultation, site_session: Session
) -> None:
    resident = Resident(page, site, consultation.slug)
    resident.start()
    resident.answer_everything()
    page.get_by_role("button", name="Send your answers").dblclick()
    page.wait_for_url("**/confirmation")
    version = consultation.surveys[0].versions[0].id
    assert len(site_session.scalars(select(Response).where(Response.version_id == version)).all()) == 1
