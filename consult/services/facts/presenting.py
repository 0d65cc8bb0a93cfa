"""Accuracy evidence as pages show it: what was counted in words, exact ranges, icon arrays, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.evidence.icons import Marked, draw_icons, icons_for
from analysis.evidence.register import Entry
from analysis.evidence.scorecard import gaps_of_entry
from consult.services.facts.reading import FactView, entry_of

NOT_COUNTED = ": not counted."
SETTINGS = {"street": "used in the street", "laboratory": "a test under set conditions"}
COUNT_WORDS = {
    "faces": ("face", "faces"),
    "alerts": ("alert", "alerts"),
    "false_alerts": ("wrong alert", "wrong alerts"),
    "listed": ("person on the list walked past", "people on the list walked past"),
    "missed": ("of them missed", "of them missed"),
}


@dataclass(frozen=True, slots=True)
class Icons:
    """A share as a picture; `sentence` says what it shows."""

    title: str
    sentence: str
    picture: str


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What was counted of everybody or of one group, and the rates that follow."""

    label: str
    counts: str
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class EntryView:
    """One body of evidence, ready to be read."""

    entry: Entry
    fact: FactView
    setting: str
    figures: list[GroupFigures]
    icons: list[Icons]
    missing: tuple[str, ...]


def present_entry(fact: FactView) -> EntryView:
    """Needs no numbers library: the ranges were computed when the entry was saved."""
    entry = entry_of(fact)
    counts = [entry.counts, *(group.counts for group in entry.groups)]
    labels = ["All people", *(group.label for group in entry.groups)]
    figures = []
    for label, counted, found in zip(labels, counts, fact.shown["accuracies"], strict=True):
        told = [sentence for sentence in found["sentences"] if not sentence.endswith(NOT_COUNTED)]
        numbers = {name: getattr(counted, name) for name in COUNT_WORDS}
        if counted is not entry.counts and entry.counts.false_alerts and counted.false_alerts is not None:
            told.append(_share_of_wrong(numbers.pop("false_alerts") or 0, entry.counts.false_alerts))
        figures.append(GroupFigures(label, count_words(numbers), told))
    return EntryView(
        entry=entry,
        fact=fact,
        setting=SETTINGS[entry.setting],
        figures=figures,
        icons=_icons(fact.shown["accuracies"][0]),
        missing=gaps_of_entry(entry),
    )


def count_words(numbers: Mapping[str, int | None]) -> str:
    """As in "3,147,436 faces, 2,077 alerts, 10 wrong alerts"; nothing where nothing was counted."""
    return ", ".join(
        f"{count:,} {COUNT_WORDS[name][count != 1]}" for name, count in numbers.items() if count is not None
    )


def _share_of_wrong(count: int, of: int) -> str:
    were = "was" if count == 1 else "were"
    return f"Of the {of:,} wrong alerts, {count:,} {were} about people of this group."


def _icons(everybody: dict[str, Any]) -> list[Icons]:
    """The two denominators, each as an array of its own size; what is too rare for an icon is only said."""
    drawn = []
    for name, things in (("per_face", "faces"), ("per_alert", "alerts")):
        rate = everybody[name]
        if rate is not None:
            total = icons_for(rate["p"])
            drawn.append(_draw(things, round(rate["p"] * total), total))
    return drawn


def _draw(things: str, marked: int, total: int) -> Icons:
    title = f"Wrong alerts among all {things}"
    if marked == 0:
        rare = (
            f"Fewer than 1 wrong alert in {total:,} {things}: too rare for a picture of {total:,} {things}."
        )
        return Icons(title, rare, "")
    sentence = f"About {marked:,} wrong {'alert' if marked == 1 else 'alerts'} in {total:,} {things}."
    rest = "Faces without one" if things == "faces" else "Right alerts"
    return Icons(title, sentence, draw_icons([Marked("Wrong alerts", marked)], total, rest, sentence))
