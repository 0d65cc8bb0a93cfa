"""From nothing to a consultation with replies, in the real tables."""

import json
import stat
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Date, DateTime, Engine, func, select
from sqlalchemy.orm import Session

from consult.demonstration.accounts import ACCOUNTS
from consult.demonstration.replies import INVITATIONS, Plan, make_replies
from consult.demonstration.seed import (
    SLUG,
    UNDELIVERED,
    Demonstration,
    DemonstrationRefusedError,
    Progress,
    seed_demonstration,
)
from consult.models import (
    Arm,
    AssistedEntry,
    Base,
    CodeUse,
    Consultation,
    Draft,
    Fact,
    Invitation,
    Person,
    PlanApproval,
    Response,
    Statement,
)
from consult.services.beside.consultees import read_register
from consult.services.beside.counts import records_beside
from consult.services.consultations.catalogue import Catalogue
from consult.services.counting.verification import find_differences
from consult.services.reaching.batches import Mailed, count_letters
from consult.services.vault import Vault
from consult.settings import Settings
from surveys.encoding import encode
from surveys.questionnaire import Questionnaire
from tests.staff import sign_in

PLAN = Plan(replies=60, seed=4)


@dataclass
class Stage:
    """Where the demonstration can be given."""

    app: Flask
    engine: Engine
    settings: Settings

    def seed(self, plan: Plan = PLAN, progress: Progress = print) -> Demonstration:
        with self.app.app_context():
            return seed_demonstration(self.engine, self.settings, plan, progress)


@pytest.fixture
def stage(staff_app: Flask, web_engine: Engine, settings: Settings) -> Stage:
    return Stage(staff_app, web_engine, settings)


def count(session: Session, column: object) -> int:
    return session.scalar(select(func.count()).select_from(column)) or 0  # type: ignore[arg-type]


def test_replies_come_by_all_arms(stage: Stage, session: Session) -> None:
    seeded = stage.seed()
    by_arm = select(Arm.code).join(Response, Response.arm_id == Arm.id)
    assert Counter(session.scalars(by_arm)) == seeded.replies == PLAN.reached
    assert PLAN.reached == {"random_invitation": 15, "community-centre": 2, "paper": 1, "open_link": 42}
    assert count(session, Draft) == 0


def test_invitations_are_made_and_some_are_used(stage: Stage, session: Session) -> None:
    stage.seed()
    used = select(func.sum(func.bit_count(CodeUse.used)))
    assert count(session, Invitation) == INVITATIONS
    assert session.scalar(used) == PLAN.invited == 15
    consultation = session.scalars(select(Consultation.id)).one()
    assert count_letters(session, consultation) == {
        "random_invitation": Mailed(INVITATIONS, INVITATIONS - UNDELIVERED)
    }


def test_some_is_heard_beside_the_form(stage: Stage, session: Session) -> None:
    stage.seed()
    consultation = session.scalars(select(Consultation.id)).one()
    beside = records_beside(session, consultation)
    assert (beside.submissions, beside.submissions_of_organisations, beside.session_notes) == (2, 1, 1)
    assert session.scalars(select(AssistedEntry.serial)).all() == ["P-001"]
    replied = [entry.replied_on is not None for entry in read_register(session, consultation)]
    assert sorted(replied) == [False, False, True]


def test_the_consultation_is_open_and_marked_as_invented(stage: Stage, session: Session) -> None:
    stage.seed()
    consultation = session.scalars(select(Consultation)).one()
    now = datetime.now(UTC)
    assert consultation.slug == SLUG
    assert consultation.synthetic
    assert consultation.opens_at <= now < consultation.closes_at - timedelta(weeks=6)


def test_responses_are_the_invented_ones(
    stage: Stage, session: Session, questionnaire: Questionnaire
) -> None:
    stage.seed()
    made = [encode(questionnaire, reply.answers) for reply in make_replies(questionnaire, PLAN)]
    stored = session.scalars(select(Response).order_by(Response.id)).all()
    assert [response.answers for response in stored] == [encoded.values for encoded in made]
    assert [response.stratum for response in stored] == ["|".join(encoded.stratum) for encoded in made]


