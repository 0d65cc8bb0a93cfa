"""Every figure of the board's tables can be had again from the export with pandas alone."""

import html
import json
import re
from collections.abc import Iterator
from functools import cache

import pandas as pd
import pytest
from flask.testing import FlaskClient

from consult.services.consultations.catalogue import Listing
from tests.recount.conftest import Demonstration
from tests.recount.export import Export
from tests.recount.recounting import HIDDEN, ROUNDED, STEP, Counted, nearest, take_sides
from tests.recount.tables import Printed, read_tables
from tests.staff import sign_in

BOARD = "/staff/facial-recognition/views/board"
LOT = "random_invitation"
WHO = {"People chosen by lot": f"who={LOT}", "People who chose to reply": "who=chose"}
GROUPS = ("age", "sex", "ethnicity", "disability", "district")
TITLES = dict(zip(("Age", "Sex", "Ethnic group", "Disability", "District"), GROUPS, strict=True))
REACHED = {"How people were reached", "Of those who replied and live in Kent and Medway"}
PAGES = ("", "/groups", "/places", "/questions", "/written", "/people", "/surveys", "/method")
OF_EVERYBODY = {"/questions", "/written", "/people", "/surveys", "/method"}  # or shown under another address
STATES = ("Support", "Oppose", "Neither or unsure")


