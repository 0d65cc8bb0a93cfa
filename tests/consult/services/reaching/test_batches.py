"""Batches of codes: made once, posted once, and counted without a trace of who answered what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Arm, Audit, CodeUse, Consultation, Invitation, Response
from consult.services.answering.invitations import find_invitation
from consult.services.reaching.batches import (
    LEAST_CODES,
    MOST_CODES,
    BatchView,
    Mailed,
    NewBatch,
    count_letters,
    make_batch,
    read_batch,
)
from consult.services.reaching.returns import (
    BatchRefusedError,
    Letters,
    mark_posted,
    record_undelivered,
    void_batch,
    void_returned,
)
from consult.services.refusals import FieldRefusedError
from tests.factories import make_consultation
from tests.invited import NEW, reply_by_code

TODAY = datetime.now(UTC).date()


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


class Stage:
    """A batch of ten codes, and what can be done with it."""

    def __init__(self, session: Session, consultation: Consultation, new: NewBatch = NEW) -> None:
        self.session, self.consultation = session, consultation
        self.batch, self.codes = make_batch(session, None, consultation.id, new)

    @property
    def view(self) -> BatchView:
        return read_batch(self.session, self.consultation.id, self.batch.id)

    def post(self, number: int = 10) -> None:
        mark_posted(self.session, None, self.view, Letters(number, TODAY))

    def come_back(self, number: int) -> None:
        record_undelivered(self.session, None, self.view, Letters(number, TODAY))

    def void(self, *codes: str) -> int:
        return void_returned(self.session, None, self.view, codes, TODAY)

    def use(self, code: str) -> None:
        reply_by_code(self.session, self.consultation, code)


@pytest.fixture
def stage(session: Session, consultation: Consultation) -> Stage:
    return Stage(session, consultation)


def test_codes_work_once_and_only_their_hashes_are_kept(stage: Stage) -> None:
    code = stage.codes[0]
    stored = stage.session.scalars(select(Invitation.code_hash)).all()
    assert len(set(stage.codes)) == len(stored) == 10
    assert all(code.encode() not in hashed for hashed in stored)
    stage.use(code)
    assert find_invitation(stage.session, stage.consultation.id, code) is None
    assert stage.view.used == 1


def test_what_is_kept_of_a_use_is_a_bit_and_nothing_that_leads_to_the_answers(stage: Stage) -> None:
    stage.use(stage.codes[3])
    assert stage.session.scalars(select(CodeUse.used)).one() == "0001000000"
    assert not {"invitation_id", "batch_id", "code_hash"} & set(Response.__table__.columns.keys())


def test_the_rate_is_of_letters_that_arrived(stage: Stage) -> None:
    assert stage.view.rate == ""
    stage.post()
    stage.come_back(2)
    for code in stage.codes[:2]:
        stage.use(code)
    assert (stage.view.reached, stage.view.rate) == (8, "25 %")


def test_only_posted_letters_count(session: Session, stage: Stage) -> None:
    other = Stage(session, stage.consultation, replace(NEW, name="Wave 2"))
    assert count_letters(session, stage.consultation.id) == {}
    stage.post(9)
    stage.come_back(1)
    assert count_letters(session, stage.consultation.id) == {"random_invitation": Mailed(posted=9, arrived=8)}
    other.post()
    assert count_letters(session, stage.consultation.id) == {
        "random_invitation": Mailed(posted=19, arrived=18)
    }


def test_returned_codes_are_void_and_count_as_come_back(stage: Stage) -> None:
    stage.post()
    typed = [stage.codes[0].lower().replace("-", " "), stage.codes[1], stage.codes[1]]
    assert stage.void(*typed) == 2
    assert (stage.view.undelivered, stage.view.voided) == (2, 2)
    assert find_invitation(stage.session, stage.consultation.id, stage.codes[0]) is None


@pytest.mark.parametrize(
    ("meanwhile", "arms"), [("void", ["open_link"]), ("use", ["random_invitation", "open_link"])]
)
def test_a_code_that_was_used_or_voided_meanwhile_leaves_the_reply_to_count_as_open(
    stage: Stage, meanwhile: str, arms: list[str]
) -> None:
    stage.post()
    code = stage.codes[0]
    reply_by_code(stage.session, stage.consultation, code, before=lambda: getattr(stage, meanwhile)(code))
    replies = select(Arm.code).join(Response, Response.arm_id == Arm.id).order_by(Response.id)
    assert stage.session.scalars(replies).all() == arms
    assert (stage.view.used, stage.view.voided) == ((0, 1) if meanwhile == "void" else (1, 0))


@pytest.mark.parametrize("spoil", ["strange", "used", "again"])
def test_one_wrong_code_and_nothing_is_recorded(stage: Stage, spoil: str) -> None:
    stage.post()
    wrong = {"strange": "ABCD-EFGH-JKMN", "used": stage.codes[0], "again": stage.codes[1]}[spoil]
    stage.use(stage.codes[0])
    stage.void(stage.codes[1])
    with pytest.raises(FieldRefusedError, match=wrong):
        stage.void(stage.codes[2], wrong)
    assert stage.view.undelivered == 1
    assert find_invitation(stage.session, stage.consultation.id, stage.codes[2]) is not None


def test_a_mistake_is_taken_back_but_never_below_the_void_codes(stage: Stage) -> None:
    stage.post()
    stage.void(stage.codes[0])
    stage.come_back(5)
    stage.come_back(-5)
    assert stage.view.undelivered == 1
    for number in (-1, 10):
        with pytest.raises(FieldRefusedError):
            stage.come_back(number)


def test_a_batch_is_posted_or_voided_and_once_only(session: Session, stage: Stage) -> None:
    stage.post()
    with pytest.raises(BatchRefusedError):
        stage.post()
    with pytest.raises(BatchRefusedError):
        void_batch(session, None, stage.view, "a mistake")


def test_a_voided_batch_has_no_code_left(session: Session, stage: Stage) -> None:
    stage.use(stage.codes[0])
    void_batch(session, None, stage.view, "The printer lost the file.")
    assert (stage.view.ended, stage.view.used, stage.view.voided) == (True, 1, 9)
    assert find_invitation(session, stage.consultation.id, stage.codes[5]) is None
    with pytest.raises(BatchRefusedError):
        stage.post()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"arm": "open_link"}, "arm"),
        ({"arm": "nothing"}, "arm"),
        ({"size": LEAST_CODES - 1}, "size"),
        ({"size": MOST_CODES + 1}, "size"),
        ({"name": "Wave 1"}, "name"),
    ],
)
def test_what_cannot_be_made_is_said_at_its_field(
    session: Session, stage: Stage, change: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldRefusedError) as refused:
        make_batch(session, None, stage.consultation.id, replace(NEW, **{"name": "Other", **change}))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_letters_are_not_posted_tomorrow(session: Session, stage: Stage) -> None:
    with pytest.raises(FieldRefusedError):
        mark_posted(session, None, stage.view, Letters(10, TODAY + timedelta(days=2)))


def test_every_step_leaves_a_record_without_codes(session: Session, stage: Stage) -> None:
    stage.post()
    stage.void(stage.codes[0])
    session.flush()
    rows = session.scalars(select(Audit).where(Audit.subject == f"invitation_batch:{stage.batch.id}")).all()
    assert [row.action for row in rows] == ["codes made", "batch posted", "batch undelivered"]
    assert stage.codes[0] not in str([row.detail for row in rows])