def test_statements_are_what_was_written(
    stage: Stage, session: Session, questionnaire: Questionnaire
) -> None:
    stage.seed()
    vault = Vault.from_settings(stage.settings)
    rows = session.execute(select(Statement, Response.key_hash).join(Response).order_by(Statement.id))
    read = [vault.open_statement(words.sealed, key_hash, words.question) for words, key_hash in rows]
    replies = make_replies(questionnaire, PLAN)
    assert read == [text for reply in replies for text in encode(questionnaire, reply.answers).texts.values()]
    assert len(read) > 20


def test_counts_and_responses_agree(stage: Stage, worker_session: Session) -> None:
    stage.seed()
    assert find_differences(worker_session, Catalogue()) == {}


def test_what_was_interrupted_left_nothing_and_can_be_done_anew(stage: Stage, session: Session) -> None:
    def interrupt(_number: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stage.seed(progress=interrupt)
    assert [count(session, table) for table in (Consultation, Response, Person, Invitation)] == [0, 0, 0, 0]
    assert stage.seed().replies == PLAN.reached


def test_it_is_refused_in_production(stage: Stage, session: Session) -> None:
    live = Stage(stage.app, stage.engine, replace(stage.settings, production=True))
    with pytest.raises(DemonstrationRefusedError, match="no place in production"):
        live.seed()
    assert count(session, Person) == 0


@pytest.mark.parametrize("replies", [60, 100, 230])
def test_progress_is_told_for_every_reply(stage: Stage, replies: int) -> None:
    told: list[int] = []
    stage.seed(Plan(replies), told.append)
    assert sum(told) == replies
    assert max(told) <= 100


def test_the_accounts_can_sign_in_with_the_passwords_of_a_private_file(stage: Stage) -> None:
    file = stage.seed().sign_ins
    assert file.parent == stage.settings.instance
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    passwords = json.loads(file.read_text())
    assert passwords.keys() == ACCOUNTS.keys()
    for email, password in passwords.items():
        assert sign_in(stage.app.test_client(), email, password) == 302


def test_it_is_refused_where_the_consultation_exists(stage: Stage, session: Session) -> None:
    file = stage.seed().sign_ins
    before = file.read_text()
    with pytest.raises(DemonstrationRefusedError):
        stage.seed()
    assert count(session, Response) == 60
    assert file.read_text() == before


def test_facts_are_entered_and_marked_as_invented(stage: Stage, session: Session) -> None:
    stage.seed()
    facts = session.scalars(select(Fact)).all()
    assert {fact.kind for fact in facts} == {"accuracy", "outcome", "held", "survey"}
    own = [fact.document for fact in facts if fact.kind in {"outcome", "held"}]
    assert all("Invented for the demonstration" in str(document) for document in own)


FUTURE = {("consultation", "closes_at"), ("approval_request", "expires_at")}


def test_nothing_of_it_lies_in_the_future(stage: Stage, owner_session: Session) -> None:
    stage.seed()
    late = []
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Date | DateTime) and (table.name, column.name) not in FUTURE:
                newest = owner_session.scalar(select(func.max(column)))
                now = datetime.now(UTC) if isinstance(newest, datetime) else datetime.now(UTC).date()
                if newest is not None and newest > now:
                    late.append((table.name, column.name, newest))
    assert late == []


def test_replies_are_spread_over_the_weeks_since_it_opened(stage: Stage, session: Session) -> None:
    stage.seed(Plan(replies=400))
    opened = session.scalars(select(Consultation.opens_at)).one()
    moments = list(session.scalars(select(Response.received_at).order_by(Response.id)))
    days = {moment.date() for moment in moments}
    assert len(days) > 20
    assert moments[0].date() >= opened.date()
    online = select(Response.received_at).join(Arm, Arm.id == Response.arm_id).where(Arm.code != "paper")
    online_moments = list(session.scalars(online.order_by(Response.id)))
    assert online_moments == sorted(online_moments)


def test_the_plan_and_the_facts_were_there_before_it_opened(stage: Stage, session: Session) -> None:
    stage.seed()
    opened = session.scalars(select(Consultation.opens_at)).one()
    assert session.scalars(select(PlanApproval.approved_at)).one() < opened
    assert max(session.scalars(select(Fact.made_at))) < opened
