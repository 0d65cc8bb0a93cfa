"""What the board must know of a survey: its questions, and the columns its answers are counted in."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VariableInfo:
    """A counted variable: `codes` are its value columns in order, `outside` those off the scale.

    `sided`: the ends of an ordered scale are for and against something.
    """

    name: str
    label: str
    scale: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    outside: frozenset[str]
    edges: tuple[float, ...] = ()
    sided: bool = False


@dataclass(frozen=True, slots=True)
class QuestionInfo:
    """A closed question with its variables, and the tests of the consultation that it serves.

    `correct` is the right answer where it asks what was understood; `label` is what the question is called where
    its title is not enough to know it by. `of_all` is false where earlier answers decide whether it is asked.
    """

    name: str
    title: str
    tests: tuple[str, ...]
    variables: tuple[VariableInfo, ...]
    correct: str = ""
    label: str = ""
    of_all: bool = True


@dataclass(frozen=True, slots=True)
class Material:
    """`columns` maps variables to their places in a row of counts, `states` the primary item's columns by state."""

    questions: tuple[QuestionInfo, ...]
    columns: Mapping[str, slice]
    primary: str
    states: Mapping[str, tuple[int, ...]]
