import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.demonstration.slips import SLIPS, drop_letter, make_slips, swap_letters

TEXT = "The officers asked everybody, even my neighbour's dog."


@given(st.sampled_from(list(SLIPS)), st.integers(0, 1_000))
def test_a_slip_leaves_nearly_everything_as_it_was(slip: object, seed: int) -> None:
    assert callable(slip)
    typed = slip(TEXT, np.random.default_rng(seed))
    assert abs(len(typed) - len(TEXT)) <= 2
    assert len(set(typed.lower().split()) - set(TEXT.lower().split())) <= 2


@given(st.text("abc .'", min_size=2, max_size=12), st.integers(0, 1_000))
def test_short_texts_survive(text: str, seed: int) -> None:
    assert len(make_slips(text, np.random.default_rng(seed))) <= len(text) + 2


@pytest.mark.parametrize(("slip", "letters"), [(swap_letters, 0), (drop_letter, 1)])
def test_a_long_word_is_mistyped(slip: object, letters: int) -> None:
    assert callable(slip)
    typed = [slip(TEXT, np.random.default_rng(seed)) for seed in range(20)]
    assert all(len(text) == len(TEXT) - letters for text in typed)
    assert sum(text != TEXT for text in typed) > 15
    assert all(text.startswith("The ") and " even my " in text for text in typed)


def test_most_people_make_none() -> None:
    typed = [make_slips(TEXT, np.random.default_rng(seed)) for seed in range(400)]
    assert 0.65 < typed.count(TEXT) / 400 < 0.85
