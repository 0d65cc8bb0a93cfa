import numpy as np
from scipy.sparse import csr_array

from analysis.themes.labels import collocations, distinctive, label, top_words
from analysis.themes.quotes import representative


def test_words_of_one_theme_set_it_apart() -> None:
    often = csr_array(np.array([[8.0, 1, 5], [0, 9, 5]]))
    scores = distinctive(often)
    assert scores[0].argmax() == 0
    assert scores[1].argmax() == 1


def test_words_are_not_repeated() -> None:
    scores = np.array([3.0, 2.0, 1.0, 0.0])
    assert top_words(scores, ["wrong alerts", "alerts", "harm", "other"]) == ("wrong alerts", "harm")


def test_collocations_are_words_that_belong_together() -> None:
    texts = [
        "a wrong alert harms",
        "the wrong alert again",
        "one wrong alert",
        "harms others",
        "is a wrong idea",
    ]
    assert collocations(texts) == ["wrong alert"]


def test_a_label_uses_collocations() -> None:
    assert label(["alerts", "cost", "wrong", "harm"], ["wrong alert"]) == "Wrong alert, cost, harm"
    assert label([], []) == ""


def test_quotes_are_near_and_different() -> None:
    rows = csr_array(np.array([[1.0, 0], [1, 0], [0.6, 0.8], [0, 1]]))
    nearness = np.array([0.95, 0.94, 0.9, 0.3])
    assert representative(rows, nearness, 2).tolist() == [0, 2]
    assert len(representative(rows, nearness, 9)) == 4
