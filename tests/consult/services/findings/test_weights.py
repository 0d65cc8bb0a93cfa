"""The weights of an export give the shares of the finding, worked out with nothing of the analysis."""

import csv
import zipfile
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import FindingEvidence
from consult.services.consultations.catalogue import Catalogue
from consult.services.findings.closing import AT_CLOSING, close_early
from consult.services.findings.weights import weigh_replies
from consult.services.records.exporting import ask_export, stream_export
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from tests.factories import make_consultation, make_person, make_vault, send_reply, survey_of

DISTRICTS = ["E07000105", "E07000106", "E07000107", "E07000108", "E07000109", "E07000110", "E07000111", "E07000112",
             "E07000113", "E07000114", "E07000115", "E07000116", "E06000035"]  # fmt: skip
AGES = ["16-17", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84"]
GROUPS = ["english_welsh_scottish_northern_irish_british", "african", "indian", "white_and_asian", "arab"]
SIDES = {"support": {"strongly_support", "tend_support"}, "oppose": {"tend_oppose", "strongly_oppose"}}


def read_export(session: Session, engine: Engine) -> list[dict[str, str]]:
    catalogue = Catalogue(fresh_seconds=0)
    version = catalogue.version(session, catalogue.listings(session)[0].surveys[0].version_id)
    asked = ask_export(session, make_person(session), version, "csv", with_texts=False)
    content = b"".join(stream_export(engine, make_vault(), asked))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return list(csv.DictReader(StringIO(archive.read("responses.csv").decode("utf-8-sig"))))


def test_they_give_the_shares_that_the_finding_rests_on(
    session: Session, web_engine: Engine, worker_engine: Engine
) -> None:
    consultation = make_consultation(session)
    for number in range(520):
        answers = {
            "place": DISTRICTS[number % 13],
            "age": AGES[number % 7],
            "sex": ("female", "male")[number % 3 == 0],
            "ethnic_group": GROUPS[(number // 13) % 5],
            "support": ("tend_support", "strongly_oppose", "neither")[(number * number) % 3],
        }
        send_reply(session, consultation, "random_invitation", answers)
    send_reply(session, consultation, "open_link", {})
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()
    find_once(Workplace(worker_engine, make_vault()), survey_of(consultation).id, AT_CLOSING)
    with Session(worker_engine) as own:
        exact = own.scalars(select(FindingEvidence.document)).one()
    sums: Counter[str] = Counter()
    for row in read_export(session, web_engine):
        if row["weight"] != ".not_weighted":
            side = next((name for name, codes in SIDES.items() if row["support"] in codes), "neither")
            sums[side] += float(row["weight"])  # type: ignore[assignment]
    shares = {share["state"]: share["weighted"]["p"] for share in exact["sample"]["shares"]}
    assert sums.total() == pytest.approx(520, rel=1e-6), "their mean is 1"
    for state in ("support", "oppose", "neither"):
        assert sums[state] / sums.total() == pytest.approx(shares[state], abs=1e-6)
    assert len({row["weight"] for row in read_export(session, web_engine)}) > 10


def test_without_a_plan_or_where_they_are_refused_there_are_none(session: Session) -> None:
    catalogue = Catalogue(fresh_seconds=0)
    consultation = make_consultation(session, planned=False)
    version = catalogue.version(session, survey_of(consultation).versions[-1].id)
    assert weigh_replies(session, version) == {}
    planned = make_consultation(session, slug="planned")
    send_reply(session, planned, "random_invitation", {})
    assert weigh_replies(session, catalogue.version(session, survey_of(planned).versions[-1].id)) == {}
