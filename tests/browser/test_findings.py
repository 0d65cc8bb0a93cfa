"""From the plan to the finding in a real browser: written, approved, explained, found, printed."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from consult.database import make_engine
from consult.models import Consultation
from consult.postgres.roles import Urls
from consult.services.findings.closing import AT_CLOSING, close_early
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from tests.browser.accessibility import violations
from tests.browser.signing import signed_in
from tests.factories import make_consultation, make_vault, reply, survey_of
from tests.staff import add_account

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 640}


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_plan_is_written_and_approved_before_anybody_can_reply(
    page: Page, site: str, site_session: Session, site_app: Flask
) -> None:
    slug = make_consultation(site_session, slug="to-be-planned", planned=False).slug
    signed_in(page, site, add_account(site_app, site_session, "staff", "author@example.org"))
    page.goto(f"{site}/staff/{slug}/views/plans")
    assert violations(page) == []
    page.get_by_role("button", name="Write a plan").click()
    page.get_by_label("A majority is more than this percent").fill("150")
    page.get_by_role("button", name="Keep this plan").click()
    expect(page.get_by_role("alert")).to_contain_text("at least 0.5 and under 1")
    assert violations(page) == []
    page.get_by_label("A majority is more than this percent").fill("55")
    page.get_by_role("button", name="Keep this plan").click()
    expect(page.get_by_role("heading", name="What it would have said")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/consultations/{slug}")
    expect(page.get_by_text("once the plan of the analysis has been published")).to_be_visible()
    signed_in(page, site, add_account(site_app, site_session, "pcc", "approver@example.org"))
    page.goto(f"{site}/staff/{slug}/views/plans/1")
    assert violations(page) == []
    page.get_by_role("button", name="Approve and publish").click()
    page.goto(f"{site}/consultations/{slug}/views/method")
    expect(page.locator("#rule")).to_contain_text("more than 55 % support it after allowing for chance")


def test_the_rule_is_explained_in_two_sentences(page: Page, site: str, consultation: Consultation) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{site}/consultations/{consultation.slug}")
    page.get_by_role("link", name="How the finding is made").click()
    rule = page.locator("#rule").inner_text()
    assert len(re.findall(r"[a-z]\.(?: |$)", rule)) == 2
    assert rule.startswith("We report majority support only if, in a random sample adjusted to the census,")
    assert rule.endswith("alone they never count as the view of Kent and Medway.")
    assert violations(page) == []
    assert fits(page)


def test_the_finding_can_be_read_on_a_phone_and_printed_on_one_sheet(
    page: Page, site: str, site_session: Session, site_urls: Urls, consultation: Consultation
) -> None:
    for number in range(60):
        reply(site_session, consultation, support="tend_support" if number % 3 else "tend_oppose")
    for _ in range(12):
        reply(site_session, consultation, support="neither")
    close_early(site_session, None, consultation, "a test", datetime.now(UTC))
    site_session.commit()
    engine = make_engine(site_urls.worker)
    find_once(Workplace(engine, make_vault()), survey_of(consultation).id, AT_CLOSING)
    engine.dispose()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    address = f"{site}/consultations/{consultation.slug}/views/finding"
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Too little to say what Kent and Medway think")
    assert violations(page) == []
    assert fits(page)
    page.goto(f"{address}/sheet")
    assert violations(page) == []
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
