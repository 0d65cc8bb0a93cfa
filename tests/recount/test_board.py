"""Every figure of the board's tables can be had again from the export with pandas alone."""

import html
import json
import re
from collections.abc import Iterator

import pandas as pd
import pytest
from flask.testing import FlaskClient

from consult.services.consultations.catalogue import Listing
from tests.recount.conftest import Demonstration
from tests.recount.export import Export
from tests.recount.recounting import HIDDEN, ROUNDED, SIDES, STEP, Counted, nearest, take_sides
from tests.recount.tables import Printed, read_tables
from tests.staff import sign_in

BOARD = "/staff/facial-recognition/views/board"
LOT = "random_invitation"
WHO = {"People chosen by lot": f"who={LOT}", "People who chose to reply": "who=chose"}
GROUPS = ("age", "sex", "ethnicity", "disability", "district")
TITLES = dict(zip(("Age", "Sex", "Ethnic group", "Disability", "District"), GROUPS, strict=True))
BY_GROUP = {f"by-{name}": f"group_{name}" for name in GROUPS}


class Board:
    """The demonstration as the commissioner sees it, and the export of its replies."""

    def __init__(self, client: FlaskClient, export: Export, listing: Listing) -> None:
        self.client, self.export = client, export
        self.arms = {arm.label: arm.code for arm in listing.arms.values()}
        self.compared = 0

    def page(self, view: str = "") -> str:
        return self.client.get(BOARD, query_string={"view": view} if view else {}).text

    def views(self) -> list[str]:
        return [html.unescape(key) for key in re.findall(r'<option value="([^"]+)"', self.page())]

    def people(self, view: str) -> pd.DataFrame:
        """The residents' replies of a view, such as `who=chose&district=E07000105`."""
        found = self.export.residents
        for key, value in (part.split("=") for part in view.split("&")):
            if key == "who":
                found = found[(found["how_reached"] == LOT) == (value == LOT)]
            else:
                found = found[found["how_reached" if key == "arm" else f"group_{key}"] == value]
        return found

    def differences(self, view: str) -> Iterator[str]:
        people = self.people(view)
        for table in read_tables(self.page(view)):
            for row in table.rows:
                for wrong in self.check(table, row, people):
                    yield f"{view} {table.name} {row}: {wrong}"

    def check(self, table: Printed, row: dict[str, str], people: pd.DataFrame) -> Iterator[str]:
        if table.name in TITLES:
            yield from self.check_presence(TITLES[table.name], row, [each["Group"] for each in table.rows])
        elif table.name == "arrivals":
            yield from self.check_arrivals(row)
        elif table.name == "map":
            yield from self.check_map(row, people)
        elif table.name.startswith("Of those who replied"):
            yield from self.check_support(row)
        elif row.get("Replies", HIDDEN) not in {HIDDEN, ""} and "Answer" in row:
            self.compared += 1
            yield from self.counted(table, row, people).differences(row)

    def counted(self, table: Printed, row: dict[str, str], people: pd.DataFrame) -> Counted:
        """What the people of a row of answers answered."""
        if table.name == "by-way":
            people = self.people(f"arm={self.arms[row['Item']]}")
        elif table.name in BY_GROUP:
            people = people[self.export.said(BY_GROUP[table.name], people) == row["Item"]]
        else:
            labels = self.export.variables(table.name.removesuffix("-more"))
            variable = next(name for name, label in labels.items() if row.get("Item", label) == label)
            words = self.export.said(variable, people)
            if variable != "support":
                return Counted(words, people["weight"])
            return Counted(words, people["weight"], take_sides(words))
        return self.sides(people)

    def check_arrivals(self, row: dict[str, str]) -> Iterator[str]:
        """All counted replies of a day by each way; the day is told of those that may be shown."""
        came = self.export.counted[self.export.counted["received_day"] == row["Day"]]
        for label, code in self.arms.items():
            if row[label] != HIDDEN and int(row[label]) != nearest((came["how_reached"] == code).sum(), STEP):
                yield f"{label} is wrong"

    def check_map(self, row: dict[str, str], people: pd.DataFrame) -> Iterator[str]:
        printed = row[next(name for name in row if name.startswith("%"))]
        there = people[people.index.isin(self.export.named("group_district", people, row["District"]))]
        if printed != HIDDEN and abs(int(printed) - self.sides(there).best("Support")) > ROUNDED:
            yield "the share is wrong"

    def check_support(self, row: dict[str, str]) -> Iterator[str]:
        """The three shares of a population or a way."""
        label = row["How people were reached"].removeprefix("of them: ")
        people = self.people(WHO[label] if label in WHO else f"arm={self.arms[label]}")
        sides = self.sides(people)
        for side in SIDES:
            found = re.search(r"(\d+) % as replied", row.get(side, ""))
            if found and abs(int(found[1]) - sides.plain(side)) > ROUNDED:
                yield f"{side} is {sides.plain(side)}"
            found = re.search(r"(\d+) % adjusted", row.get(side, ""))
            if found and abs(int(found[1]) - sides.best(side)) > ROUNDED:
                yield f"{side} adjusted is {sides.best(side)}"

    def sides(self, people: pd.DataFrame) -> Counted:
        taken = take_sides(self.export.said("support", people))
        return Counted(taken, people["weight"], taken)

    def check_presence(self, group: str, row: dict[str, str], groups: list[str]) -> Iterator[str]:
        """The share of all residents' replies that told this about themselves."""
        counts = self.export.said(f"group_{group}", self.export.residents).value_counts()
        known = {label: nearest(counts.get(label, 0), STEP) for label in groups}
        share = 100 * known[row["Group"]] / sum(known.values())
        if row["% of replies"] != HIDDEN and abs(int(row["% of replies"]) - share) > 0.501:
            yield f"the percent of replies is {share:.2f}"


@pytest.fixture
def board(demonstration: Demonstration, staff_client: FlaskClient) -> Board:
    signs = json.loads(demonstration.sign_ins.read_text())
    email = next(address for address in signs if "pcc" in address)
    sign_in(staff_client, email, signs[email])
    return Board(staff_client, demonstration.export(), demonstration.listing)


def test_every_figure_of_every_view_is_what_the_export_gives(board: Board) -> None:
    views = board.views()
    assert [wrong for view in views for wrong in board.differences(view)] == []
    assert len(views) > 30
    assert board.compared > 3_000
