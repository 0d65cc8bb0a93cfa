"""The alert calculator: what a crowd would set off, by the evidence that is entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.evidence.alerts import (
    Alerts,
    Chance,
    Crowd,
    describe_alerts,
    expect_alerts,
    rate_for_list,
    with_range,
)
from analysis.evidence.icons import Marked, draw_icons
from consult.services.facts.reading import FactView

ICONS = 1000


@dataclass(frozen=True, slots=True)
class Question:
    """So many people walk past, `listed` of them are on a list of `watchlist` people."""

    people: int
    listed: int
    watchlist: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The numbers in a sentence and a table, the alerts as a picture, and what they rest on."""

    sentence: str
    alerts: Alerts
    picture: str
    picture_sentence: str
    notes: tuple[str, ...]
    known: bool


def usable(facts: Sequence[FactView]) -> list[FactView]:
    """The evidence that says how often faces set off a wrong alert."""
    return [fact for fact in facts if _everybody(fact)["per_face"]]


def calculate(facts: Sequence[FactView], question: Question) -> Answer:
    """Raises `LookupError` when the evidence asked for is not there."""
    chosen = next((fact for fact in usable(facts) if fact.code == question.evidence), None)
    if chosen is None:
        raise LookupError(question.evidence)
    false, notes = _false_rate(chosen, question.watchlist)
    found, source = _found_rate(chosen, facts)
    crowd = Crowd(question.people, question.listed / question.people if question.people else 0)
    alerts = expect_alerts(crowd, found or Chance(0, 0, 1), false)
    picture, told = _draw(alerts) if found else ("", "")
    sentence = describe_alerts(crowd, alerts) if found else _only_wrong(question, alerts)
    return Answer(sentence, alerts, picture, told, (*notes, source), found is not None)


def _false_rate(fact: FactView, watchlist: int) -> tuple[Chance, tuple[str, ...]]:
    """Wrong alerts among all faces, carried over to another size of list where the tested one is known."""
    rate, tested = _everybody(fact)["per_face"], fact.document.get("watchlist")
    chance = _chance(rate)
    notes = [] if rate["low"] is not None else [
        "Its source gives no counts, so the range of wrong alerts allows for chance in the crowd only."
    ]  # fmt: skip
    if not tested:
        notes.append("How long the list was is not known, so the size you gave does not change the figures.")
        return chance, tuple(notes)
    ends = (rate_for_list(each, tested, watchlist) for each in (chance.rate, chance.low, chance.high))
    notes.append(
        f"The test had {tested:,} people on the list; the wrong alerts are carried over to {watchlist:,}."
    )
    return Chance(*ends), tuple(notes)


def _found_rate(chosen: FactView, facts: Sequence[FactView]) -> tuple[Chance | None, str]:
    """How often people on the list are found: by the chosen evidence, else by any that counted it."""
    for fact in (chosen, *facts):
        missed = _everybody(fact)["missed"]
        if missed:
            known = _chance(missed)
            title = fact.document["title"]
            words = (
                "this evidence" if fact is chosen else f"“{title}”, as the chosen evidence does not count it"
            )
            return Chance(1 - known.rate, 1 - known.high, 1 - known.low), f"How many are found: from {words}."
    return None, "No evidence here counts how many people on the list are found."


def _chance(rate: dict[str, Any]) -> Chance:
    p = rate["p"]
    return Chance(p, p if rate["low"] is None else rate["low"], p if rate["high"] is None else rate["high"])


def _everybody(fact: FactView) -> dict[str, Any]:
    found: dict[str, Any] = fact.shown["accuracies"][0]
    return found


def _draw(alerts: Alerts) -> tuple[str, str]:
    """A thousand such alerts, the wrong ones marked; nothing where no alert is expected."""
    if alerts.wrong_share is None:
        return "", ""
    wrong = round(alerts.wrong_share * ICONS)
    told = f"Of every 1,000 alerts in such crowds, {_parted(wrong)}."
    return draw_icons([Marked("Wrong alerts", wrong)], ICONS, "Right alerts", told), told


def _parted(wrong: int) -> str:
    """A thousand alerts in words; what rounds to nothing may still happen."""
    if wrong in {0, ICONS}:
        return f"fewer than 1 would be {'right' if wrong else 'wrong'}"
    return f"about {wrong:,} would be wrong and {ICONS - wrong:,} right"


def _only_wrong(question: Question, alerts: Alerts) -> str:
    return (
        f"In a crowd of {question.people:,}, expect: wrong alerts, {with_range(alerts.wrong)}. How many right "
        "alerts there would be is not known."
    )
