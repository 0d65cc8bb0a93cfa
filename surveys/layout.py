"""Layout: the fixed order of the counters that a survey's responses are added up in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from surveys.questionnaire import Questionnaire
from surveys.variables import Stored, Variable

RESPONSES = "n"


@dataclass(frozen=True, slots=True)
class Block:
    """The counters of one variable: one for each of its values, from `start` on."""

    variable: Variable
    start: int

    @property
    def stop(self) -> int:
        return self.start + len(self.variable.values)


@dataclass(frozen=True)
class Layout:
    """Counter 0 counts responses; then follow the values of each counted variable."""

    blocks: tuple[Block, ...]

    @cached_property
    def size(self) -> int:
        return self.blocks[-1].stop if self.blocks else 1

    @cached_property
    def columns(self) -> Mapping[str, slice]:
        """The counters of each variable by its name, and those of responses as "n"."""
        return {RESPONSES: slice(0, 1)} | {
            block.variable.name: slice(block.start, block.stop) for block in self.blocks
        }

    @cached_property
    def by_variable(self) -> Mapping[str, Block]:
        return {block.variable.name: block for block in self.blocks}


def slots(questionnaire: Questionnaire) -> Layout:
    """Lay out the counters of a questionnaire."""
    blocks: list[Block] = []
    for variable in questionnaire.counted:
        blocks.append(Block(variable, blocks[-1].stop if blocks else 1))
    return Layout(tuple(blocks))


def positions(layout: Layout, values: Mapping[str, Stored]) -> list[int]:
    """Give the counters to add 1 to for the values of one response."""
    found = [0]
    for name, stored in values.items():
        block = layout.by_variable.get(name)
        slot = None if block is None else block.variable.slot(stored)
        if block is not None and slot is not None:
            found.append(block.start + slot)
    return found
