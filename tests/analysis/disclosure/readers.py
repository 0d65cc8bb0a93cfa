"""A reader who has everything ever let out, by all exits, and solves for what he may not know.

Unknown are the replies by way, district, ethnic group and answer at each time something was let out. The reader
knows how many replies there were, the exact sizes of groups on the board, all rounding rules, that replies only
come while it is open, and how many were taken back later.
"""

from dataclasses import dataclass, field
from itertools import product
from math import ceil, floor

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from analysis.arrays import FloatArray
from analysis.disclosure.rules import RULES
from tests.analysis.disclosure.attack import reach

Group = dict[str, str]
FUZZ = 1e-6
SOLVED, UNBOUNDED = 0, 3
FAR = 1e6


@dataclass
class Reader:
    """Linear constraints on the counts x[time, cell, answer]; `cells` says what kind of person each cell is."""

    cells: list[Group]
    answers: int
    times: int
    rows: list[FloatArray] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)

    def pick(self, time: int, group: Group, answers: tuple[int, ...]) -> FloatArray:
        """Which unknowns make up the replies of a group with some answers at a time."""
        chosen = np.zeros((self.times, len(self.cells), self.answers))
        for at, cell in enumerate(self.cells):
            if group.items() <= cell.items():
                chosen[time, at, list(answers)] = 1
        return chosen.ravel()

    def learn(self, aim: FloatArray, low: float, high: float = np.inf) -> None:
        self.rows.append(aim)
        self.lows.append(low)
        self.highs.append(high)

    def learn_rounded(self, aim: FloatArray, shown: float) -> None:
        self.learn(aim, *reach(shown, RULES))

    def learn_order(self, earlier: int, later: int) -> None:
        """Nobody leaves from one time to the next."""
        for group, answer in product(self.cells, range(self.answers)):
            aim = self.pick(later, group, (answer,)) - self.pick(earlier, group, (answer,))
            self.learn(aim, 0)

    def interval(self, aim: FloatArray) -> tuple[int, int]:
        """The least and the most that a sum of unknowns can be."""
        known = LinearConstraint(csr_array(np.array(self.rows)), np.array(self.lows), np.array(self.highs))
        ends = [milp(sign * aim, constraints=known) for sign in (1, -1)]
        assert all(end.status in {SOLVED, UNBOUNDED} for end in ends), (
            "what the reader knows contradicts itself"
        )
        low, high = (-FAR if end.fun is None else end.fun for end in ends)
        return ceil(low - FUZZ), floor(FUZZ - high)


def given_away(low: int, high: int) -> bool:
    """Whether a small number can be told to be one, and narrowed to less than anything from 1 to 9.

    The rule of `analysis.disclosure.steps`: that it is small is all that a withheld figure says, too.
    """
    least = RULES.minimum
    small = (low > 0 and high < least) or (high < 0 and low > -least)
    return small and high - low < least - 2
