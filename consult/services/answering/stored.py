"""A stored response, read back as the answers that were given."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Monitoring, Response, Statement
from consult.services.consultations.catalogue import Version
from consult.services.vault import Vault


def read_answers(session: Session, vault: Vault, version: Version, response: Response) -> dict[str, Any]:
    """A stored response as answers by question, with its texts and equality answers."""
    monitoring = session.get(Monitoring, response.id)
    values = dict(response.answers)
    if monitoring is not None:
        values |= vault.open_monitoring(monitoring.sealed, response.key_hash)
    written = session.scalars(select(Statement).where(Statement.response_id == response.id))
    texts = {
        each.question: vault.open_statement(each.sealed, response.key_hash, each.question) for each in written
    }
    decoded = {question.name: question.decode(values) for question in version.questionnaire.questions}
    return {name: answer for name, answer in decoded.items() if answer is not None} | texts