class Board:
    """The demonstration as the commissioner sees it, and the export of its replies."""

    def __init__(self, client: FlaskClient, export: Export, listing: Listing) -> None:
        self.client, self.export = client, export
        self.arms = {arm.label: arm.code for arm in listing.arms.values()}
        self.compared = 0

    def page(self, view: str = "", page: str = "") -> str:
        return self.client.get(f"{BOARD}{page}", query_string={"view": view} if view else {}).text

    def views(self) -> list[str]:
        return [html.unescape(key) for key in re.findall(r'<option value="([^"]+)"', self.page())]

    def pages(self) -> list[str]:
        """Every page that the board leads to, each section of the questionnaire among them."""
        led = set(re.findall(rf'href="{BOARD}([^"?#]*)', self.page() + self.page(page="/questions")))
        return sorted(address for address in led if not address.endswith(".csv"))

    def people(self, view: str) -> pd.DataFrame:
        """The residents' replies of a view, such as `who=chose&district=E07000105`."""
        found = self.export.residents
        for key, value in (part.split("=") for part in view.split("&")):
            if key == "who":
                found = found[(found["how_reached"] == LOT) == (value == LOT)]
            else:
                found = found[found["how_reached" if key == "arm" else f"group_{key}"] == value]
        return found

    def differences(self, view: str, page: str) -> Iterator[str]:
        for table in read_tables(self.page(view, page)):
            for row in table.rows:
                for wrong in self.check(table, row, view):
                    yield f"{view} {page} {table.name} {row}: {wrong}"

    def check(self, table: Printed, row: dict[str, str], view: str) -> Iterator[str]:
        if "% of residents" in row:
            yield from self.check_presence(table, row)
        elif table.name == "arrivals":
            yield from self.check_arrivals(row)
        elif "adjusted to the census:" in table.name:
            yield from self.check_first(table, row)
        elif "Shares" in row:
            yield from self.check_shares(table, row, view)
        elif row.get("Replies", HIDDEN) not in {HIDDEN, ""} and "Answer" in row:
            self.compared += 1
            yield from self.counted(table, row, self.people(view)).differences(row)
        elif "Answer" not in row and "Survey" not in row:
            yield "nobody recounts this table"

    def counted(self, table: Printed, row: dict[str, str], people: pd.DataFrame) -> Counted:
        """What the people of a row of answers answered."""
        labels = self.export.variables(table.name.removesuffix("-more"))
        variable = next(name for name, label in labels.items() if row.get("Item", label) == label)
        words = self.export.said(variable, people)
        if variable != "support":
            return Counted(words, people["weight"])
        return Counted(words, people["weight"], take_sides(words))

    def check_arrivals(self, row: dict[str, str]) -> Iterator[str]:
        """All counted replies of a day by each way; the day is told of those that may be shown."""
        came = self.export.counted[self.export.counted["received_day"] == row["Day"]]
        for label, code in self.arms.items():
            if row[label] != HIDDEN and int(row[label]) != nearest((came["how_reached"] == code).sum(), STEP):
                yield f"{label} is wrong"

    def check_first(self, table: Printed, row: dict[str, str]) -> Iterator[str]:
        """The three shares that stand first: of people chosen by lot, with how many they are."""
        sides = self.sides(self.people(f"who={LOT}"))
        found = re.search(r"census: ([\d,]+) replies", table.name)
        if found is None or int(found[1].replace(",", "")) != sides.base:
            yield f"replies are {sides.base}"
        yield from self.compare(sides, [row[state] for state in STATES])

    def check_shares(self, table: Printed, row: dict[str, str], view: str) -> Iterator[str]:
        """A group in a row: its three shares, in columns or in words, and its replies."""
        if row["Replies"] == "–":
            return
        sides = self.sides(self.group(table.name, row[self.named(row)].removeprefix("of them: "), view))
        if int(row["Replies"].replace(",", "")) != sides.base:
            yield f"replies are {sides.base}"
        told = [row[state] for state in STATES if state in row]
        yield from self.compare(sides, told or self.in_words(row["Shares"]))

    def named(self, row: dict[str, str]) -> str:
        return next(name for name in ("Group", "How people were reached") if name in row)

    def group(self, table: str, label: str, view: str) -> pd.DataFrame:
        """The people of a row: a way of being reached, or a group of the population that is looked at."""
        if ". " in label:  # the group that was chosen stands among the ways of being reached
            return self.people(view)
        if table in REACHED:
            return self.people(WHO[label] if label in WHO else f"arm={self.arms[label]}")
        whole = self.people(f"who={LOT}" if LOT in view else "who=chose")
        return whole[self.export.said(f"group_{TITLES[table]}", whole) == label]

    def in_words(self, told: str) -> list[str]:
        starts = [told.rindex(f"{state} ") for state in STATES]
        return [told[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]

    def compare(self, sides: Counted, told: list[str]) -> Iterator[str]:
        """Each share as replied; of people chosen by lot the adjusted one within its range, of others none."""
        weighted = bool(sides.weights[sides.words.index].sum())
        for side, words in zip(STATES, told, strict=True):
            self.compared += 1
            plain = re.search(r"(\d+) % as replied", words)
            best = re.search(r"(\d+) % .*?(\d+)–(\d+)", words)
            if plain is None or abs(int(plain[1]) - sides.plain(side)) > ROUNDED:
                yield f"{side} is {sides.plain(side)}"
            if weighted != bool(best):
                yield "only people chosen by lot have likely ranges, and all of them"
            if best and abs(int(best[1]) - sides.best(side)) > ROUNDED:
                yield f"{side} adjusted is {sides.best(side)}"
            if best and not int(best[2]) <= int(best[1]) <= int(best[3]):
                yield "the share is out of its range"

    def sides(self, people: pd.DataFrame) -> Counted:
        taken = take_sides(self.export.said("support", people))
        return Counted(taken, people["weight"], taken)

    def check_presence(self, table: Printed, row: dict[str, str]) -> Iterator[str]:
        """The share of all residents' replies that told this about themselves."""
        self.compared += 1
        names = [TITLES[table.name]] if table.name in TITLES else list(TITLES.values())
        if row["% of replies"] != HIDDEN and not any(self.is_present(row, name) for name in names):
            yield "the percent of replies is wrong"

    def is_present(self, row: dict[str, str], name: str) -> bool:
        counts = self.export.said(f"group_{name}", self.export.residents).value_counts()
        known = {label: nearest(counts.get(label, 0), STEP) for label in self.compared_groups()[name]}
        share = 100 * known.get(row["Group"], 0) / sum(known.values())
        return abs(int(row["% of replies"]) - share) <= ROUNDED

    @cache  # noqa: B019 - one board a test
    def compared_groups(self) -> dict[str, list[str]]:
        """The groups that are set beside the census, as the page of who replied lists them."""
        tables = [each for each in read_tables(self.page(page="/people")) if each.name in TITLES]
        return {TITLES[each.name]: [row["Group"] for row in each.rows] for each in tables}


@pytest.fixture
def board(demonstration: Demonstration, staff_client: FlaskClient) -> Board:
    signs = json.loads(demonstration.sign_ins.read_text())
    email = next(address for address in signs if "pcc" in address)
    sign_in(staff_client, email, signs[email])
    return Board(staff_client, demonstration.export(), demonstration.listing)


def test_every_figure_of_every_view_and_page_is_what_the_export_gives(board: Board) -> None:
    views, pages = board.views(), board.pages()
    assert {*PAGES} <= {*pages}
    assert len(views) > 30
    assert len(pages) > 18
    of_groups = [page for page in pages if page not in OF_EVERYBODY]
    looked_at = [(view, page) for view in views for page in (pages if view == views[0] else of_groups)]
    assert [wrong for view, page in looked_at for wrong in board.differences(view, page)] == []
    assert board.compared > 8_000
