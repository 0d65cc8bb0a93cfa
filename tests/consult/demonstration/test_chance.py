import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from consult.demonstration.chance import pick, pick_one, pick_several
from tests.consult.demonstration.comparing import largest_gap, shares

SEEDS = st.integers(0, 2**32)
WEIGHTS = st.dictionaries(st.text(), st.floats(0.001, 100), min_size=1)


@given(WEIGHTS, SEEDS)
def test_what_is_picked_was_offered(weights: dict[str, float], seed: int) -> None:
    rng = np.random.default_rng(seed)
    assert pick(weights, rng) in weights
    assert pick_one(list(weights), rng) in weights


@given(WEIGHTS, SEEDS)
def test_several_are_different_ones(weights: dict[str, float], seed: int) -> None:
    picked = pick_several(list(weights), len(weights), np.random.default_rng(seed))
    assert sorted(picked) == sorted(weights)


def test_things_are_picked_as_often_as_their_weights_say() -> None:
    rng = np.random.default_rng(1)
    found = shares(pick({"a": 1, "b": 6, "c": 3}, rng) for _ in range(10_000))
    assert largest_gap(found, {"a": 0.1, "b": 0.6, "c": 0.3}) < 0.02


def test_what_has_no_weight_is_never_picked() -> None:
    rng = np.random.default_rng(1)
    assert {pick({"never": 0.0, "always": 1.0, "nor": 0.0}, rng) for _ in range(1_000)} == {"always"}
