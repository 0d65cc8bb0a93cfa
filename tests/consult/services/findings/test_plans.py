"""Plans: checked when written, approved by somebody else, and nothing opens without one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from analysis.canonical import canonical
from analysis.plan.parsing import PlanRefused
from consult.models import Audit, Consultation, Person, PlanApproval, PlanVersion
from consult.services.consultations.catalogue import Catalogue, Phase, read_version
from consult.services.findings.plans import ApprovalRefusedError, Subject, approve, suggest_plan, write
from consult.services.findings.published import plan_in_force
from tests.factories import make_consultation, make_person, make_schedule, put_plan_in_force, survey_of

CHILDREN = {"dimension": "age", "codes": ["0-9"], "label": "Children", "target": 1, "residents": 0.1}


def subject_of(session: Session, consultation: Consultation) -> Subject:
    listing = Catalogue(fresh_seconds=0).listing(session, consultation.slug)
    return Subject(listing, read_version(survey_of(consultation).versions[-1]))


@pytest.fixture
def subject(session: Session) -> Subject:
    return subject_of(session, make_consultation(session, planned=False))


def test_the_suggested_plan_is_kept_with_its_fingerprint(session: Session, subject: Subject) -> None:
    row = write(session, make_person(session), subject, suggest_plan(subject))
    session.expire(row)
    assert sha256(canonical(row.document)).hexdigest() == row.digest
    assert "more than half support it" in row.words["rule"]


@pytest.mark.parametrize(
    ("part", "change", "place"),
    [
        ("rule", {"theta": 1.2}, "rule, theta"),
        ("question", {"wording": "Do you like it?"}, "question"),
        ("family", {"members": [CHILDREN]}, "family, Children"),
    ],
)
def test_a_wrong_plan_is_refused_at_its_place(
    session: Session, subject: Subject, part: str, change: dict[str, Any], place: str
) -> None:
    document = suggest_plan(subject)
    with pytest.raises(PlanRefused) as refused:
        write(session, make_person(session), subject, document | {part: document[part] | change})
    assert place in {problem.place for problem in refused.value.problems}


def test_the_times_are_those_of_the_consultation(session: Session, subject: Subject) -> None:
    document = suggest_plan(subject) | {"closes": "2031-01-01T00:00:00+00:00"}
    with pytest.raises(PlanRefused) as refused:
        write(session, make_person(session), subject, document)
    assert [problem.place for problem in refused.value.problems] == ["closes"]


def test_only_a_second_person_puts_a_plan_in_force(session: Session, subject: Subject) -> None:
    author = make_person(session)
    row = write(session, author, subject, suggest_plan(subject))
    with pytest.raises(ApprovalRefusedError):
        approve(session, author, subject, row.number)
    assert plan_in_force(session, row.survey_id) is None
    approve(session, make_person(session, "pcc"), subject, row.number)
    assert plan_in_force(session, row.survey_id) == row
    assert session.scalars(select(Audit.action).order_by(Audit.id)).all()[-1] == "plan approved"


def test_of_two_people_who_approve_at_once_one_is_told_so(
    session: Session, subject: Subject, web_engine: Engine
) -> None:
    number = write(session, make_person(session), subject, suggest_plan(subject)).number
    people = [make_person(session, "pcc").id, make_person(session, "pcc").id]
    session.commit()

    def attempt(person_id: int) -> None:
        with Session(web_engine) as own, own.begin():
            approve(own, own.get_one(Person, person_id), subject, number)

    with ThreadPoolExecutor(2) as both:
        errors = [future.exception() for future in [both.submit(attempt, each) for each in people]]
    (told,) = [error for error in errors if error]
    assert isinstance(told, ApprovalRefusedError)
    assert len(session.scalars(select(PlanApproval)).all()) == 1


def test_the_database_keeps_the_author_from_approving(session: Session, subject: Subject) -> None:
    author = make_person(session)
    row = write(session, author, subject, suggest_plan(subject))
    session.add(PlanApproval(plan_id=row.id, author_id=author.id, person_id=author.id))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_plan_is_not_approved_over_a_later_one(session: Session, subject: Subject) -> None:
    rows = [write(session, make_person(session), subject, suggest_plan(subject)) for _ in range(2)]
    approve(session, make_person(session), subject, rows[1].number)
    with pytest.raises(ApprovalRefusedError, match="later plan"):
        approve(session, make_person(session), subject, rows[0].number)


def test_nothing_is_approved_after_closing(session: Session) -> None:
    consultation = make_consultation(session, make_schedule(40, -1), planned=False)
    subject = subject_of(session, consultation)
    row = write(session, make_person(session), subject, suggest_plan(subject))
    with pytest.raises(ApprovalRefusedError, match="closed"):
        approve(session, make_person(session), subject, row.number)


def test_nothing_opens_without_a_plan(session: Session) -> None:
    consultation = make_consultation(session, planned=False)
    now = datetime.now(UTC)
    assert subject_of(session, consultation).listing.phase(now) is Phase.COMING
    put_plan_in_force(session, survey_of(consultation))
    assert subject_of(session, consultation).listing.phase(now) is Phase.OPEN


def test_every_plan_that_was_written_is_kept(session: Session, subject: Subject) -> None:
    for _ in range(3):
        write(session, make_person(session), subject, suggest_plan(subject))
    assert session.scalars(select(PlanVersion.number).order_by(PlanVersion.number)).all() == [1, 2, 3]
