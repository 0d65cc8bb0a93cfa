"""Three honest counts: of what was sent, of different texts, of people known to be one each."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Response
from consult.services.consultations.catalogue import Catalogue
from consult.services.reaching.batches import make_batch
from consult.services.reaching.counts import ReplyCounts, count_replies
from consult.services.records.exclusions import Act, apply_exclusions
from tests.approved import agree_on
from tests.factories import make_consultation, make_vault, reply
from tests.invited import NEW, reply_by_code


def test_each_count_counts_what_it_says(session: Session, worker_session: Session) -> None:
    consultation = make_consultation(session)
    other = make_consultation(session, slug="other")
    for words in ("It is wrong!", "it is  wrong", "It is right."):
        reply(session, consultation, why=words)
    reply(session, consultation, why="It is wrong", missed="And late.", more="yes")
    reply(session, consultation)
    reply(session, other, why="Elsewhere")
    _, codes = make_batch(session, None, consultation.id, NEW)
    for code in codes[:2]:
        reply_by_code(session, consultation, code)
    session.commit()
    assert count_replies(session, make_vault(), consultation.id) == ReplyCounts(7, 3, 2)


def test_what_was_excluded_or_erased_was_sent_all_the_same(session: Session, worker_session: Session) -> None:
    consultation = make_consultation(session)
    for _ in range(2):
        reply(session, consultation, why="Something")
    for response, action in zip(
        session.scalars(select(Response.id)).all(), ("exclude", "erase"), strict=True
    ):
        agree_on(session, Act(action, "a test of the rule", "duplicate"), response)
    apply_exclusions(worker_session, Catalogue())
    worker_session.commit()
    assert count_replies(session, make_vault(), consultation.id) == ReplyCounts(2, 1, 0)
