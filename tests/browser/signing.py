"""Signing in with the page."""

from playwright.sync_api import Page, expect

from tests.staff import PASSWORD


def signed_in(page: Page, site: str, email: str) -> Page:
    page.goto(f"{site}/staff/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Consultations")).to_be_visible()
    return page
