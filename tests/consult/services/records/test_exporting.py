"""What an export contains, and what it never does."""

import csv
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.clock import LONDON
from consult.models import Audit, Consultation, Response, Statement, Theme, ThemeMember, ThemeRun
from consult.services.consultations.catalogue import Catalogue
from consult.services.consultations.publishing import publish
from consult.services.records import columns
from consult.services.records.exclusions import Act, apply_exclusions
from consult.services.records.exporting import ask_export, stream_export
from surveys.columns import OF_EVERY_REPLY
from surveys.reading.reader import DefinitionError
from tests.approved import agree_on
from tests.factories import (
    change_proposal,
    make_consultation,
    make_person,
    make_vault,
    reply,
    survey_of,
)
from tests.surveys.examples import ask, options, wrap

Rows = list[dict[str, str]]


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def make_small(session: Session, *questions: dict[str, Any], **more: Any) -> Consultation:
    return make_consultation(session, questionnaire=wrap(*questions, **more), planned=False)


def write(session: Session, engine: Engine, format_name: str, *, with_texts: bool) -> bytes:
    catalogue = Catalogue(fresh_seconds=0)
    version = catalogue.version(session, catalogue.listings(session)[0].surveys[0].version_id)
    asked = ask_export(session, make_person(session), version, format_name, with_texts=with_texts)
    return b"".join(stream_export(engine, make_vault(), asked))


def sheets(session: Session, engine: Engine, *, with_texts: bool = True) -> tuple[Rows, Rows]:
    with zipfile.ZipFile(BytesIO(write(session, engine, "csv", with_texts=with_texts))) as archive:
        texts = [archive.read(f"{name}.csv").decode("utf-8-sig") for name in ("responses", "codebook")]
    one, other = (list(csv.DictReader(StringIO(text))) for text in texts)
    return one, other


def export(session: Session, engine: Engine, *, with_texts: bool = True) -> Rows:
    return sheets(session, engine, with_texts=with_texts)[0]


def find_theme(session: Session, consultation: Consultation) -> None:
    """A finished search that found the first text to be about two things; needs the owner's rights."""
    of = {"survey_id": survey_of(consultation).id, "question": "why", "engine": "x", "seed": 1}
    run = ThemeRun(**of, state="finished", finished_at=datetime.now(UTC))
    session.add(run)
    session.flush()
    statement = session.scalars(select(Statement.id).order_by(Statement.id)).first()
    for position, label in enumerate(("trust", "cost")):
        theme = Theme(run_id=run.id, position=position, label=label, words=[label], size=1)
        session.add(theme)
        session.flush()
        session.add(ThemeMember(theme_id=theme.id, statement_id=statement, score=1.0))
    session.commit()


def test_a_response_is_one_row_with_a_column_for_each_variable(
    session: Session, web_engine: Engine, consultation: Consultation
) -> None:
    reply(
        session,
        consultation,
        purposes={"violence": "tend_support"},
        more="yes",
        trust=7,
        age="35-44",
        why="=cmd()",
    )
    row = export(session, web_engine)[0]
    assert row["purposes_violence"] == "tend_support"
    assert row["trust"] == "7"
    assert row["group_age"] == "35-44"
    assert row["why"] == "'=cmd()"
    assert row["how_reached"] == "open_link"


def test_texts_and_equality_answers_stay_inside(
    session: Session, web_engine: Engine, consultation: Consultation
) -> None:
    reply(session, consultation, why="secret words", religion="christian", age="35-44")
    row = export(session, web_engine, with_texts=False)[0]
    assert not {"why", "religion", "age", "key_hash", "receipt_hash"} & row.keys()
    assert "secret words" not in str(row)
    assert "christian" not in row.values()


def test_an_export_leaves_a_record(session: Session, web_engine: Engine, consultation: Consultation) -> None:
    export(session, web_engine)
    record = session.scalars(select(Audit).where(Audit.action == "responses exported")).one()
    assert record.detail == {"format": "csv", "texts": True}


def test_no_question_may_take_a_name_that_every_row_has() -> None:
    assert tuple(columns.OF_EVERY_REPLY) == OF_EVERY_REPLY


@pytest.mark.parametrize("with_texts", [True, False])
def test_the_codebook_names_every_column_and_no_other(
    owner_session: Session, web_engine: Engine, with_texts: bool
) -> None:
    consultation = make_consultation(owner_session)
    reply(owner_session, consultation, why="Words.")
    find_theme(owner_session, consultation)
    rows, codebook = sheets(owner_session, web_engine, with_texts=with_texts)
    assert list(dict.fromkeys(entry["variable"] for entry in codebook)) == list(rows[0])
    assert all(entry["label"] for entry in codebook)


