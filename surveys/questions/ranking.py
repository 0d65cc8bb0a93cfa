"""Ranking: an order given by numbers, without dragging; it may be left incomplete."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, ClassVar, Self

from wtforms import Field

from surveys.conditions import Values
from surveys.questions.base import SECONDS_PER_PICK, Common, PlaceLookup, Question, no_places
from surveys.questions.fields import Listed, Sound, checkboxes, selected
from surveys.questions.options import Options, choices_of, read_options, texts_of, yes_no
from surveys.questions.properties import Property, answers
from surveys.reading.reader import Reader
from surveys.variables import NO, YES, Stored, Value, Variable

Ranks = dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Ranking(Question[Ranks | str]):
    """A select of ranks for each item, or one answer instead of any order, like "None would be enough".

    One rank variable for each item, and one yes/no variable for each answer that stands instead.
    """

    kind: ClassVar[str] = "ranking"
    called: ClassVar[str] = "Put in an order"
    properties: ClassVar[tuple[Property, ...]] = (
        answers("items", "What is put in an order", as_names=True),
        Property(
            name="most", form="number", label="How many can be ranked", hint="All, if you leave it empty."
        ),
        answers("instead", "Answers instead of an order", as_names=True, needed=False),
    )

    items: Options
    most: int
    instead: Options = ()

    @classmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        items = read_options(reader, "items", as_names=True)
        instead = read_options(reader, "instead", as_names=True) if reader.has("instead") else ()
        most = reader.number("most", len(items))
        if not isinstance(most, int) or not 1 <= most <= max(len(items), 1):
            reader.note("“most” must be a whole number from 1 to the number of items.")
        return cls(**common, items=items, most=int(most), instead=instead)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        return choices_of((*self.items, *self.instead))

    @cached_property
    def instead_field(self) -> str:
        return f"{self.name}-instead"

    def variable_name(self, code: str) -> str:
        return f"{self.name}_{code}"

    def field_name(self, item: str) -> str:
        return f"{self.name}-{item}"

    def variables(self) -> tuple[Variable, ...]:
        ranks = tuple(Value(str(rank), self.say("rank", rank=rank)) for rank in range(1, self.most + 1))
        return tuple(
            Variable(
                name=self.variable_name(option.code),
                label=option.label,
                scale="rank" if option in self.items else "binary",
                values=ranks if option in self.items else yes_no(self.language),
                question=self.name,
            )
            for option in (*self.items, *self.instead)
        )

    def fields(self, _find_place: PlaceLookup = no_places, /) -> dict[str, Field]:
        ranks = {str(rank): str(rank) for rank in range(1, self.most + 1)}
        listed = Listed(ranks, self.say("rank_listed", last=self.most))
        fields = {
            self.field_name(item.code): selected(
                item.label, ranks, [listed, Sound(partial(self._item_problem, item.code))]
            )
            for item in self.items
        }
        if self.instead:
            instead = choices_of(self.instead)
            checks = [Listed(instead, self.say("select_listed")), Sound(self._instead_problem)]
            fields[self.instead_field] = checkboxes(self.title, instead, checks)
        return fields

    def _item_problem(self, item: str, data: Mapping[str, Any]) -> str | None:
        ranks = self._ranks(data)
        if not ranks and not data.get(self.instead_field) and item == self.items[0].code:
            return self.when_missing("rank_any") or None
        if item not in ranks:
            return None
        before = list(ranks.values())[: list(ranks).index(item)]
        if ranks[item] in before:
            return self.say("rank_tie", rank=ranks[item])
        return self._gap(ranks) if ranks[item] == max(ranks.values()) else None

    def _gap(self, ranks: Ranks) -> str | None:
        """Find a rank left out; it is said once, at the item with the last rank."""
        unused = next((rank for rank in range(1, max(ranks.values())) if rank not in ranks.values()), None)
        return None if unused is None else self.say("rank_gap", rank=unused)

    def _instead_problem(self, data: Mapping[str, Any]) -> str | None:
        picked = data.get(self.instead_field) or ()
        if not picked or (len(set(picked)) == 1 and not self._ranks(data)):
            return None
        key = "rank_or" if self._ranks(data) else "select_exclusive"
        return self.say(key, option=self.labels.get(picked[0], ""))

    def _ranks(self, data: Mapping[str, Any]) -> Ranks:
        """Read the ranks in the order of the items; what is not a rank is left to the field to refuse."""
        typed = {item.code: str(data.get(self.field_name(item.code)) or "") for item in self.items}
        allowed = {str(rank): rank for rank in range(1, self.most + 1)}
        return {item: allowed[rank] for item, rank in typed.items() if rank in allowed}

    def answer(self, data: Mapping[str, Any], /) -> Ranks | str | None:
        picked = data.get(self.instead_field)
        return str(picked[0]) if picked else self._ranks(data) or None

    def form_data(self, answer: Ranks | str, /) -> dict[str, Any]:
        if isinstance(answer, str):
            return {self.instead_field: [answer]}
        return {self.field_name(item): str(rank) for item, rank in answer.items()}

    def encode(self, answer: Ranks | str, /) -> dict[str, Stored]:
        instead = {option.code: self.variable_name(option.code) for option in self.instead}
        ranks = {} if isinstance(answer, str) else answer
        stored: dict[str, Stored] = {self.variable_name(i): r for i, r in ranks.items() if i in self.labels}
        if not stored and answer not in instead:
            return {}
        return stored | {variable: YES if code == answer else NO for code, variable in instead.items()}

    def decode(self, values: Values, /) -> Ranks | str | None:
        for option in self.instead:
            if values.get(self.variable_name(option.code)) == YES:
                return option.code
        stored = {item.code: values.get(self.variable_name(item.code)) for item in self.items}
        return {item: int(rank) for item, rank in stored.items() if rank is not None} or None

    def possible(self, values: Mapping[str, Stored | None], /) -> bool:
        """Refuse ties, and ranks beside an answer that stands instead of them."""
        ranks = [rank for rank in values.values() if rank not in {YES, NO, None}]
        instead = list(values.values()).count(YES)
        return len(set(ranks)) == len(ranks) and (instead + bool(ranks)) <= 1

    def words(self, answer: Ranks | str, /) -> tuple[str, ...]:
        if isinstance(answer, str):
            return (self.labels.get(answer, answer),)
        ranked = sorted(answer.items(), key=lambda pair: pair[1])
        return tuple(f"{rank}. {self.labels.get(item, item)}" for item, rank in ranked)

    def reading(self) -> tuple[str, ...]:
        return texts_of((*self.items, *self.instead))

    @property
    def effort(self) -> float:
        return SECONDS_PER_PICK * self.most
