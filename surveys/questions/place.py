"""Place: where a person lives, works or studies; only the district is ever kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

from wtforms import Field

from surveys.conditions import Values
from surveys.questions.base import SECONDS_PER_PICK, Common, PlaceLookup, Question, no_places
from surveys.questions.fields import Interpreted, Readable, Sound, radios
from surveys.questions.options import Option, Options, choices_of, read_options, values_of
from surveys.questions.properties import Property, answers
from surveys.reading.reader import Reader
from surveys.variables import Stored, Variable

OUTSIDE = "outside"
NO_FIXED_ADDRESS = "no_fixed_address"
SECONDS_TO_TYPE_A_POSTCODE = 5.0


@dataclass(frozen=True, kw_only=True)
class Place(Question[str]):
    """A postcode, or a district from a list, or neither of them.

    The postcode is looked up while the form is read: the data of its field is a district's code, so what was
    typed can get no further than the field that shows it again.
    """

    kind: ClassVar[str] = "place"
    called: ClassVar[str] = "Postcode or district"
    properties: ClassVar[tuple[Property, ...]] = (
        answers("districts", "Districts, with their codes"),
        Property(name="outside", form="line", label="What living elsewhere is called"),
        Property(name="no_fixed_address", form="line", label="What no fixed address is called"),
    )

    districts: Options
    outside_label: str = ""
    no_fixed_address_label: str = ""

    @classmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        return cls(
            **common,
            districts=read_options(reader, "districts"),
            outside_label=reader.text("outside", ""),
            no_fixed_address_label=reader.text("no_fixed_address", ""),
        )

    @cached_property
    def options(self) -> Options:
        return (
            *self.districts,
            Option(OUTSIDE, self.outside_label or self.say(OUTSIDE)),
            Option(NO_FIXED_ADDRESS, self.no_fixed_address_label or self.say(NO_FIXED_ADDRESS)),
        )

    @cached_property
    def labels(self) -> Mapping[str, str]:
        return choices_of(self.options)

    @property
    def postcode_field(self) -> str:
        return f"{self.name}-postcode"

    @property
    def district_field(self) -> str:
        return f"{self.name}-district"

    def variables(self) -> tuple[Variable, ...]:
        variable = Variable(
            name=self.name,
            label=self.label,
            scale="nominal",
            values=values_of(self.options),
            question=self.name,
        )
        return (variable,)

    def fields(self, find_place: PlaceLookup = no_places, /) -> dict[str, Field]:
        checks = [Readable(lambda _typed: self.say("place_unknown")), Sound(self._problem)]

        def district_of(postcode: str) -> str | None:
            found = find_place(postcode)
            return OUTSIDE if found and found not in self.labels else found

        return {
            self.postcode_field: Interpreted(self.say("postcode"), checks, meaning=district_of),
            self.district_field: radios(self.say("district"), self.labels, self.say("place_listed")),
        }

    def _problem(self, data: Mapping[str, Any]) -> str | None:
        """Ask which one is meant if they differ: browsers fill in postcodes, and fingers slip on districts."""
        found, picked = str(data.get(self.postcode_field) or ""), str(data.get(self.district_field) or "")
        if found and picked in self.labels and found != picked:
            return self.say("place_or", found=self.labels[found], picked=self.labels[picked])
        return None if found or picked else self.when_missing("place_needed") or None

    def answer(self, data: Mapping[str, Any], /) -> str | None:
        return data.get(self.postcode_field) or data.get(self.district_field) or None

    def form_data(self, answer: str, /) -> dict[str, Any]:
        return {self.district_field: answer}

    def encode(self, answer: str, /) -> dict[str, Stored]:
        return {self.name: answer} if answer in self.labels else {}

    def decode(self, values: Values, /) -> str | None:
        stored = values.get(self.name)
        return None if stored is None else str(stored)

    def words(self, answer: str, /) -> tuple[str, ...]:
        return (self.labels.get(answer, answer),)

    def reading(self) -> tuple[str, ...]:
        """Nobody who types a postcode has to read the list of districts."""
        return self.say("postcode"), self.say("district")

    @property
    def effort(self) -> float:
        return SECONDS_PER_PICK + SECONDS_TO_TYPE_A_POSTCODE
