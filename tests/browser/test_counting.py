"""Browser and server count the same characters, and say the same of them."""

import random

import pytest
from playwright.sync_api import Page, expect

from consult.models import Consultation
from surveys.writing.cleaning import clean
from surveys.writing.counting import count_characters
from tests.browser.resident import Resident

pytestmark = pytest.mark.browser
SIGNS = [
    "a",
    "e\u0301",
    " ",
    "\n",
    "\t",
    "’",
    "👨‍👩‍👧",
    "👍🏽",
    "🇬🇧",
    "क्षि",
    "நி",
    "한",
    "\u200b",
    "\u00a0",
    "\u3164",
    "\u2800",
]
SIGNS += ["\u0335" * 40, "ß", "א", "\u200f", "ـ", "\u0000", "\ufeff", "\u2028", "\u00ad", "ﬁ", "½"]


def test_the_browser_counts_as_the_server_does(page: Page, site: str) -> None:
    chance = random.Random(1)
    texts = ["".join(chance.choices(SIGNS, k=chance.randint(0, 12))) for _ in range(400)]
    page.goto(site)
    program = """async (texts) => {
        const { clean, countCharacters } = await import("/static/any/js/counting.js");
        return texts.map((text) => countCharacters(clean(text)));
    }"""
    assert page.evaluate(program, texts) == [count_characters(clean(text)) for text in texts]


def test_what_is_left_is_told_as_people_see_it(page: Page, site: str, consultation: Consultation) -> None:
    resident = Resident(page, site, consultation.slug)
    resident.start()
    while not page.url.endswith("/why"):
        resident.answer(page.url.rpartition("/")[2])
        resident.go_on()
    left = page.locator("[data-most] [aria-hidden=true]")
    page.get_by_role("textbox").fill("👨‍👩‍👧" * 5)
    expect(left).to_have_text("You have 19,995 characters remaining")
    page.get_by_role("textbox").fill("e\u0301" * 20_002)
    expect(left).to_have_text("You have 2 characters too many")
    page.get_by_role("textbox").fill("e\u0301" * 20_000)
    resident.go_on()
    page.wait_for_url("**/more")