def test_every_cell_has_a_code_of_the_codebook_or_is_free(
    session: Session, web_engine: Engine, consultation: Consultation, worker_session: Session
) -> None:
    for support in ("tend_oppose", "dont_know"):
        reply(session, consultation, support=support, more="yes", overseers={"judge": 1}, why="Words.")
    agree_on(session, Act("erase", "Asked for.", "withdrawn"), 2)
    apply_exclusions(worker_session, Catalogue())
    worker_session.commit()
    rows, codebook = sheets(session, web_engine)
    listed: dict[str, set[str]] = {}
    for entry in codebook:
        listed.setdefault(entry["variable"], set()).add(entry["code"])
    scales = {entry["variable"]: entry["scale"] for entry in codebook}
    free = {"response", "how_reached", "taken_out_by", "received_day", "proposal_version"}
    free |= {
        "questionnaire_version",
        "weight",
        *(name for name in scales if scales[name] in {"text", "rank"}),
    }
    unlisted = {
        (name, cell)
        for row in rows
        for name, cell in row.items()
        if name not in free and cell not in listed[name]
    }
    assert unlisted == set()


def test_rows_cannot_be_matched_with_the_pages_of_staff(
    session: Session, web_engine: Engine, consultation: Consultation
) -> None:
    """Neither by a number nor by their order, which is the same in each export."""
    for trust in range(11):
        reply(session, consultation, trust=trust, more="yes")
    rows = export(session, web_engine)
    assert not {row["response"] for row in rows} & {str(number) for number in range(100)}
    order = [int(row["trust"]) for row in rows]
    assert sorted(order) == list(range(11))
    assert order not in (list(range(11)), list(range(10, -1, -1)))
    assert [row["response"] for row in export(session, web_engine)] == [row["response"] for row in rows]


def test_all_versions_of_a_questionnaire_are_in_one_file(session: Session, web_engine: Engine) -> None:
    first = [ask("single"), ask("number")]
    consultation = make_small(session, *first)
    for _ in range(3):
        reply(session, consultation, colour="red", visits=4)
    corrected = wrap(ask("single", title="Which colour?"), ask("text"), title="Another title")
    publish(session, None, survey_of(consultation), corrected)
    session.commit()
    reply(session, consultation, colour="blue", story="A word.")
    rows = export(session, web_engine)
    assert len(rows) == 4
    assert sorted(
        (row["questionnaire_version"], row["colour"], row["visits"], row["story"]) for row in rows
    ) == [
        *[("1", "red", "4", ".not_in_version")] * 3,
        ("2", "blue", ".not_in_version", "A word."),
    ]


def test_replies_to_an_earlier_proposal_are_there_with_its_number(
    session: Session, web_engine: Engine, consultation: Consultation
) -> None:
    reply(session, consultation)
    change_proposal(session, consultation)
    reply(session, consultation)
    assert sorted(row["proposal_version"] for row in export(session, web_engine)) == ["1", "2"]


def test_why_a_cell_has_no_answer_is_told(session: Session, web_engine: Engine) -> None:
    only_red = {"variable": "colour", "is": "red"}
    consultation = make_small(
        session,
        ask("single"),
        ask("number", show_if=only_red),
        ask("text", show_if={"variable": "visits", "at_least": 0}),
        ask("ranking"),
    )
    reply(session, consultation, colour="red", sports={"chess": 1})
    reply(session, consultation, colour="red", visits=0, story="A word.", sports="neither")
    reply(session, consultation, colour="blue", visits=3)
    rows = sorted(export(session, web_engine), key=lambda row: (row["colour"], row["visits"]))
    assert [(row["colour"], row["visits"], row["story"]) for row in rows] == [
        ("blue", ".not_shown", ".not_shown"),
        ("red", ".passed_over", ".not_shown"),
        ("red", "0", "A word."),
    ]
    assert [(row["sports_chess"], row["sports_darts"]) for row in rows] == [
        (".passed_over", ".passed_over"),
        ("1", ".not_ranked"),
        (".not_ranked", ".not_ranked"),
    ]


def test_a_rule_about_equality_answers_decides_what_was_shown_here_too(
    session: Session, web_engine: Engine
) -> None:
    about = {
        "name": "about",
        "title": "About you",
        "monitoring": True,
        "questions": [ask("single", name="faith")],
    }
    document = wrap(ask("single"))
    shown_if = {"variable": "faith", "is": "red"}
    more = {"name": "more", "title": "More", "questions": [ask("number", show_if=shown_if)]}
    document["sections"] = [about, document["sections"][0], more]
    consultation = make_consultation(session, questionnaire=document, planned=False)
    reply(session, consultation, faith="red", colour="blue")
    reply(session, consultation, faith="blue", colour="blue")
    rows = export(session, web_engine)
    assert sorted(row["visits"] for row in rows) == [".not_shown", ".passed_over"]
    assert "faith" not in rows[0]


