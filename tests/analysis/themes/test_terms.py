import numpy as np
import pytest

from analysis.themes.terms import count_terms, likeness, weighted, widened
from analysis.themes.words import tokenise

TEXTS = ["wrong alerts harm people", "wrong alerts again", "alerts harm", "privacy matters", "privacy counts"]


def test_single_words_and_pairs_are_counted() -> None:
    terms = count_terms(tokenise(TEXTS))
    assert set(terms.names) == {"wrong", "alerts", "harm", "privacy", "wrong alerts", "alerts harm"}
    column = terms.names.index("wrong alerts")
    assert terms.counts.toarray()[:, column].tolist() == [1, 1, 0, 0, 0]


def test_pairs_do_not_reach_over_the_end_of_a_text() -> None:
    terms = count_terms(tokenise(["harm privacy", "harm", "privacy harm", "privacy", "harm privacy"]))
    assert "privacy harm" not in terms.names


def test_words_in_too_many_texts_are_left_out() -> None:
    terms = count_terms(tokenise(["camera street"] * 30 + ["street market"] * 9 + ["park bench"] * 61))
    assert "market" in terms.names
    assert "camera" not in terms.names


def test_rows_have_length_one() -> None:
    weights = weighted(count_terms(tokenise(TEXTS)))
    assert np.linalg.norm(weights.toarray(), axis=1) == pytest.approx(np.ones(len(TEXTS)))


def test_likeness_is_between_words_of_the_same_texts() -> None:
    terms = count_terms(tokenise(TEXTS))
    alike = likeness(weighted(terms)).toarray()
    wrong, alerts, privacy = (terms.names.index(name) for name in ("wrong", "alerts", "privacy"))
    assert alike[wrong, alerts] > 0.1
    assert alike[wrong, privacy] == 0
    assert not alike.diagonal().any()


def test_widening_brings_texts_with_related_words_together() -> None:
    weights = weighted(
        count_terms(tokenise(["harm wrong", "wrong alerts", "wrong alerts", "alerts street", "harm"]))
    )
    wide = widened(weights, likeness(weights)).toarray()
    plain = weights.toarray()
    assert plain[0] @ plain[3] == 0
    assert wide[0] @ wide[3] > 0


def test_no_text_gives_no_term() -> None:
    terms = count_terms(tokenise([]))
    assert terms.counts.shape == (0, 0)
    assert terms.names == ()
