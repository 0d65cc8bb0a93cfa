"""Information: a page to read, with nothing to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from wtforms import Field

from surveys.questions.base import Common, PlaceLookup, Question, no_places
from surveys.questions.properties import Property
from surveys.reading.reader import Reader


@dataclass(frozen=True, kw_only=True)
class Information(Question[None]):
    """A body in Markdown, and a fact bank if there is more to know."""

    kind: ClassVar[str] = "information"
    called: ClassVar[str] = "A page to read"
    properties: ClassVar[tuple[Property, ...]] = (
        Property(
            name="body",
            form="text",
            label="Text",
            hint="A blank line between paragraphs; **bold**; - for lists.",
            needed=True,
        ),
    )
    asks: ClassVar[bool] = False

    body: str

    @classmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        if common["required"]:
            reader.note("A page of information cannot be required: there is nothing to answer.")
        return cls(**common, body=reader.text("body"))

    def fields(self, _find_place: PlaceLookup = no_places, /) -> dict[str, Field]:
        return {}

    def answer(self, _data: Mapping[str, Any], /) -> None:
        return None

    def form_data(self, _answer: None, /) -> dict[str, Any]:
        return {}

    def words(self, _answer: None, /) -> tuple[str, ...]:
        return ()

    def reading(self) -> tuple[str, ...]:
        return (self.body,)

    @property
    def effort(self) -> float:
        return 0.0
