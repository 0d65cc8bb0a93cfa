"""The page of a finding: the same figures in sentences, tables and pictures, and nothing that may not be shown."""

import re
from datetime import date, timedelta

import pytest

from analysis.documents import to_document
from analysis.finding.finder import find
from analysis.finding.words.page import Page, make_page
from analysis.finding.words.phrases import Names
from tests.analysis.finding.worlds import CLOSES, Said, make_facts, make_plan, make_replies

NAMES = Names("Kent and Medway", "The Chief Constable", date(2027, 6, 30))
PLAN = make_plan()


def page_of(*said: Said, **facts: object) -> Page:
    table = make_replies(*said)
    return make_page(find(PLAN, table, make_facts(table, **facts)), NAMES)


SETTLED = page_of(Said(3000, 0.7, 0.2), Said(900, 0.5, 0.45, arm="open_link"))


def test_a_settled_finding_has_every_part() -> None:
    assert SETTLED.status == "Majority support"
    assert SETTLED.picture.startswith("<svg")
    assert SETTLED.tilted.startswith("<svg")
    for table in (SETTLED.shares, SETTLED.bounds, SETTLED.checks, SETTLED.companions, SETTLED.waterfall):
        assert table.rows
        assert all(len(row) == len(table.headers) for row in table.rows)
    assert [row[0] for row in SETTLED.bounds.rows] == [
        "equally likely", "1.25 times as likely", "1.5 times as likely", "2 times as likely", "2.7 times as likely"
    ]  # fmt: skip


def test_the_deciding_sample_stands_first_and_says_what_the_headline_says() -> None:
    first = SETTLED.shares.rows[0]
    found = re.search(r"(\d+) % support it \(likely range ([\d–]+)\)", SETTLED.words.headline)
    assert found is not None
    assert first[1] == f"{found.group(1)} % ({found.group(2)})"


def test_before_closing_there_are_no_opinions_on_the_page() -> None:
    page = page_of(Said(3000, 0.7, 0.2), now=CLOSES - timedelta(days=1))
    assert page.state == "open"
    shown = str(to_document(page))
    assert not page.shares.rows
    assert "support it" not in shown
    assert "<svg" not in shown


@pytest.mark.parametrize("said", [Said(1, 1, 0), Said(12, 0.5, 0.5), Said(60, 1, 0)])
def test_few_or_unanimous_replies_show_no_shares(said: Said) -> None:
    page = page_of(said)
    assert "hidden" in page.shares.rows[0]
    assert not page.picture
