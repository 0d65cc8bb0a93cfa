"""One's own account and the record of acts in a real browser."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from tests.browser.accessibility import violations
from tests.browser.signing import signed_in
from tests.staff import PASSWORD, add_account

pytestmark = pytest.mark.browser

NEW = "tide lamp pear moss"


def test_a_password_is_changed_with_the_keyboard(
    page: Page, site: str, site_app: Flask, site_session: Session
) -> None:
    email = add_account(site_app, site_session, "pcc", "changes@example.org")
    signed_in(page, site, email)
    page.get_by_role("link", name=email).press("Enter")
    assert violations(page) == []
    page.get_by_label("Your password now").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill("aaaaaaaaaaaa")
    page.get_by_label("New password again").fill("aaaaaaaaaaaa")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("This password is known")
    assert violations(page) == []
    page.get_by_label("Your password now").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password again").fill(NEW)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("You have a new password")
    assert violations(page) == []


def test_the_record_is_searched(staff: Page, site: str) -> None:
    staff.get_by_role("link", name="Record of acts").click()
    expect(staff.get_by_role("heading", name="Record of acts")).to_be_visible()
    assert violations(staff) == []
    staff.get_by_label("What was done").select_option("signed in")
    staff.get_by_label("From").fill("yesterday")
    staff.get_by_role("button", name="Search").click()
    expect(staff.get_by_role("alert")).to_be_visible()
    staff.get_by_label("From").fill("1/1/2026")
    staff.get_by_role("button", name="Search").click()
    expect(staff).to_have_url(re.compile("act=signed"))
    assert set(staff.locator("tbody td:nth-child(3)").all_inner_texts()) == {"signed in"}
    assert violations(staff) == []
