"""Nothing typed is lost in a real browser: by Back, by links, by a reload, on a shared computer, without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from consult.models import Consultation
from tests.browser.accessibility import violations
from tests.browser.resident import Resident

pytestmark = pytest.mark.browser
LONG = "I have thought about this for a long time. " * 90


def open_question(resident: Resident, question: str = "why") -> Page:
    """A visit with one question open."""
    resident.start()
    resident.page.goto(f"{resident.address}/views/questions/{question}")
    return resident.page


@pytest.fixture
def still(browser: Browser, site: str, consultation: Consultation) -> Iterator[Page]:
    """A question for words in a browser without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield open_question(Resident(context.new_page(), site, consultation.slug))
    context.close()


def test_links_save_the_page_without_scripts(still: Page) -> None:
    question = still.url
    for link in ("Back", "Privacy", "Cookies", "Accessibility", "Consult Kent"):
        still.get_by_role("textbox").fill(link + LONG)
        still.get_by_role("link", name=link, exact=True).click()
        assert still.url != question
        still.goto(question)
        expect(still.get_by_role("textbox")).to_have_value(link + LONG.strip())


def test_the_small_print_leads_back_to_what_was_typed(still: Page) -> None:
    still.get_by_role("textbox").fill(LONG)
    still.get_by_role("link", name="Privacy").click()
    still.get_by_role("link", name="Back").click()
    expect(still.get_by_role("textbox")).to_have_value(LONG.strip())


def test_the_enter_key_goes_on_and_not_back(page: Page, site: str, consultation: Consultation) -> None:
    open_question(Resident(page, site, consultation.slug), "place")
    page.get_by_label("Your postcode").fill("ME14 1XX")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/consultations/{consultation.slug}/views/questions/what_it_is")


def test_a_reload_puts_back_what_was_typed_and_sending_takes_it_from_the_tab(
    page: Page, site: str, consultation: Consultation
) -> None:
    resident = Resident(page, site, consultation.slug)
    open_question(resident)
    page.get_by_role("textbox").fill(LONG)
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value(LONG)
    expect(page.get_by_text("was put back")).to_be_visible()
    assert violations(page) == []
    resident.go_on()
    page.goto(f"{resident.address}/views/questions/why")
    expect(page.get_by_text("was put back")).to_have_count(0)
    page.goto(f"{resident.address}/views/questions/replying_as")
    resident.answer("replying_as")
    resident.go_on()
    page.goto(f"{resident.address}/views/check-answers")
    resident.send()
    assert page.evaluate("sessionStorage.length") == 0


def test_choices_are_put_back_too(page: Page, site: str, consultation: Consultation) -> None:
    open_question(Resident(page, site, consultation.slug), "support")
    page.locator("input[value=tend_oppose]").check(force=True)
    page.go_back()
    page.go_forward()
    expect(page.locator("input[value=tend_oppose]")).to_be_checked()


def test_another_visit_never_sees_what_was_typed_before(
    page: Page, site: str, consultation: Consultation
) -> None:
    resident = Resident(page, site, consultation.slug)
    open_question(resident)
    page.get_by_role("textbox").fill(LONG)
    page.goto(f"{resident.address}/views/start-again")
    page.get_by_role("button", name="Delete these answers").click()
    page.goto(f"{resident.address}/views/questions/why")
    expect(page.get_by_role("textbox")).to_have_value("")
    assert LONG not in page.evaluate("JSON.stringify(sessionStorage)")


def test_clearing_the_device_leaves_nothing_in_the_browser(
    page: Page, site: str, consultation: Consultation
) -> None:
    resident = Resident(page, site, consultation.slug)
    open_question(resident)
    page.get_by_role("textbox").fill(LONG)
    page.goto(f"{resident.address}/views/clear")
    page.get_by_role("button", name="Delete my answers and clear this device").click()
    expect(page.get_by_role("heading", name="This device is cleared")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    assert [each for each in page.context.cookies() if each["name"].startswith("visit")] == []


def test_coming_back_offers_to_go_on_and_pages_are_sound(
    page: Page, site: str, consultation: Consultation
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    resident = Resident(page, site, consultation.slug)
    open_question(resident)
    resident.answer("why")
    resident.go_on()
    found: list[str] = []
    for address in (
        "",
        "/views/start",
        "/views/later",
        "/views/clear",
        "/views/start-again",
        "/views/check-answers",
    ):
        page.goto(resident.address + address)
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert found == []
    page.goto(resident.address)
    page.get_by_role("button", name="Go on where you stopped").first.click()
    page.wait_for_url("**/replying_as")
