"""Facts to read: accuracy with its calculator, outcomes, the tests, and earlier versions of the proposal."""

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict

from analysis.evidence.register import standing
from consult.errors import NotFoundError
from consult.extensions import db
from consult.services.consultations.catalogue import Listing, Phase
from consult.services.consultations.changing import read_proposal
from consult.services.consultations.deciding import read_decisions
from consult.services.counting.shown import read_snapshot
from consult.services.facts.calculating import Answer, calculate, usable
from consult.services.facts.comparing import compare_surveys
from consult.services.facts.presenting import present_entry
from consult.services.facts.reading import ACCURACY, OUTCOME, FactView, outcome_of, read_facts, read_register
from consult.services.facts.scorecard import make_scorecard
from consult.web.public_place import catalogue, now
from consult.web.residents.calculator import STARTS_WITH, CalculatorForm, offer
from surveys.proposal import OUTCOMES, SURVEYS, parse_proposal

evidence = Blueprint("evidence", __name__, url_prefix="/consultations/<consultation>")
UNPROCESSABLE = 422
TESTS = "tests"


@evidence.get("/accuracy")
def accuracy(consultation: str) -> tuple[str, int]:
    """The evidence, and what a crowd would set off by it."""
    listing = find_page(consultation, "accuracy")
    facts = read_facts(db.session, listing.id, ACCURACY)
    current = [fact for fact in facts if not fact.withdrawn]
    form, answer = calculator(current)
    page = render_template(
        "residents/accuracy.html",
        standing=standing(
            read_register(db.session, listing.id, listing.proposal.system), listing.proposal.place
        ),
        entries=[present_entry(fact) for fact in current],
        withdrawn=[fact for fact in facts if fact.withdrawn],
        form=form,
        answer=answer,
        **frame(listing),
    )
    return page, UNPROCESSABLE if form.errors else 200


@evidence.get("/outcomes")
def outcomes(consultation: str) -> str:
    """What the proposal is to achieve, and what has not been said yet."""
    listing = find_page(consultation, OUTCOMES)
    facts = read_facts(db.session, listing.id, OUTCOME)
    return render_template(
        "residents/outcomes.html",
        outcomes=[(fact, outcome_of(fact)) for fact in facts if not fact.withdrawn],
        withdrawn=[fact for fact in facts if fact.withdrawn],
        **frame(listing),
    )


@evidence.get("/tests")
def tests(consultation: str) -> str:
    """The scorecard; the views of the public, here and in other surveys, are part of it after closing."""
    listing = find_page(consultation, SURVEYS, TESTS)
    closed = listing.phase(now()) is Phase.CLOSED
    ours = [read_snapshot(db.session, entry.id) if closed else None for entry in listing.surveys[:1]]
    surveys = [compare_surveys(db.session, listing, snapshot) for snapshot in ours if closed]
    return render_template(
        "residents/tests.html",
        scorecard=make_scorecard(db.session, listing, with_views=closed),
        comparison=surveys[0] if surveys else None,
        closed=closed,
        **frame(listing),
    )


@evidence.get("/proposals/<int:number>")
def proposal(consultation: str, number: int) -> str:
    """A version of the proposal as it read."""
    listing = catalogue().listing(db.session, consultation)
    version = read_proposal(db.session, listing.id, number)
    shown = frame(listing) | {"proposal": parse_proposal(version.document), "version": version}
    return render_template("residents/earlier.html", **shown)


@evidence.get("/decision")
def decision(consultation: str) -> str:
    """What was decided and why, the newest version unless another is asked for; `NotFoundError` before there is one."""
    listing = catalogue().listing(db.session, consultation)
    versions = read_decisions(db.session, listing.id)
    number = request.args.get("version", type=int)
    chosen = next((each for each in versions if number in {None, each.number}), None)
    if chosen is None:
        raise NotFoundError
    earlier = [each for each in versions if each.number < chosen.number]
    return render_template("residents/decision.html", decision=chosen, earlier=earlier, **frame(listing))


def calculator(facts: list[FactView]) -> tuple[CalculatorForm, Answer | None]:
    """The form as it was sent, with its answer; filled with an example before it is sent."""
    ready = usable(facts)
    sent = "people" in request.args
    form = offer(CalculatorForm(request.args if sent else MultiDict(STARTS_WITH)), ready)
    if not ready or not sent:
        return form, None
    return form, calculate(facts, form.question) if form.validate() else None


def find_page(consultation: str, *names: str) -> Listing:
    """Raises `NotFoundError` where the proposal names none of these pages of evidence."""
    listing = catalogue().listing(db.session, consultation)
    named = {*listing.proposal.evidence, *([TESTS] if listing.proposal.tests else [])}
    if named.isdisjoint(names):
        raise NotFoundError
    return listing


def frame(listing: Listing) -> dict[str, object]:
    return {"listing": listing, "proposal": listing.proposal, "synthetic": listing.synthetic}
