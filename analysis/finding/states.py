"""The five things a finding can be; the words for them are in `sentences`."""

from typing import Literal

State = Literal["open", "too_little", "majority_support", "majority_opposition", "not_settled"]

OPEN: State = "open"
TOO_LITTLE: State = "too_little"
NOT_SETTLED: State = "not_settled"
MAJORITY: dict[str, State] = {"support": "majority_support", "oppose": "majority_opposition"}
"""The majority of each side; the rule asks for support first."""
