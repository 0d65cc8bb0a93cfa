"""The commissioner's board in a real browser: it moves by itself, and says no more than it may."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from consult.models import Consultation
from tests.browser.accessibility import violations
from tests.browser.resident import Resident
from tests.browser.signing import signed_in
from tests.factories import reply, send_reply
from tests.staff import add_account

pytestmark = pytest.mark.browser
SIDES = ("tend_support", "strongly_support", "tend_oppose", "neither")
ENOUGH = 40
PARTS = ("/groups", "/places", "/questions", "/written", "/people", "/surveys", "/method")


def fill(session: Session, consultation: Consultation, count: int = ENOUGH) -> None:
    """Replies of people chosen by lot that arrive in one moment, so that they are counted together."""
    for number in range(count):
        send_reply(session, consultation, "random_invitation", {"support": SIDES[number % 4]})
    session.commit()


def open_board(page: Page, site: str, consultation: Consultation, part: str = "") -> None:
    page.goto(f"{site}/staff/{consultation.slug}/views/board{part}")
    page.wait_for_selector("body[data-live=yes]")


def test_the_board_moves_by_itself(
    consultation: Consultation, watcher: Page, browser: Browser, site: str, site_session: Session
) -> None:
    page = watcher
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    fill(site_session, consultation)
    open_board(page, site, consultation)
    expect(page.locator("#replies")).to_have_text("40", timeout=60_000)
    expect(page.get_by_text("50 % as replied").first).to_be_visible(timeout=60_000)

    answer_in_a_browser(browser, site, consultation)
    expect(page.locator("#replies")).to_have_text("41", timeout=60_000)
    expect(page.locator("#live")).to_have_attribute("data-number", "1")

    for _ in range(10):
        send_reply(site_session, consultation, "random_invitation", {"support": "strongly_support"})
    site_session.commit()
    expect(page.locator("#live")).to_have_attribute("data-number", "2", timeout=60_000)
    expect(page.get_by_text("60 % as replied").first).to_be_visible()
    assert violations(page) == []
    assert refused == []


def answer_in_a_browser(browser: Browser, site: str, consultation: Consultation) -> None:
    context = browser.new_context()
    resident = Resident(context.new_page(), site, consultation.slug)
    resident.start()
    resident.answer_everything()
    resident.send()
    context.close()


def test_without_scripts_the_board_is_pictures_and_tables(
    browser: Browser, site: str, consultation: Consultation, site_session: Session, site_app: Flask
) -> None:
    fill(site_session, consultation)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = signed_in(
        context.new_page(), site, add_account(site_app, site_session, "pcc", "reader@example.org")
    )
    for _ in range(20):
        page.goto(f"{site}/staff/{consultation.slug}/views/board")
        if page.get_by_text("50 % as replied").count():
            break
        page.wait_for_timeout(250)
    expect(page.locator(".app-bar svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.goto(f"{site}/staff/{consultation.slug}/views/board/questions/your_view")
    expect(page.locator(".app-chart svg").first).to_be_visible()
    expect(page.get_by_text(re.compile("Get this table as CSV")).first).to_be_attached()
    expect(page.locator("#pause")).to_be_hidden()
    context.close()


def test_the_board_can_be_paused(
    consultation: Consultation, watcher: Page, site: str, site_session: Session
) -> None:
    page = watcher
    open_board(page, site, consultation)
    page.get_by_role("button", name="Pause updates").click()
    reply(site_session, consultation)
    page.wait_for_timeout(6_000)
    expect(page.locator("#replies")).to_have_text("0")
    page.get_by_role("button", name="Resume updates").click()
    expect(page.locator("#replies")).to_have_text("1", timeout=60_000)


def test_a_board_that_is_not_fed_any_more_says_so(
    consultation: Consultation, watcher: Page, site: str, site_session: Session
) -> None:
    page = watcher
    open_board(page, site, consultation)
    expect(page.locator("#fresh")).to_have_text(re.compile(r"^As at \d\d:\d\d\.$"))
    page.context.set_offline(True)
    expect(page.locator("#fresh")).to_contain_text("Not connected since", timeout=90_000)
    page.context.set_offline(False)
    expect(page.locator("#fresh")).to_have_text(re.compile(r"^As at \d\d:\d\d\.$"), timeout=60_000)


def test_a_board_whose_session_has_ended_says_so(
    consultation: Consultation, watcher: Page, site: str
) -> None:
    page = watcher
    open_board(page, site, consultation)
    with page.expect_response("**/pulse", timeout=60_000):
        pass  # an answer that is under way would bring the cookie back
    page.context.clear_cookies()
    expect(page.locator("#fresh")).to_contain_text("You have been signed out", timeout=60_000)


def test_keyboard_and_place_stay_where_they_were_when_figures_are_renewed(
    consultation: Consultation, watcher: Page, site: str, site_session: Session
) -> None:
    page = watcher
    fill(site_session, consultation)
    page.set_viewport_size({"width": 820, "height": 500})
    open_board(page, site, consultation, "/questions/your_view")
    summary = page.locator("#table-support summary")
    expect(summary).to_be_attached(timeout=60_000)
    summary.press("Enter")
    summary.scroll_into_view_if_needed()
    page.evaluate("window.scrollBy(0, 120)")
    before = summary.evaluate("each => each.getBoundingClientRect().top")
    for _ in range(10):
        send_reply(site_session, consultation, "random_invitation", {"support": "strongly_support"})
    site_session.commit()
    expect(page.locator("#live")).to_have_attribute("data-number", "2", timeout=60_000)
    expect(summary).to_be_focused()
    expect(page.locator("#table-support")).to_have_attribute("open", "")
    assert abs(summary.evaluate("each => each.getBoundingClientRect().top") - before) < 40


def test_where_we_stand_is_on_the_first_screen_and_each_page_is_short(
    consultation: Consultation, watcher: Page, site: str, site_session: Session
) -> None:
    page = watcher
    fill(site_session, consultation, 200)
    page.set_viewport_size({"width": 1366, "height": 768})
    open_board(page, site, consultation)
    expect(page.locator(".app-shares td").first).to_be_visible(timeout=60_000)
    for seen in (page.locator(".app-shares td").last, page.locator("#tests-title")):
        box = seen.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 768
    for part in ("", *PARTS):
        open_board(page, site, consultation, part)
        assert page.evaluate("document.documentElement.scrollHeight") < 3 * 768, part
        assert violations(page) == []
        printed = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2, part


def test_a_chart_is_looked_at_closer_on_request(
    consultation: Consultation, watcher: Page, site: str, site_session: Session
) -> None:
    page = watcher
    fill(site_session, consultation)
    open_board(page, site, consultation, "/questions/your_view")
    button = page.locator("#closer-support")
    expect(button).to_be_visible(timeout=60_000)
    button.press("Enter")
    expect(page.locator(".app-chart[data-drawn=yes]").first).to_be_visible(timeout=60_000)
    assert violations(page) == []
    button.press("Enter")
    expect(page.locator(".app-chart--drawn")).to_have_count(0)