def test_the_file_has_as_many_rows_as_the_list_says_also_of_erased_replies(
    session: Session, web_engine: Engine, consultation: Consultation, worker_session: Session
) -> None:
    for _ in range(3):
        reply(session, consultation, why="Words.")
    agree_on(session, Act("erase", "Asked for.", "withdrawn"), 2)
    apply_exclusions(worker_session, Catalogue())
    worker_session.commit()
    rows = export(session, web_engine)
    assert sorted(row["state"] for row in rows) == ["counted", "counted", "erased"]
    (erased,) = [row for row in rows if row["state"] == "erased"]
    assert {erased["support"], erased["why"], erased["group_age"]} == {".erased"}


@pytest.mark.parametrize(("count", "told"), [(9, ".not_told"), (10, "false")])
def test_the_rule_is_told_of_enough_replies_and_the_day_of_none(
    session: Session, web_engine: Engine, worker_session: Session, count: int, told: str
) -> None:
    """Else it could be looked up what a reply says that somebody asks to bring back."""
    consultation = make_consultation(session)
    for _ in range(12):
        reply(session, consultation)
    agree_on(session, Act("exclude", "One device.", "false"), *range(1, count + 1))
    apply_exclusions(worker_session, Catalogue())
    worker_session.commit()
    out = [row for row in export(session, web_engine) if row["state"] == "excluded"]
    assert {row["taken_out_by"] for row in out} == {told}
    assert {row["received_day"] for row in out} == {".not_told"}
    assert {row["weight"] for row in out} == {".not_weighted"}


@pytest.mark.parametrize(("count", "told"), [(9, False), (10, True)])
def test_the_day_is_told_where_enough_came_that_day_by_the_same_way(
    session: Session, web_engine: Engine, count: int, told: bool
) -> None:
    """Else a row could be found on the page of replies, which shows day and way."""
    consultation = make_consultation(session)
    for _ in range(count):
        reply(session, consultation)
    days = {row["received_day"] for row in export(session, web_engine)}
    assert (days != {".not_told"}) is told


def test_suggested_themes_stand_beside_the_text(owner_session: Session, web_engine: Engine) -> None:
    consultation = make_consultation(owner_session)
    reply(owner_session, consultation, why="It is about trust, and cost.")
    reply(owner_session, consultation, why="It is about the weather.")
    find_theme(owner_session, consultation)
    rows = export(owner_session, web_engine)
    assert sorted(row["themes_why"] for row in rows) == ["", "trust; cost"]
    assert list(rows[0]).index("themes_why") == list(rows[0]).index("why") + 1
    assert "themes_why" in export(owner_session, web_engine, with_texts=False)[0]


@pytest.mark.parametrize(
    "question",
    [
        ask("single", name="state"),
        ask("text", name="response"),
        ask("single", name="weight"),
    ],
)
def test_a_question_with_the_name_of_a_column_is_not_published(
    session: Session, question: dict[str, Any]
) -> None:
    with pytest.raises(DefinitionError, match="is what a column of every export is called"):
        make_small(session, ask("single"), question)


def test_what_was_published_before_has_columns_of_different_names(
    session: Session, web_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr("consult.services.consultations.publishing.clashes", lambda _: [])
        consultation = make_small(session, ask("single", name="state", options=options("kent", "other")))
    reply(session, consultation, state="kent")
    row = export(session, web_engine)[0]
    assert (row["state"], row["state_2"]) == ("counted", "kent")


def test_days_are_days_in_the_workbook(session: Session, web_engine: Engine) -> None:
    consultation = make_small(session, ask("date"), ask("number"))
    for _ in range(10):
        reply(session, consultation, day="2024-02-29", visits=3)
    content = write(session, web_engine, "xlsx", with_texts=False)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    serial = (date(2024, 2, 29) - date(1899, 12, 30)).days
    assert f"<v>{serial}</v>" in sheet
    assert 's="1"' in sheet
    assert 'formatCode="yyyy\\-mm\\-dd"' in styles or 'formatCode="yyyy-mm-dd"' in styles
    received = session.scalars(select(Response.received_at)).all()[0].astimezone(LONDON).date()
    assert f"<v>{(received - date(1899, 12, 30)).days}</v>" in sheet
