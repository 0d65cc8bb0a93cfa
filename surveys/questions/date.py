"""Date: a day, a month and a year in three boxes, counted by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any, ClassVar, Self

from wtforms import Field

from surveys.conditions import Values
from surveys.questions.base import SECONDS_PER_PICK, Common, PlaceLookup, Question, no_places
from surveys.questions.fields import Line, Sound
from surveys.questions.properties import Property
from surveys.reading.dates import read_parts
from surveys.reading.reader import Reader
from surveys.variables import Stored, Value, Variable

PARTS = ("day", "month", "year")
MOST_YEARS = 150


@dataclass(frozen=True, kw_only=True)
class Date(Question[str]):
    """One date between two others, kept as an ISO date."""

    kind: ClassVar[str] = "date"
    called: ClassVar[str] = "A date"
    properties: ClassVar[tuple[Property, ...]] = (
        Property(name="earliest", form="day", label="Earliest date", needed=True),
        Property(name="latest", form="day", label="Latest date", needed=True),
    )

    earliest: date
    latest: date

    @classmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        earliest, latest = reader.date("earliest"), reader.date("latest")
        if not 0 <= latest.year - earliest.year <= MOST_YEARS or earliest > latest:
            reader.note(f"“latest” must be after “earliest”, by at most {MOST_YEARS} years.")
        return cls(**common, earliest=earliest, latest=latest)

    @cached_property
    def field_names(self) -> Mapping[str, str]:
        return {part: f"{self.name}-{part}" for part in PARTS}

    def variables(self) -> tuple[Variable, ...]:
        years = range(self.earliest.year, self.latest.year + 1)
        variable = Variable(
            name=self.name,
            label=self.label,
            scale="interval",
            values=tuple(Value(str(year), str(year)) for year in years),
            question=self.name,
            edges=(*map(float, years), float(self.latest.year + 1)),
        )
        return (variable,)

    def fields(self, _find_place: PlaceLookup = no_places, /) -> dict[str, Field]:
        return {
            field: Line(self.say(part), [Sound(partial(self._problem_at, part))])
            for part, field in self.field_names.items()
        }

    def _problem_at(self, part: str, data: Mapping[str, Any]) -> str | None:
        at, message = self._problem(data)
        return message if at == part else None

    def _problem(self, data: Mapping[str, Any]) -> tuple[str, str | None]:
        """Find the box that a problem is shown at, and the message."""
        typed = self._typed(data)
        empty = [part for part in PARTS if not typed[part]]
        if len(empty) == len(PARTS):
            return "day", self.when_missing("date_needed") or None
        if empty:
            return empty[0], self.say("date_part", part=self.say(empty[0]).lower())
        found = self._read(typed)
        if found is None:
            return "day", self.say("date_real")
        if not self.earliest <= found <= self.latest:
            low, high = self._in_words(self.earliest), self._in_words(self.latest)
            return "day", self.say("date_range", low=low, high=high)
        return "day", None

    def _typed(self, data: Mapping[str, Any]) -> dict[str, str]:
        return {part: str(data.get(field) or "") for part, field in self.field_names.items()}

    def _read(self, typed: Mapping[str, str]) -> date | None:
        return read_parts(typed["day"], typed["month"], typed["year"], self.language)

    def answer(self, data: Mapping[str, Any], /) -> str | None:
        found = self._read(self._typed(data))
        return None if found is None else found.isoformat()

    def form_data(self, answer: str, /) -> dict[str, Any]:
        day = date.fromisoformat(answer)
        return {field: str(getattr(day, part)) for part, field in self.field_names.items()}

    def encode(self, answer: str, /) -> dict[str, Stored]:
        known = self.earliest.isoformat() <= answer <= self.latest.isoformat()
        return {self.name: answer} if known else {}

    def decode(self, values: Values, /) -> str | None:
        stored = values.get(self.name)
        return None if stored is None else str(stored)

    def words(self, answer: str, /) -> tuple[str, ...]:
        return (self._in_words(date.fromisoformat(answer)),)

    def _in_words(self, day: date) -> str:
        month = self.say("months").split()[day.month - 1]
        return f"{day.day} {month} {day.year}"

    def reading(self) -> tuple[str, ...]:
        return tuple(self.say(part) for part in PARTS)

    @property
    def effort(self) -> float:
        return SECONDS_PER_PICK * len(PARTS)
