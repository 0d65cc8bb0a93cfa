"""The demonstration, all of it counted, and its export."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult.demonstration.replies import Plan
from consult.demonstration.seed import seed_demonstration
from consult.services.consultations.catalogue import Catalogue, Listing
from consult.services.counting.folding import fold
from consult.services.records.exporting import ask_export, stream_export
from consult.services.vault import Vault
from consult.settings import Settings
from consult.worker.counting import CountingLoop
from tests.factories import make_person
from tests.recount.export import Export


@dataclass(frozen=True)
class Demonstration:
    """What there is of it: its consultation as it is shown, the file with its sign-ins, and what to export it with."""

    listing: Listing
    sign_ins: Path
    engine: Engine
    settings: Settings

    def export(self) -> Export:
        with Session(self.engine) as session:
            version = Catalogue(fresh_seconds=0).version(session, self.listing.surveys[0].version_id)
            asked = ask_export(session, make_person(session), version, "csv", with_texts=False)
            session.commit()
        return Export(b"".join(stream_export(self.engine, Vault.from_settings(self.settings), asked)))


@pytest.fixture
def demonstration(
    staff_app: Flask, web_engine: Engine, worker_engine: Engine, settings: Settings
) -> Demonstration:
    staff_app.extensions["catalogue"].fresh_seconds = 0
    with staff_app.app_context():
        made = seed_demonstration(web_engine, settings, Plan(replies=1_600, seed=4), lambda _done: None)
    with Session(worker_engine) as session:
        while fold(session).taken:
            pass
        session.commit()
        listing = Catalogue(fresh_seconds=0).listings(session)[0]
    CountingLoop(worker_engine).renew_waiting()
    return Demonstration(listing, made.sign_ins, web_engine, settings)
