"""Axe, run on whatever page is open."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor/axe-core-4.14.1/axe.min.js"


def violations(page: Page) -> list[str]:
    """What axe finds on the page, a line each; the script is run by the debugger, so the page's policy stands."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{page.url} {each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]
