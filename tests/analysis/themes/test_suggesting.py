"""Suggestions account for every text, keep sides apart and are not made of what says nothing."""

from collections import Counter

import pytest

from analysis.themes import ENGINES
from analysis.themes.discovery import Discovery, Request
from analysis.themes.nonanswers import NO_WORDS, NOTHING, SILENT, kind_of
from analysis.themes.suggesting import Written, suggest
from tests.analysis.themes.samples import by_subject

ENGINE = ENGINES["tfidf_nmf"]


def written(number: int, side: str = "", start: int = 0) -> list[Written]:
    texts, _ = by_subject(number, seed=start)
    return [Written(start + place, words, side) for place, (_, words) in enumerate(texts)]


def accounted_for(found: Discovery) -> list[int]:
    return sorted({*found.assignments["id"]} | {text.id for text in found.unprocessed})


def test_opposite_views_are_never_in_one_theme() -> None:
    texts = written(120, "support") + written(80, "oppose", 1000)
    found = suggest(ENGINE, texts, Request())
    side_of = {text.id: text.side for text in texts}
    for text, theme in found.assignments[["id", "theme"]].itertuples(index=False):
        assert side_of[text] == found.themes[theme].side
    assert {theme.side for theme in found.themes} == {"support", "oppose"}
    assert [theme.size for theme in found.themes] == sorted((t.size for t in found.themes), reverse=True)


def test_what_says_nothing_is_counted_and_is_no_theme() -> None:
    nothing = ["No.", "did not answer", "n/a", "Nothing else, thanks", "???", ""] * 20
    texts = written(60) + [Written(1000 + place, words) for place, words in enumerate(nothing)]
    found = suggest(ENGINE, texts, Request())
    assert accounted_for(found) == sorted(text.id for text in texts)
    assert found.assignments["id"].max() < 1000
    reasons = Counter(text.reason for text in found.unprocessed if text.id >= 1000)
    assert reasons == {NOTHING: 40, SILENT: 40, NO_WORDS: 40}


def test_a_letter_sent_often_makes_no_more_themes_and_is_counted_as_often_as_it_was_sent() -> None:
    texts = written(120)
    copies = [Written(1000 + place, texts[0].words) for place in range(400)]
    alone, flooded = suggest(ENGINE, texts, Request()), suggest(ENGINE, texts + copies, Request())
    assert {theme.words for theme in flooded.themes} == {theme.words for theme in alone.themes}
    assert flooded.assignments["id"].ge(1000).sum() >= 400
    assert sum(theme.size for theme in flooded.themes) == len(flooded.assignments)


def test_progress_never_goes_back_from_one_side_to_the_next() -> None:
    seen: list[float] = []
    suggest(ENGINE, written(60, "support") + written(60, "oppose", 1000), Request(progress=seen.append))
    assert seen == sorted(seen)
    assert seen[-1] == 1


def test_nobody_wrote() -> None:
    assert suggest(ENGINE, [], Request()).themes == ()
    found = suggest(ENGINE, [Written(1, "none")], Request())
    assert [(text.id, text.reason) for text in found.unprocessed] == [(1, NOTHING)]


@pytest.mark.parametrize(
    "words",
    [
        "No cameras",
        "I do not know who is watched",
        "Fine them",
        "Yes, if it finds children",
        "See how it fails",
        "Хорошо",
        "否",
    ],
)
def test_short_reasons_are_reasons(words: str) -> None:
    assert kind_of(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "I don’t know",
        "Don't know really",
        "see above",
        "As per my previous answer",
        "xxxx",
        "zzzzz",
        "!!!",
        "YES",
        "Ok.",
    ],
)
def test_these_are_none(words: str) -> None:
    assert kind_of(words)
