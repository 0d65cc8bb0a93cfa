"""How people are reached, in a real browser: letters with codes, a partner's link, forms typed in by staff."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from consult.models import Consultation
from consult.services.consultations.publishing import add_arm
from tests.browser.accessibility import violations
from tests.browser.resident import Resident
from tests.browser.signing import signed_in
from tests.factories import send_reply
from tests.staff import add_account

pytestmark = pytest.mark.browser
SIDES = ("tend_support", "strongly_support", "tend_oppose", "neither")


@pytest.fixture
def resident(browser: Browser, site: str, consultation: Consultation) -> Iterator[Resident]:
    """Somebody else, with a browser of their own."""
    context = browser.new_context()
    yield Resident(context.new_page(), site, consultation.slug)
    context.close()


def make_batch(page: Page, address: str, file: Path) -> list[str]:
    page.goto(f"{address}/invitations/make")
    page.get_by_label("Name of the batch").fill("Wave 1")
    page.get_by_label("How many codes").fill("25")
    page.get_by_label("Where the addresses come from").fill("An address file")
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the codes").click()
    download.value.save_as(file)
    return [row["code"] for row in csv.DictReader(StringIO(file.read_text(encoding="utf-8")))]


def test_a_code_goes_from_the_batch_to_a_reply_and_back_into_the_rate(
    consultation: Consultation, staff: Page, site: str, resident: Resident, tmp_path: Path
) -> None:
    page, address = staff, f"{site}/staff/{consultation.slug}"
    codes = make_batch(page, address, tmp_path / "codes.csv")
    assert len(set(codes)) == 25
    page.goto(f"{address}/invitations")
    page.get_by_role("link", name="Wave 1").click()
    page.get_by_role("link", name="Record that the letters were posted").click()
    page.get_by_role("button", name="Record").click()

    resident.page.goto(resident.address)
    resident.page.get_by_role("link", name="Start with your invitation code").click()
    resident.page.get_by_label("Invitation code").fill(codes[4].lower())
    resident.page.get_by_role("button", name="Start now").click()
    resident.answer_everything()
    resident.send()

    page.reload()
    expect(page.get_by_text("4 % (1 of 25)")).to_be_visible()
    page.goto(f"{address}/ways")
    expect(page.get_by_role("row", name="Random invitation")).to_contain_text("25")
    expect(page.get_by_role("row", name="Random invitation").get_by_role("cell").nth(1)).to_have_text("1")


def test_a_partners_link_is_counted_as_its_own(
    consultation: Consultation, staff: Page, site: str, resident: Resident
) -> None:
    page = staff
    page.goto(f"{site}/staff/{consultation.slug}/ways")
    page.get_by_label("Link of a partner organisation").check(force=True)
    page.get_by_label("Name").fill("Library")
    page.get_by_role("button", name="Add").click()
    link = page.get_by_text("?via=library").inner_text()
    resident.page.goto(link)
    resident.page.get_by_role("button", name="Give your views").first.click()
    expect(resident.page.get_by_text("given out by a partner")).to_be_visible()
    resident.page.get_by_role("button", name="Start now").click()
    resident.answer_everything()
    resident.send()
    row = page.get_by_role("row", name="Link of Library")
    for _ in range(40):
        page.reload()
        if row.get_by_role("cell").nth(1).inner_text() == "1":
            break
        page.wait_for_timeout(250)
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")


def test_a_paper_form_is_typed_with_the_keyboard_and_stands_on_the_board(
    consultation: Consultation, staff: Page, site: str, site_session: Session
) -> None:
    page = staff
    for number in range(40):
        send_reply(site_session, consultation, "open_link", {"support": SIDES[number % 4]})
    add_arm(site_session, consultation, "paper")
    site_session.commit()
    page.goto(f"{site}/staff/{consultation.slug}/views/entry")
    page.wait_for_timeout(2_500)  # the site looks for new ways every two seconds
    page.reload()
    page.get_by_label("Serial number").fill("P-001")
    page.locator("input[name=replying_as]").first.focus()
    page.keyboard.press("1")
    expect(page.locator("input[name=replying_as]").first).to_be_checked()
    expect(page.locator("#place-postcode")).to_be_focused()
    page.keyboard.type("ME14 1XX")
    page.locator("input[name=support]").first.focus()
    page.keyboard.press("5")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Form P-001 is saved")).to_be_visible()
    expect(page.get_by_label("Serial number")).to_have_value("P-002")
    expect(page.locator(".app-reference")).to_have_text(re.compile(r"^[0-9A-Z-]{21}$"))
    page.goto(f"{site}/staff/{consultation.slug}/views/board")
    expect(page.locator("#replies")).to_have_text("41", timeout=60_000)
    arrivals = page.request.get(f"{page.url}/table/arrivals.csv").text()
    assert ",Paper," in arrivals.splitlines()[0]
    assert re.search(r",40,hidden,", arrivals), arrivals


ADDRESSES = (
    "ways", "invitations", "invitations/make", "invitations/1/void", "views/entry", "views/entry/list",
    "views/entry/check", "submissions", "submissions/add", "sessions", "sessions/add", "consultees",
)  # fmt: skip


def test_no_page_of_staff_has_an_accessibility_fault_or_leaves_a_small_screen(
    consultation: Consultation, browser: Browser, site: str, site_session: Session, site_app: Flask
) -> None:
    add_arm(site_session, consultation, "paper")
    site_session.commit()
    context = browser.new_context(viewport={"width": 320, "height": 640})
    email = add_account(site_app, site_session, "staff", "small@example.org")
    page = signed_in(context.new_page(), site, email)
    found: list[str] = []
    for address in ADDRESSES:
        page.goto(f"{site}/staff/{consultation.slug}/{address}")
        found += violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append(f"{address} is wider than the screen")
    assert found == []
    context.close()
