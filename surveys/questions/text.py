"""Text: an answer in a person's own words, which never becomes a variable."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from wtforms import Field

from surveys.conditions import Values
from surveys.questions.base import Common, PlaceLookup, Question, no_places
from surveys.questions.fields import Line, Paragraphs, Sound, needed
from surveys.questions.properties import Property
from surveys.reading.reader import Reader
from surveys.variables import Stored
from surveys.writing.counting import count_characters

USUAL_LENGTH = 2_000
GREATEST_LENGTH = 20_000

# Time for a sentence or two. Nobody has to write more, and who does has decided to take the time.
SECONDS_TO_WRITE = 30.0


@dataclass(frozen=True, kw_only=True)
class Text(Question[str]):
    """A text box of one line, or, if it is `long`, of several."""

    kind: ClassVar[str] = "text"
    called: ClassVar[str] = "Words of one’s own"
    properties: ClassVar[tuple[Property, ...]] = (
        Property(name="max", form="number", label="At most so many characters", default=USUAL_LENGTH),
        Property(name="long", form="flag", label="Several lines", default=True),
    )
    is_text: ClassVar[bool] = True

    maximum: int = USUAL_LENGTH
    long: bool = True

    @classmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        maximum = reader.number("max", USUAL_LENGTH)
        if not isinstance(maximum, int) or not 1 <= maximum <= GREATEST_LENGTH:
            reader.note(f"“max” must be a whole number from 1 to {GREATEST_LENGTH:,}.")
        return cls(**common, maximum=int(maximum), long=reader.flag("long", default=True))

    def fields(self, _find_place: PlaceLookup = no_places, /) -> dict[str, Field]:
        checks = [*needed(self.when_missing("text_needed")), Sound(self._problem)]
        return {self.name: (Paragraphs if self.long else Line)(self.title, checks)}

    def _problem(self, data: Mapping[str, Any]) -> str | None:
        length = count_characters(data.get(self.name) or "")
        if length <= self.maximum:
            return None
        return self.say("text_length", maximum=f"{self.maximum:,}", length=f"{length:,}")

    def answer(self, data: Mapping[str, Any], /) -> str | None:
        return data.get(self.name) or None

    def form_data(self, answer: str, /) -> dict[str, Any]:
        return {self.name: answer}

    def signals(self, answer: str, /) -> dict[str, Stored]:
        return {self.name: answer}

    def decode(self, values: Values, /) -> str | None:
        """Find the words of a monitoring section among its values; others are kept elsewhere."""
        stored = values.get(self.name)
        return None if stored is None else str(stored)

    def words(self, answer: str, /) -> tuple[str, ...]:
        return tuple(answer.splitlines())

    def reading(self) -> tuple[str, ...]:
        return ()

    @property
    def effort(self) -> float:
        return SECONDS_TO_WRITE
