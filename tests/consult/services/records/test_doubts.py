"""Replies in doubt: what the plan's rule notices, what staff note, and what a finding counts."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from analysis.plan.plan import DoubtRule
from consult.models import Consultation, Doubt, Response
from consult.services.acts import approve
from consult.services.answering.drafts import Draft
from consult.services.answering.submissions import measure_pace
from consult.services.consultations.catalogue import Catalogue
from consult.services.findings.facts import gather_facts
from consult.services.findings.plans import read_plan
from consult.services.findings.published import plan_in_force
from consult.services.records.doubts import count_unresolved, read_doubts, tally
from consult.services.records.exclusions import Act, apply_exclusions
from consult.services.records.noting import DoubtRefusedError, Note, ask_note
from tests.approved import agree_on, chosen_of
from tests.factories import make_consultation, make_person, put_plan_in_force, reply, survey_of

CHOSEN = "random_invitation"
RULE = DoubtRule(pace=2, alike=3, answers=4)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def hurry(worker: Session, pace: int = 1) -> None:
    """What was sent so far was sent at so many seconds a question."""
    worker.execute(text("UPDATE response SET pace = :pace"), {"pace": pace})
    worker.commit()


def causes(session: Session, consultation: Consultation, rule: DoubtRule = RULE) -> list[str]:
    return [
        cause for each in read_doubts(session, survey_of(consultation).id, rule) for cause in each.reasons
    ]


def note(session: Session, action: str, reason: str = "A reason") -> None:
    found = read_doubts(session, 1, DoubtRule(pace=2, alike=3, answers=2))
    number = session.scalars(select(Response.id).order_by(Response.id)).first() or 0
    said = Note(action, reason, {each.id: each.causes for each in found})
    approve(
        session,
        make_person(session),
        ask_note(session, make_person(session), chosen_of(session, number), said),
    )
    session.flush()


@pytest.mark.parametrize(("seconds", "pace"), [(2.9, 0), (9, 3), (3600, 10), (0, 0)])
def test_the_pace_is_of_answered_questions_and_coarse(seconds: float, pace: int) -> None:
    draft = Draft(1, 1, None, datetime.now(UTC), {"a": 1, "b": "x", "passed over": None, "c": 0})
    assert measure_pace(draft, seconds) == pace


def test_a_reply_keeps_how_fast_it_was_answered(session: Session, consultation: Consultation) -> None:
    reply(session, consultation, CHOSEN)
    assert session.scalars(select(Response.pace)).one() == 10
    assert causes(session, consultation) == []


def test_a_hurried_reply_of_somebody_chosen_is_in_doubt(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    reply(session, consultation, CHOSEN)
    assert causes(session, consultation) == []
    hurry(worker_session)
    assert causes(session, consultation) == ["Sent after less than 2 seconds for each answered question"]
    assert causes(session, consultation, DoubtRule(pace=1)) == []


def test_replies_that_are_exactly_alike_are_in_doubt(session: Session, consultation: Consultation) -> None:
    for support in ["tend_support", "tend_support", "strongly_support", "tend_support"]:
        reply(session, consultation, CHOSEN, support=support)
    few = DoubtRule(alike=3, answers=2)
    assert causes(session, consultation, few) == 3 * ["3 or more replies have exactly the same answers"]
    assert causes(session, consultation, DoubtRule(alike=4, answers=2)) == []
    assert causes(session, consultation, DoubtRule(alike=3, answers=50)) == []


def test_staff_raise_doubts_and_settle_them(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    reply(session, consultation, CHOSEN)
    note(session, "raised", "Another person says it was their letter.")
    assert causes(session, consultation) == ["Staff: Another person says it was their letter."]
    hurry(worker_session)
    note(session, "settled")
    assert causes(session, consultation) == []
    note(session, "raised", "They say so again.")
    assert causes(session, consultation)[0] == "Staff: They say so again."


def test_a_new_cause_is_a_new_doubt(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    few = DoubtRule(pace=2, alike=3, answers=2)
    reply(session, consultation, CHOSEN)
    hurry(worker_session)
    session.rollback()
    note(session, "settled", "A short text.")
    assert causes(session, consultation, few) == []
    session.commit()
    for _ in range(2):
        reply(session, consultation, CHOSEN)
    assert len(causes(session, consultation, few)) == 3, "now it is one of three that are alike"
    note(session, "raised")
    note(session, "settled")
    assert len(read_doubts(session, 1, few)) == 2


def test_replies_taken_out_are_not_doubted(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    reply(session, consultation, "open_link")
    note(session, "raised")
    assert causes(session, consultation) == ["Staff: A reason"]
    session.rollback()
    worker_session.execute(text("UPDATE response SET state = 'excluded', arm_id = (SELECT max(id) FROM arm)"))
    worker_session.commit()
    with pytest.raises(DoubtRefusedError, match="excluded"):
        note(session, "raised")


def test_a_finding_counts_them_by_the_rule_of_its_plan(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    put_plan_in_force(session, survey_of(consultation), doubts={"pace": 5, "alike": 9, "answers": 9})
    reply(session, consultation, CHOSEN)
    hurry(worker_session, 4)
    row = plan_in_force(session, survey_of(consultation).id)
    assert row is not None
    facts = gather_facts(session, row, read_plan(row), datetime.now(UTC))
    assert {arm.code: arm.unresolved for arm in facts.arms} == {"open_link": 0, CHOSEN: 1}
    assert count_unresolved(session, survey_of(consultation).id, RULE) == {}


def test_erasing_a_reply_erases_what_was_noted(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    reply(session, consultation, CHOSEN)
    note(session, "raised")
    agree_on(session, Act("erase", "Asked for", "withdrawn"), session.scalars(select(Response.id)).one())
    apply_exclusions(worker_session, Catalogue())
    worker_session.commit()
    session.expire_all()
    assert session.scalars(select(Doubt)).all() == []
    assert session.scalars(select(Response)).one().pace is None


def stuff(worker: Session, column: str, value: object) -> None:
    worker.execute(text(f"UPDATE response SET {column} = :value"), {"value": value})  # noqa: S608
    worker.commit()


def test_replies_of_people_who_chose_to_reply_are_looked_at_too(
    session: Session, worker_session: Session, consultation: Consultation
) -> None:
    for _ in range(3):
        reply(session, consultation)
    hurry(worker_session)
    found = read_doubts(session, survey_of(consultation).id, DoubtRule(pace=2, alike=3, answers=2))
    assert [set(each.causes) for each in found] == [{"hurried", "alike"}] * 3
    assert tally(found) == {found[0].label: 3}


def test_a_crowd_from_one_network_is_a_doubt_where_the_plan_says_so(
    session: Session, worker_session: Session, consultation: Consultation
) -> None:
    reply(session, consultation, CHOSEN)
    stuff(worker_session, "crowd", 20)
    said = ["Begun after 20 or more from the same network within an hour"]
    assert causes(session, consultation, DoubtRule(crowd=20)) == said
    assert causes(session, consultation, DoubtRule(crowd=21)) == []
    assert causes(session, consultation, DoubtRule()) == []


@pytest.mark.parametrize(
    ("sending", "burst", "doubted"),
    [
        (("open_link", 12), 12, 12),
        (("open_link", 12), 13, 0),
        (("open_link", 9), 5, 0),  # not ten times as many as usual
        (("open_link", 12), 0, 0),
        ((CHOSEN, 12), 5, 0),  # letters arrive at once
    ],
)
def test_a_burst_is_an_hour_with_many_times_as_many_as_usual(
    session: Session, worker_session: Session, sending: tuple[str, int], burst: int, doubted: int
) -> None:
    consultation, (arm, sent) = make_consultation(session), sending
    for _ in range(3):
        reply(session, consultation, arm)
    worker_session.execute(text("UPDATE response SET received_at = received_at - id * interval '1 hour'"))
    worker_session.commit()
    for _ in range(sent):
        reply(session, consultation, arm)
    assert len(causes(session, consultation, DoubtRule(burst=burst))) == doubted
