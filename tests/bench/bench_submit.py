"""Submitting: the whole endpoint against Flask with one raw insert on the same server (goal 60 %)."""

import secrets
from statistics import median

from psycopg import connect
from sqlalchemy.orm import Session

from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Listing
from surveys.document import parse
from surveys.library import load
from surveys.routing import route
from tests.bench.load import Load, fire, request
from tests.bench.stage import Stage, served, staged
from tests.visitor import CHECK

ROUNDS = 5
REQUESTS = 1500
ANSWERS = {
    "replying_as": "lives",
    "place": "E07000110",
    "support_before": "neither",
    "purposes": {"violence": "strongly_support", "theft": "tend_support", "protest": "strongly_oppose"},
    "wrong_alerts": "under_1",
    "support": "tend_support",
    "use": "trial",
    "why": "It could help to find missing people, but only with strict rules.",
    "more": "no",
    "age": "35-44",
    "sex": "female",
    "ethnic_group": "white_british",
    "publish": "yes",
}


def submissions(stage: Stage, listing: Listing, count: int) -> list[bytes]:
    """Requests that each send a different draft, all prepared beforehand."""
    return [
        request(CHECK, f"csrf_token={visit.form_token}", cookie)
        for visit, cookie in submissions_of(stage, listing, count)
    ]


def submissions_of(stage: Stage, listing: Listing, count: int) -> list[tuple[Visit, str]]:
    """Visits that have answered everything, each with its cookie."""
    with stage.session() as session:
        visits = [_draft(session, listing) for _ in range(count)]
        session.commit()
    return [(visit, f"visit-{listing.surveys[0].id}={visit.cookie}") for visit in visits]


def _draft(session: Session, listing: Listing) -> Visit:
    version = listing.surveys[0].version_id
    visit = open_draft(session, version, listing.arms["open_link"].id)
    passed = dict.fromkeys(route(QUESTIONNAIRE, ANSWERS).names)
    save_answers(session, visit, read_draft(session, visit), passed | ANSWERS)
    return visit


QUESTIONNAIRE = parse(load("facial-recognition"))


def inserts(bare: bool) -> list[bytes]:
    path = "/" if bare else "/insert"
    return [request(path, f"key={secrets.token_hex(32)}") for _ in range(REQUESTS)]


def main() -> None:
    with staged() as stage:
        with connect(stage.urls.owner) as owner:
            owner.execute("CREATE TABLE baseline (id bigserial PRIMARY KEY, key bytea UNIQUE, answers text)")
            owner.execute(f"GRANT ALL ON baseline, baseline_id_seq TO {stage.settings.role_prefix}_web")
        listing = stage.open_consultation()
        with (
            served("wsgi:front", stage) as ours,
            served("tests.bench.baselines:flask_front", stage) as flask,
            served("tests.bench.baselines:bare_front", stage) as bare,
        ):
            rates = [measure(stage, listing, ours, flask, bare) for _ in range(ROUNDS)]
    for name, column in zip(
        ("submit", "Flask + insert", "bare WSGI + insert"), zip(*rates, strict=True), strict=True
    ):
        print(f"{name:20} {median(column):8.0f} requests/s")
    print(f"submit / Flask: {median(ours / flask for ours, flask, _ in rates):.0%} (goal 60 %); "
          f"submit / bare: {median(ours / bare for ours, _, bare in rates):.0%}")  # fmt: skip


def measure(stage: Stage, listing: Listing, ours: int, flask: int, bare: int) -> tuple[float, float, float]:
    """One round of all three, one after the other, so that a noisy minute hits them alike."""
    sent: Load = fire(ours, submissions(stage, listing, REQUESTS))
    assert sent.statuses.keys() == {302}, sent.statuses
    return (
        sent.rate(302),
        fire(flask, inserts(bare=False)).rate(200),
        fire(bare, inserts(bare=True)).rate(200),
    )


if __name__ == "__main__":
    main()
