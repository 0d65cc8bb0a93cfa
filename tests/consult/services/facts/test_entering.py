"""Facts: every version is kept, nothing is deleted, and what is wrong is said."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.documents import DocumentRefused
from consult.errors import NotFoundError
from consult.models import Audit, Consultation, Fact
from consult.services.facts.comparing import official_benchmarks
from consult.services.facts.entering import (
    EditedMeanwhileError,
    FactRefusedError,
    Place,
    add_fact,
    revise_fact,
    take_over,
    withdraw_fact,
)
from consult.services.facts.kinds import KINDS
from consult.services.facts.reading import (
    ACCURACY,
    HELD,
    OUTCOME,
    SURVEY,
    read_current,
    read_facts,
    read_register,
    read_versions,
)
from tests.factories import make_consultation

ENTRY: dict[str, Any] = {
    "title": "Kent, a trial",
    "supplier": "A supplier",
    "version": "1",
    "tester": "Kent Police",
    "setting": "street",
    "period": "2026",
    "counts": {"faces": 100_000, "alerts": 50, "false_alerts": 5},
    "source": "A report",
    "day": "2026-11-01",
}
OFFICIAL = {
    "title": "A survey of trust",
    "organisation": "An office",
    "population": "Adults",
    "when": "2025",
    "wording": "How much do you trust the police?",
    "source": "A report",
    "variable": "trust",
    "answers": ["7", "8"],
    "share": 0.4,
    "official": True,
}


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def test_an_entry_is_kept_with_its_exact_ranges(session: Session, consultation: Consultation) -> None:
    fact = add_fact(session, None, Place(consultation.id, ACCURACY), ENTRY)
    per_alert = fact.shown["accuracies"][0]["per_alert"]
    assert (round(per_alert["low"], 4), round(per_alert["high"], 4)) == (0.0333, 0.2181)
    assert read_register(session, consultation.id, "").entries[0].counts.faces == 100_000


def test_a_change_is_a_new_version_and_the_old_one_stays(
    session: Session, consultation: Consultation
) -> None:
    fact = add_fact(session, None, Place(consultation.id, ACCURACY), ENTRY)
    place = Place(consultation.id, ACCURACY, fact.code)
    revise_fact(session, None, place, ENTRY | {"title": "Kent, the trial"}, 1)
    versions = read_versions(session, consultation.id, ACCURACY, fact.code)
    assert [(each.number, each.title) for each in versions] == [(2, "Kent, the trial"), (1, "Kent, a trial")]
    assert [each.title for each in read_current(session, consultation.id, ACCURACY)] == ["Kent, the trial"]


def test_two_people_cannot_change_the_same_version(session: Session, consultation: Consultation) -> None:
    fact = add_fact(session, None, Place(consultation.id, OUTCOME), {"label": "Fewer thefts"})
    place = Place(consultation.id, OUTCOME, fact.code)
    revise_fact(session, None, place, {"label": "Less theft"}, 1)
    with pytest.raises(EditedMeanwhileError):
        revise_fact(session, None, place, {"label": "No theft"}, 1)


def test_what_is_withdrawn_stays_to_be_seen_with_its_reason(
    session: Session, consultation: Consultation
) -> None:
    fact = add_fact(session, None, Place(consultation.id, ACCURACY), ENTRY)
    place = Place(consultation.id, ACCURACY, fact.code)
    with pytest.raises(FactRefusedError, match="Say why"):
        withdraw_fact(session, None, place, "  ")
    withdraw_fact(session, None, place, "The count was wrong")
    with pytest.raises(FactRefusedError, match="already"):
        withdraw_fact(session, None, place, "Again")
    assert read_current(session, consultation.id, ACCURACY) == []
    assert [each.reason for each in read_facts(session, consultation.id, ACCURACY)] == ["The count was wrong"]
    assert len(session.scalars(select(Fact)).all()) == 2


def test_figures_of_others_are_taken_over_once(session: Session, consultation: Consultation) -> None:
    for kind in (ACCURACY, SURVEY):
        ready = len(KINDS[kind].others())
        assert take_over(session, None, consultation.id, kind) == ready >= 2
        assert take_over(session, None, consultation.id, kind) == 0
    with pytest.raises(NotFoundError):
        take_over(session, None, consultation.id, "nothing")


def test_every_act_leaves_a_record(session: Session, consultation: Consultation) -> None:
    fact = add_fact(session, None, Place(consultation.id, OUTCOME), {"label": "Fewer thefts"})
    withdraw_fact(session, None, Place(consultation.id, OUTCOME, fact.code), "Not ours to promise")
    acts = session.scalars(select(Audit).where(Audit.subject.like("fact:%")).order_by(Audit.id)).all()
    assert [(act.action, act.detail["number"]) for act in acts] == [
        ("fact entered", 1),
        ("fact withdrawn", 2),
    ]


@pytest.mark.parametrize(
    ("kind", "document", "place"),
    [
        (ACCURACY, ENTRY | {"counts": {"alerts": 5, "false_alerts": 6}}, "counts, false_alerts"),
        (ACCURACY, ENTRY | {"found_rate": 2}, "found_rate"),
        (ACCURACY, ENTRY | {"day": "soon"}, "day"),
        (HELD, {"need": "nothing", "title": "A paper", "url": "/a"}, "need"),
        (HELD, {"need": "equality", "title": "A paper"}, "url"),
        (SURVEY, {**OFFICIAL, "share": None}, "share"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    session: Session, consultation: Consultation, kind: str, document: dict[str, Any], place: str
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        add_fact(session, None, Place(consultation.id, kind), document)
    assert [each.place for each in refused.value.problems] == [place]


def test_official_surveys_are_given_to_the_finding(session: Session, consultation: Consultation) -> None:
    take_over(session, None, consultation.id, SURVEY)
    assert official_benchmarks(session, consultation.id, datetime.now(UTC) + timedelta(days=1)) == []
    add_fact(session, None, Place(consultation.id, SURVEY), OFFICIAL)
    found = official_benchmarks(session, consultation.id, datetime.now(UTC) + timedelta(days=1))
    assert [(each.variable, each.answers, each.share) for each in found] == [("trust", ("7", "8"), 0.4)]
