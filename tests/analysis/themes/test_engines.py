"""What every engine owes the people who review its suggestions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_mutual_info_score

from analysis.themes import ENGINES
from analysis.themes.discovery import MOST_THEMES, Discovery, Engine, Request, Text, number_of_themes
from analysis.themes.tfidf_nmf import NO_THEME, NOTHING_SHARED, TOO_FEW, TOO_SHORT
from tests.analysis.themes.samples import by_subject

EVERY_ENGINE = pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
WORDS = st.sampled_from(["cost", "privacy", "crime", "street", "camera", "not", "the", "Ω", "12", ""])
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=30).map(
    lambda found: list(enumerate(found))
)


def accounted_for(found: Discovery) -> list[int]:
    return sorted([*set(found.assignments["id"]), *(text.id for text in found.unprocessed)])


@EVERY_ENGINE
def test_subjects_are_found(engine: Engine) -> None:
    texts, subjects = by_subject(240)
    assigned = engine(texts, Request(themes=3)).assignments
    found = assigned[assigned["main"]].set_index("id")["theme"]
    guessed = [found.get(identity, -1) for identity, _ in texts]
    assert adjusted_mutual_info_score(subjects, guessed) > 0.8


@EVERY_ENGINE
@settings(max_examples=40, deadline=None)
@given(texts=TEXTS)
def test_no_text_is_lost(engine: Engine, texts: list[Text]) -> None:
    found = engine(texts, Request())
    assert accounted_for(found) == [identity for identity, _ in texts]
    assert all(text.reason for text in found.unprocessed)
    assert found.assignments["theme"].isin(range(len(found.themes))).all()
    assert not found.assignments.duplicated(["id", "theme"]).any()
    assert found.assignments.groupby("id")["main"].sum().eq(1).all()
    assert found.assignments["score"].between(0, 1 + 1e-6).all()


@EVERY_ENGINE
def test_a_search_can_be_repeated(engine: Engine) -> None:
    texts, _ = by_subject(120)
    one, other = engine(texts, Request(seed=7)), engine(texts, Request(seed=7))
    assert one.themes == other.themes
    assert one.assignments.equals(other.assignments)
    assert (one.seed, one.engine in ENGINES) == (7, True)


@EVERY_ENGINE
def test_themes_are_described(engine: Engine) -> None:
    texts, _ = by_subject(120)
    found = engine(texts, Request(themes=3, quotes=4))
    sizes = found.assignments["theme"].value_counts()
    assert [theme.size for theme in found.themes] == sorted(sizes.tolist(), reverse=True)
    for place, theme in enumerate(found.themes):
        members = set(found.assignments.loc[found.assignments["theme"] == place, "id"])
        assert theme.label.strip()
        assert theme.words
        assert len(set(theme.quotes)) == 4
        assert set(theme.quotes) <= members


@EVERY_ENGINE
def test_a_text_about_two_subjects_is_in_two_themes(engine: Engine) -> None:
    texts, subjects = by_subject(240)
    of = [
        [words for (_, words), kind in zip(texts, subjects, strict=True) if kind == each] for each in range(3)
    ]
    both = [(place, f"{of[place % 3][place]} {of[(place + 1) % 3][place + 5]}") for place in range(30)]
    found = engine([*texts, *both], Request(themes=3)).assignments
    themes = found.groupby("id").size()
    assert themes[themes.index < 30].eq(2).mean() > 0.5
    assert themes[themes.index >= 30].eq(1).all()


@EVERY_ENGINE
def test_progress_runs_to_the_end(engine: Engine) -> None:
    seen: list[float] = []
    engine(by_subject(60)[0], Request(progress=seen.append))
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert len(seen) >= 3


def test_reasons_are_given() -> None:
    texts = [*by_subject(40)[0], (1, "no"), (2, ""), (3, "zebras quietly yodel")]
    found = ENGINES["tfidf_nmf"](texts, Request())
    assert [(text.id, text.reason) for text in found.unprocessed] == [
        (1, TOO_SHORT),
        (2, TOO_SHORT),
        (3, NOTHING_SHARED),
    ]


def test_a_text_that_fits_no_theme_is_given_back() -> None:
    texts = [*by_subject(60)[0], *((place, "zebras quietly yodel songs") for place in range(3))]
    found = ENGINES["tfidf_nmf"](texts, Request(themes=1))
    assert [(text.id, text.reason) for text in found.unprocessed] == [(place, NO_THEME) for place in range(3)]


def test_a_few_texts_are_no_themes() -> None:
    found = ENGINES["tfidf_nmf"]([(1, "wrong alerts"), (2, "wrong alerts")], Request())
    assert found.themes == ()
    assert {text.reason for text in found.unprocessed} == {TOO_FEW}


@pytest.mark.parametrize(
    ("texts", "expected"), [(0, 2), (8, 2), (200, 10), (1_000, 22), (100_000, MOST_THEMES)]
)
def test_the_number_of_themes_follows_the_rule(texts: int, expected: int) -> None:
    assert number_of_themes(texts) == expected
