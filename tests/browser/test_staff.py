"""Staff in a real browser: sign in, find a response, export, moderate."""

import csv
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from consult.models import Consultation
from tests.browser.accessibility import violations
from tests.browser.resident import WORDS, Resident
from tests.factories import reply

pytestmark = pytest.mark.browser


def test_what_was_answered_is_what_is_exported(
    consultation: Consultation, staff: Page, site: str, tmp_path: Path
) -> None:
    page = staff
    resident = Resident(page, site, consultation.slug)
    resident.start()
    resident.answer_everything()
    resident.send()
    page.goto(f"{site}/staff/{consultation.slug}/views/export")
    assert violations(page) == []
    page.get_by_label("CSV files in a ZIP archive").check(force=True)
    page.get_by_label("Include what people wrote in their own words").check(force=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    file = tmp_path / "export.zip"
    download.value.save_as(file)
    with zipfile.ZipFile(file) as archive:
        rows = list(csv.DictReader(StringIO(archive.read("responses.csv").decode("utf-8-sig"))))
        codes = archive.read("codebook.csv").decode()
    assert len(rows) == 1
    expected = {"replying_as": "lives", "support_before": "neither", "support": "tend_support", "why": WORDS}
    assert {name: rows[0][name] for name in expected} == expected
    assert "tend_support,Tend to support" in codes


def test_a_response_can_be_found_by_its_reference(
    consultation: Consultation, staff: Page, site: str, site_session: Session
) -> None:
    page = staff
    for _ in range(3):
        reply(site_session, consultation)
    visit = reply(site_session, consultation, support="strongly_oppose")
    page.goto(f"{site}/staff/{consultation.slug}/views/responses")
    expect(page.get_by_text("4 responses.")).to_be_visible()
    page.get_by_label("Number or reference").fill(visit.receipt.lower())
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Responses that match")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(1)
    assert violations(page) == []
    page.locator("table a").click()
    expect(page.get_by_text("What replies say is not shown here")).to_be_visible()
    expect(page.get_by_text("Strongly oppose")).to_have_count(0)
    assert violations(page) == []
    page.get_by_label("Take out of the count").check(force=True)
    page.get_by_label("To take out or erase").select_option("duplicate")
    page.get_by_label("Reason").fill("The same person wrote again.")
    page.get_by_role("button", name="Ask for approval").click()
    expect(page.get_by_text("Nothing happens until somebody else approves it")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Your answer is on record.")).to_be_visible()
    page.get_by_role("link", name="What waits for a second person").click()
    expect(page.get_by_text("Taken back by")).to_be_visible()
    assert violations(page) == []


def test_a_written_view_is_published_only_after_reading(
    consultation: Consultation, staff: Page, site: str, site_session: Session
) -> None:
    page = staff
    reply(site_session, consultation, why="Please write the rules down.", publish="yes")
    reply(site_session, consultation, why="Do not print this.", publish="no")
    page.goto(f"{site}/staff/{consultation.slug}/views/moderation")
    expect(page.get_by_text("Please write the rules down.")).to_be_visible()
    expect(page.get_by_text("Do not print this.")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
