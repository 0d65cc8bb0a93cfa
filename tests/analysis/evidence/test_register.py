"""The register reads what was counted, refuses what contradicts itself, and never claims more than it holds."""

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from analysis.documents import DocumentRefused, to_document
from analysis.evidence.register import (
    Counts,
    Entry,
    GroupCounts,
    Register,
    figures_of_others,
    parse_register,
    standing,
)

ENTRY = Entry(
    code="a",
    title="A",
    supplier="S",
    version="1",
    tester="T",
    setting="street",
    period="2026",
    counts=Counts(faces=1000, alerts=20, false_alerts=5, listed=30, missed=4),
    source="A report",
    day=date(2026, 5, 1),
)


def group(label: str, **counts: int) -> GroupCounts:
    return GroupCounts(label, Counts(**counts))


def test_figures_of_others_name_source_day_and_setting() -> None:
    register = figures_of_others()
    assert register.entries
    assert not register.own
    for entry in register.entries:
        assert entry.source
        assert entry.day <= date(2026, 12, 31)
    assert parse_register(json.loads(json.dumps(to_document(register)))) == register


@pytest.mark.parametrize("name", ["figures_of_others.json", "five_tests.json"])
def test_data_files_are_json(name: str) -> None:
    assert json.loads((files("analysis.evidence") / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"faces": -1}, "negative"),
        ({"alerts": 3, "false_alerts": 4}, "more wrong alerts than alerts"),
        ({"faces": 3, "alerts": 4}, "more alerts than faces"),
        ({"faces": 3, "false_alerts": 4}, "more wrong alerts than faces"),
        ({"listed": 3, "missed": 4}, "nobody can be missed"),
    ],
)
def test_counts_that_contradict_are_refused(counts: dict[str, int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Counts(**counts)


def test_groups_may_overlap_but_none_is_larger_than_all() -> None:
    groups = [group("Men", faces=600), group("Women", faces=400), group("Black people", faces=300)]
    assert replace(ENTRY, groups=tuple(groups)).groups[2].label == "Black people"
    with pytest.raises(ValueError, match="“Men” has more than all: wrong alerts"):
        replace(ENTRY, groups=(group("Men", false_alerts=6),))


def test_all_mistakes_of_a_register_are_named_with_their_places() -> None:
    document = to_document(Register((ENTRY, ENTRY)))
    document["entries"][0]["setting"] = "somewhere"
    document["entries"][1]["counts"]["missed"] = 31
    document["entries"][1]["found_rate"] = 1.5
    with pytest.raises(DocumentRefused) as refused:
        parse_register(document)
    places = [problem.place for problem in refused.value.problems]
    assert places == ["entries, 1, setting", "entries, 2, counts, missed"]


@pytest.mark.parametrize("rate", [-0.1, 1.1])
def test_a_rate_is_a_share(rate: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        replace(ENTRY, false_rate=rate)


def test_how_far_the_evidence_speaks_for_the_place() -> None:
    others = Register((ENTRY,))
    assert standing(others, "Kent") == (
        "No system has been chosen yet: these are figures of others. Kent’s own are required before use."
    )
    chosen = replace(others, system="System X")
    assert standing(chosen, "Kent").startswith("System X has been chosen, but these are figures of others.")
    own = replace(chosen, entries=(ENTRY, replace(ENTRY, own=True)))
    assert standing(own, "Kent") == "1 of 2 entries are about System X in Kent."
