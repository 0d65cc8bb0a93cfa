"""Single: one answer out of several."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

from wtforms import Field

from surveys.conditions import Values
from surveys.questions.base import SECONDS_PER_PICK, Common, PlaceLookup, Question, no_places
from surveys.questions.fields import radios
from surveys.questions.options import Options, choices_of, outside_of, read_options, texts_of, values_of
from surveys.questions.properties import SIDED, Property, answers, order
from surveys.reading.reader import Reader
from surveys.variables import Scale, Stored, Variable

PICKED_SCALES: tuple[Scale, ...] = ("nominal", "ordinal")


@dataclass(frozen=True, kw_only=True)
class Single(Question[str]):
    """Radios. `correct` names the right answer where the question asks what was understood.

    `sided`: the first options of an ordered scale are for something and the last ones against it.
    """

    kind: ClassVar[str] = "single"
    called: ClassVar[str] = "Choose one answer"
    properties: ClassVar[tuple[Property, ...]] = (
        answers("options", "Answers"),
        order("nominal"),
        SIDED,
        Property(
            name="correct", form="code", label="Code of the right answer, if it asks what was understood"
        ),
    )

    options: Options
    scale: Scale = "nominal"
    correct: str = ""
    sided: bool = False

    @classmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        options = read_options(reader, "options")
        correct = reader.code("correct", "")
        if correct and correct not in {option.code for option in options if not option.outside}:
            reader.note(f"The correct answer “{correct}” is not one of the options.")
        return cls(
            **common,
            options=options,
            scale=reader.choice("scale", PICKED_SCALES),
            correct=correct,
            sided=reader.flag("sided"),
        )

    @cached_property
    def labels(self) -> Mapping[str, str]:
        return choices_of(self.options)

    @cached_property
    def _spoken(self) -> Mapping[str, str]:
        """What stands under a heading is said with it."""
        return {
            option.code: f"{option.group}: {option.label}" if option.group else option.label
            for option in self.options
        }

    def variables(self) -> tuple[Variable, ...]:
        variable = Variable(
            name=self.name,
            label=self.label,
            scale=self.scale,
            values=values_of(self.options),
            question=self.name,
            outside=outside_of(self.options),
            sided=self.sided,
        )
        return (variable,)

    def fields(self, _find_place: PlaceLookup = no_places, /) -> dict[str, Field]:
        unlisted, missing = self.say("select_listed"), self.when_missing("select_one")
        return {self.name: radios(self.title, self.labels, unlisted, missing)}

    def answer(self, data: Mapping[str, Any], /) -> str | None:
        return data.get(self.name) or None

    def form_data(self, answer: str, /) -> dict[str, Any]:
        return {self.name: answer}

    def encode(self, answer: str, /) -> dict[str, Stored]:
        return {self.name: answer} if answer in self.labels else {}

    def decode(self, values: Values, /) -> str | None:
        stored = values.get(self.name)
        return None if stored is None else str(stored)

    def words(self, answer: str, /) -> tuple[str, ...]:
        return (self._spoken.get(answer, answer),)

    def reading(self) -> tuple[str, ...]:
        return texts_of(self.options)

    @property
    def effort(self) -> float:
        return SECONDS_PER_PICK
