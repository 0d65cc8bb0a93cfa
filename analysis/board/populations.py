"""Whose replies are shown together: people chosen in one way, and apart from them all who chose to reply."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.vocabulary import CHOSE, CHOSEN

WHO = "who"


@dataclass(frozen=True, slots=True)
class Population:
    """All ways of being reached (their codes) whose replies are published as one; no reply is in two populations.

    So no figure of one, less a figure of another, is the figure of a third. `code` is the kind of way by which
    people were chosen, or CHOSE.
    """

    code: str
    arms: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key of everybody in it."""
        return f"{WHO}={self.code}"

    @property
    def chosen(self) -> bool:
        """Whether its people were chosen by chance, so that weights and likely ranges mean something."""
        return self.code != CHOSE


def populations(kinds: Mapping[str, str]) -> tuple[Population, ...]:
    """The populations of ways by code (`kinds` maps them to what kind they are), those chosen by chance first."""
    arms: dict[str, list[str]] = {code: [] for code in (*CHOSEN, CHOSE)}
    for arm, kind in kinds.items():
        arms[population_of(kind)].append(arm)
    return tuple(Population(code, tuple(held)) for code, held in arms.items() if held)


def population_of(kind: str) -> str:
    """The code of the population that replies by ways of a kind belong to."""
    return kind if kind in CHOSEN else CHOSE
