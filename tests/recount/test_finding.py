"""Every count of the finding's tables, and every share, can be had again from the export with pandas alone."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pandas as pd
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult import create_app
from consult.models import Consultation
from consult.services.findings.closing import AT_CLOSING, close_early
from consult.services.vault import Vault
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from tests.recount.conftest import Demonstration
from tests.recount.export import Export
from tests.recount.recounting import FEW, HIDDEN, ROUNDED, SIDES, SMALL, STEP, nearest, take_sides
from tests.recount.tables import Printed, read_tables

FINDING = "/consultations/facial-recognition/views/finding"
ARMS = {
    "Random invitation: households chosen by lot": ["random_invitation"],
    "Open link: anybody could reply": ["open_link"],
    "Link of an invented community centre": ["community-centre"],
    "Paper": ["paper"],
    "Everybody who chose to reply": ["open_link", "community-centre", "paper"],
}
GROUPS = {
    "Black residents": ("ethnicity", "black"),
    "Asian residents": ("ethnicity", "asian"),
    "Residents of Mixed or Multiple ethnic groups": ("ethnicity", "mixed"),
    "Residents of other ethnic groups": ("ethnicity", "other"),
    "Residents aged 16 to 24": ("age", "16-24"),
    "Disabled residents": ("disability", "yes"),
}


@pytest.fixture
def tables(demonstration: Demonstration, web_engine: Engine, worker_engine: Engine) -> dict[str, Printed]:
    """The tables of the finding that is made at closing, by how their captions begin."""
    settings = demonstration.settings
    with Session(web_engine) as session:
        close_early(session, None, session.scalars(select(Consultation)).one(), "a test", datetime.now(UTC))
        session.commit()
    place = Workplace(worker_engine, Vault.from_settings(settings))
    find_once(place, demonstration.listing.surveys[0].id, AT_CLOSING)
    page = create_app(settings, ["residents"]).test_client().get(FINDING).text
    return {table.name.split(" ")[0]: table for table in read_tables(page)}


def sides(export: Export, people: pd.DataFrame) -> "pd.Series[str]":
    return take_sides(export.said("support", people))


def printed_sides(counts: dict[str, int]) -> dict[str, int] | None:
    """The three counts as they may be printed, None where they may not."""
    if min(counts.values()) < SMALL or sum(counts.values()) < FEW:
        return None
    return {side: nearest(count, STEP) for side, count in counts.items()}


def wrong_shares(export: Export, row: dict[str, str]) -> Iterator[str]:
    people = export.residents[export.residents["how_reached"].isin(ARMS[row["Who"]])]
    took = sides(export, people)
    shown = printed_sides({side: int((took == side).sum()) for side in SIDES})
    if (shown is None) != (row["As replied"] == HIDDEN):
        yield "shown or hidden"
    if shown is None:
        return
    base = sum(shown.values())
    if int(row["Replies"].replace(",", "")) != base:
        yield f"{base} replies"
    for side, plain in zip(
        ("Support", "Oppose", "Neither or unsure"), row["As replied"].split(" / "), strict=True
    ):
        share = 100 * shown[side] / base
        if abs(int(plain.removesuffix(" %")) - share) > ROUNDED:
            yield f"{side} is {share:.2f}"
        if row[side] != "not weighted":
            weights = people["weight"][took.index]
            weighted = 100 * (weights[took == side].sum() / weights.sum() - (took == side).mean()) + share
            if abs(int(row[side].split(" %")[0]) - weighted) > ROUNDED:
                yield f"{side} is {weighted:.2f} with weights"


def test_its_figures_are_what_the_export_gives(
    tables: dict[str, Printed], demonstration: Demonstration
) -> None:
    export = demonstration.export()
    shares, groups, districts, steps = (tables[name] for name in ("Of", "Findings", "Support", "Every"))
    assert {row["Who"] for row in shares.rows} == set(ARMS)
    assert [(row["Who"], wrong) for row in shares.rows for wrong in wrong_shares(export, row)] == []
    sample = export.residents[export.residents["how_reached"] == "random_invitation"]
    answered = sample.loc[sides(export, sample).index]
    for row in groups.rows:
        name, code = GROUPS[row["Group"]]
        check_number(row["Replies"], int((sample[f"group_{name}"] == code).sum()))
    for row in districts.rows:
        check_number(row["Replies"], int((export.said("group_district", answered) == row["District"]).sum()))
    assert [row["Number"] for row in steps.rows] == list(waterfall(export, sample))


def check_number(printed: str, exact: int) -> None:
    assert printed == (f"{nearest(exact, STEP):,}" if exact >= SMALL else "fewer than 10")


def waterfall(export: Export, sample: pd.DataFrame) -> Iterator[str]:
    """From all that was sent to what the sample is worth in random replies (Kish)."""
    took = sides(export, sample)
    answered = printed_sides({side: int((took == side).sum()) for side in SIDES}) or {}
    weights = sample["weight"][took.index]
    worth = weights.sum() ** 2 / (weights**2).sum()
    counted = [len(export.all), len(export.residents), len(export.residents), len(sample)]
    yield from (f"{nearest(count, STEP):,}" for count in counted)
    yield f"{sum(answered.values()):,}"
    yield f"{int(worth // STEP) * STEP:,}"
