"""The first page: where we stand, the tests, what would change minds, who, where, when, who is missing, and why."""

from dataclasses import dataclass, replace
from typing import Any

from analysis.board.arrivals import show_arrivals
from analysis.board.overview import largest_gaps, missing_sentence
from analysis.board.people import Comparison
from analysis.disclosure.withheld import WITHHELD, Shown
from analysis.documents import parse
from analysis.population import labels
from consult.models import Snapshot
from consult.services.counting.boards import read_arrivals
from consult.services.facts.scorecard import Scorecard, make_scorecard, newest_measures, read_told
from consult.services.statements.signing_off import newest_sign_offs
from consult.services.statements.told import ToldThemes, tell
from consult.web.board.charts import Chart, arrivals_chart, map_chart
from consult.web.board.look import Look
from consult.web.board.standings import DISTRICT, Grouping, GroupRow, groupings, ways

MOST_THEMES = 3


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the themes that a person signed off say for and against, question by question."""

    told: ToldThemes
    sides: dict[str, list[str]]


def summary(look: Look) -> dict[str, object]:
    """What everybody may see of a board without figures, what a blinded one shows, and the whole."""
    found: dict[str, object] = {"scorecard": tests_of(look)}
    if look.snapshot is None:
        return found
    people = people_of(look.snapshot)
    found |= {
        "missing": missing_sentence(people),
        "gaps": largest_gaps(people),
        "arrivals": arrivals(look),
    }
    return found | (opinions(look) if look.tells and look.place.primary else {})


def opinions(look: Look) -> dict[str, object]:
    """What people replied: the way that can stand for others first, and the rest beside it."""
    reached, districts = ways(look), groupings(look, [DISTRICT])
    first = reached.rows[0] if look.populations[0].chosen else None
    return {
        "first": first if first and first.tells else None,
        "reached": reached,
        "beside": [row for row in reached.rows if row is not first or not row.tells],
        "chosen_row": chosen_row(look, reached),
        "rule": look.plan.words["rule"].partition(". ")[0] if look.plan else "",
        "plan": look.plan,
        "minds": minds(look),
        "groupings": groupings(look),
        "map": map_of(districts[0]) if districts else None,
        "reasons": reasons(look) if look.newest else [],
    }


def chosen_row(look: Look, reached: Grouping) -> GroupRow | None:
    """The group that was chosen at the top, where it is not among the rows already."""
    chosen = look.choices.chosen if look.choices else None
    if chosen is None or chosen.key in {row.key for row in reached.rows}:
        return None
    names = [part.partition("=")[0] for part in chosen.key.split("&")[1:]]
    rows = [row for found in groupings(look, names) for row in found.rows if row.key == chosen.key]
    return replace(rows[0], label=chosen.title) if rows else None


def tests_of(look: Look) -> Scorecard | None:
    """The tests of the consultation with what is held for each; None where it has none."""
    listing = look.place.listing
    return make_scorecard(look.session, listing, with_views=False) if listing.proposal.tests else None


def people_of(snapshot: Snapshot) -> list[Comparison]:
    return [parse(Comparison, document) for document in snapshot.body["people"]]


def arrivals(look: Look) -> Chart:
    """Replies by day and by how people were reached; small numbers are hidden, though they tell no opinions."""
    found = read_arrivals(look.session, look.place.entry.id)
    known = {arm.code: arm.label for arm in look.place.listing.arms.values()}
    arms = {code: code for _, code, _ in found} | known
    return arrivals_chart(show_arrivals(found, tuple(arms)), tuple(arms.values()))


def minds(look: Look) -> list[dict[str, Any]]:
    """What the proposal asks about safeguards, measured in the population that is looked at."""
    if look.snapshot is None or look.population is None:
        return []
    told = read_told(look.session, look.place.entry.id) if look.newest else {}
    asked = look.version.questionnaire.questions_by_name
    wanted = [each for each in look.place.listing.proposal.measures if each.kind == "safeguards"]
    titles = {asked[name].title for each in wanted for name in each.questions if name in asked}
    measured = newest_measures(look.snapshot, told).get(look.population.key, [])
    return [each for each in measured if each["title"] in titles]


def map_of(found: Grouping) -> Chart:
    """The districts of a grouping as a map."""
    codes = {label: code for code, label in labels(DISTRICT).items()}
    values = {codes[row.label]: share_of(row) for row in found.rows}
    return map_chart(values, labels(DISTRICT), found.sentence)


def share_of(row: GroupRow) -> Shown[int]:
    """Support in percent: adjusted where there are weights."""
    return WITHHELD if row.figures is None else row.figures.share("support").best


def reasons(look: Look) -> list[Reasons]:
    """The first themes for and against of each question; what a machine suggested is not among them."""
    signed = tell(look.session, newest_sign_offs(look.session, look.place.entry.id))
    return [Reasons(each, {side: _labels(each, side) for side in ("support", "oppose")}) for each in signed]


def _labels(told: ToldThemes, side: str) -> list[str]:
    return [theme.label for theme in told.themes if theme.side == side][:MOST_THEMES]
