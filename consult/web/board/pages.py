"""The pages of the board: what each is called, its template, and what it is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consult.errors import NotFoundError
from consult.models import Snapshot
from consult.services.counting.boards import read_group
from consult.services.counting.material import make_material
from consult.services.counting.shown import released_at
from consult.services.facts.comparing import compare_surveys
from consult.services.facts.scorecard import name_of
from consult.services.statements.signing_off import newest_sign_offs
from consult.services.statements.suggested import read_suggestions
from consult.services.statements.told import tell
from consult.templating import moment
from consult.web.board.charts import Chart, question_charts
from consult.web.board.look import Look
from consult.web.board.standings import DISTRICT, groupings, ways
from consult.web.board.summary import arrivals, map_of, people_of, summary
from consult.web.staff_survey import StaffSurvey
from surveys.questionnaire import Section

# Anybody can send replies by an open link, and could tell the next one’s answer if figures moved at once.
PAUSE_TOLD = " They are made anew once a day at most."


@dataclass(frozen=True, slots=True)
class Page:
    """`make` reads what the page shows and nothing else; `of` says whether it can be looked at group by group."""

    label: str
    template: str
    make: Callable[[Look], dict[str, object]]
    of_groups: bool = False


def groups(look: Look) -> dict[str, object]:
    return {"groupings": [ways(look), *groupings(look)]} if look.tells else {}


def places(look: Look) -> dict[str, object]:
    found = groupings(look, [DISTRICT]) if look.tells else []
    return {"groupings": found, "map": map_of(found[0]) if found else None}


def questions(look: Look) -> dict[str, object]:
    """One section of the questionnaire; raises `NotFoundError` for one that nothing was counted of."""
    sections = sections_of(look)
    section = look.section or next(iter(sections), "")
    if section and section not in sections:
        raise NotFoundError
    names = [question.name for question in sections[section].questions] if section else []
    found = charts_of(look, names)
    return {"sections": sections, "section": section, "charts": found, "adjusted": any(map(_adjusted, found))}


def sections_of(look: Look) -> dict[str, Section]:
    """The sections with questions that are shown, by name."""
    shown = {question.name for question in make_material(look.version.questionnaire).questions}
    sections = look.version.questionnaire.sections
    return {each.name: each for each in sections if shown & {question.name for question in each.questions}}


def charts_of(look: Look, names: list[str]) -> list[Chart]:
    """The answers of the group that is looked at to these questions."""
    chosen = look.choices.chosen if look.choices else None
    if chosen is None:
        return []
    return question_charts(read_group(look.session, look.version, chosen.key, names).cards)


def _adjusted(chart: Chart) -> bool:
    return any("adjusted" in header for header in chart.table.headers)


def written(look: Look) -> dict[str, object]:
    """The themes of one question: those that a person signed off, and what a machine suggests."""
    if not look.tells or not look.newest:
        return {"section": "", "told": [], "suggested": []}
    signed = newest_sign_offs(look.session, look.place.entry.id)
    suggested = read_suggestions(look.session, look.place.entry.id)
    asked = list(dict.fromkeys([*(each.question for each in signed), *(each.question for each in suggested)]))
    section = look.section or next(iter(asked), "")
    if section and section not in asked:
        raise NotFoundError
    told = tell(look.session, [each for each in signed if each.question == section])
    found = [each for each in suggested if each.question == section]
    return {"asked": asked, "section": section, "told": told, "suggested": found}


def people(look: Look) -> dict[str, object]:
    if look.snapshot is None:
        return {}
    return {"people": people_of(look.snapshot), "arrivals": arrivals(look)}


def surveys(look: Look) -> dict[str, object]:
    snapshot = None if look.place.blinded else look.snapshot
    return {"comparison": compare_surveys(look.session, look.place.listing, snapshot)}


def method(look: Look) -> dict[str, object]:
    """The rule, what the weighting had to do, or why there is none, and since when figures stand."""
    notes = [] if look.snapshot is None else weighing_notes(look, look.snapshot)
    return {"notes": notes, "plan": look.plan}


def weighing_notes(look: Look, snapshot: Snapshot) -> list[str]:
    notes = []
    for population in look.populations:
        weighing = snapshot.body["weighing"].get(population.code, {"steps": [], "refusal": ""})
        sentences = [*weighing["steps"], *([weighing["refusal"]] if weighing["refusal"] else [])]
        released = released_at(snapshot, population.code)
        if released:
            pause = "" if population.chosen or look.place.listing.synthetic else PAUSE_TOLD
            sentences.insert(0, f"figures as they were on {moment(released)}.{pause}")
        notes += [f"{name_of(population)}: {sentence}" for sentence in sentences]
    return notes


SUMMARY = ""
PAGES: Mapping[str, Page] = {
    SUMMARY: Page("Summary", "board/summary.html", summary, of_groups=True),
    "groups": Page("Groups", "board/groups.html", groups, of_groups=True),
    "places": Page("Places", "board/places.html", places, of_groups=True),
    "questions": Page("Every question", "board/questions.html", questions, of_groups=True),
    "written": Page("Written views", "board/written.html", written),
    "people": Page("Who replied", "board/people.html", people),
    "surveys": Page("Other surveys", "board/others.html", surveys),
    "method": Page("How it is worked out", "board/method.html", method),
}
OF_SUPPORT, OF_OTHERS = frozenset({"groups", "places"}), "surveys"


def pages_of(place: StaffSurvey) -> Mapping[str, Page]:
    """Support by group where support is asked for, other surveys where the proposal names them, and the rest."""
    gone = set() if place.primary else set(OF_SUPPORT)
    if OF_OTHERS not in place.listing.proposal.evidence:
        gone.add(OF_OTHERS)
    return {name: page for name, page in PAGES.items() if name not in gone}
