"""Every address of residents' pages, by the URL map, in every state of a visit: sound, and inside every screen."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy.orm import object_session
from werkzeug.routing import BuildError, MapAdapter

from consult import create_app
from consult.models import Consultation
from consult.postgres.roles import Urls
from consult.settings import Settings
from tests.browser.accessibility import violations
from tests.browser.resident import Resident
from tests.conftest import SECRET

pytestmark = pytest.mark.browser

WIDTHS = (1366, 820, 320)
FILES = ("static", "health.process_lives", "health.can_serve", "results.plan_file")
# What people with poor sight may set for themselves (WCAG 1.4.12).
SPACED = """
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
"""
SEEN = (
    "each => each.checkVisibility({contentVisibilityAuto: true}) && each.getBoundingClientRect().height > 0"
)
WIDE = "document.documentElement.scrollWidth"


@pytest.fixture(scope="session")
def residents_app(site_urls: Urls) -> Flask:
    """For its URL map."""
    return create_app(Settings(SECRET, site_urls.web, site_urls.worker, site_urls.owner), ["residents"])


@pytest.fixture
def addresses(residents_app: Flask, consultation: Consultation) -> list[str]:
    """One of every rule that shows a page; a new rule is looked at without being named here."""
    adapter = residents_app.url_map.bind("localhost")
    values = {
        "consultation": consultation.slug,
        "survey": "views",
        "name": "place",
        "number": 1,
        "token": "none",
    }
    rules = [rule for rule in residents_app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    names = sorted({rule.endpoint for rule in rules} - set(FILES))
    return [*filled(adapter, names, values), "/nothing-here"]


def filled(adapter: MapAdapter, names: list[str], values: dict[str, object]) -> Iterator[str]:
    for name in names:
        try:
            yield adapter.build(name, values, append_unknown=False)
        except BuildError:
            raise AssertionError(f"{name} has an argument that this test knows no value for") from None


def faults(page: Page, address: str) -> Iterator[str]:
    page.goto(address)
    yield from violations(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(WIDE) > width:
            yield f"{page.url} is wider than {width}"
    page.evaluate(SPACED)
    if page.evaluate(WIDE) > WIDTHS[-1]:
        yield f"{page.url} is wider than the screen with more space between letters"


def all_faults(page: Page, site: str, addresses: list[str]) -> list[str]:
    return [fault for address in addresses for fault in faults(page, site + address)]


def test_before_anything_was_begun(page: Page, site: str, addresses: list[str]) -> None:
    assert all_faults(page, site, addresses) == []


def test_while_somebody_answers_and_after_sending(
    page: Page, site: str, addresses: list[str], consultation: Consultation
) -> None:
    resident = Resident(page, site, consultation.slug)
    resident.start()
    resident.answer("replying_as")
    resident.go_on()
    assert all_faults(page, site, addresses) == []
    page.goto(f"{resident.address}/views/questions/support")
    resident.answer("support")
    resident.go_on()
    page.goto(f"{resident.address}/views/check-answers")
    resident.send()
    assert all_faults(page, site, addresses) == []


def test_when_the_consultation_closed_meanwhile(
    page: Page, site: str, addresses: list[str], consultation: Consultation
) -> None:
    resident = Resident(page, site, consultation.slug)
    resident.start()
    resident.answer("replying_as")
    resident.go_on()
    for minutes_ago, words in ((10, "you can still send them until"), (120, "were not sent in time")):
        close(consultation, minutes_ago)
        wait_until(page, resident.address, words)
        assert all_faults(page, site, addresses) == []


def close(consultation: Consultation, minutes_ago: int) -> None:
    now = datetime.now(UTC)
    consultation.opens_at = now - timedelta(days=3)
    consultation.closes_at = now - timedelta(minutes=minutes_ago)
    session = object_session(consultation)
    assert session is not None
    session.commit()


def wait_until(page: Page, address: str, words: str) -> None:
    """Processes look for changes of a consultation every few seconds."""
    for _ in range(60):
        page.goto(address)
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{address} never says “{words}”")


def test_on_paper_nothing_is_folded_and_no_button_is_printed(
    page: Page, site: str, consultation: Consultation
) -> None:
    page.goto(f"{site}/consultations/{consultation.slug}")
    folded = page.locator("details.govuk-details > .govuk-details__text")
    assert folded.count() > 2
    assert not any(each.evaluate(SEEN) for each in folded.all())
    page.emulate_media(media="print")
    assert all(each.evaluate(SEEN) for each in folded.all())
    assert not any(button.is_visible() for button in page.locator(".govuk-button").all())
