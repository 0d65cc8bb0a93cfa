"""Number: a typed number between two limits, counted in bands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from wtforms import BooleanField, Field

from surveys.conditions import Values
from surveys.questions.bands import (
    Numeric,
    as_number,
    ascend,
    edges_of,
    exact,
    plain,
    usual_bands,
    values_of_bands,
)
from surveys.questions.base import SECONDS_PER_PICK, Common, PlaceLookup, Question, no_places
from surveys.questions.fields import Interpreted, Readable, Sound
from surveys.questions.options import DONT_KNOW
from surveys.questions.properties import OFFER_DONT_KNOW, Property
from surveys.reading.numbers import guess_numbers, read_number
from surveys.reading.reader import Reader
from surveys.variables import Stored, Value, Variable, is_number

LEAST_STEP = 0.000001


@dataclass(frozen=True, kw_only=True)
class Number(Question[Numeric | str]):
    """One number in a text box; `bands` are the lowest numbers of the bands it is counted in."""

    kind: ClassVar[str] = "number"
    called: ClassVar[str] = "A number"
    properties: ClassVar[tuple[Property, ...]] = (
        Property(name="min", form="number", label="Lowest number", needed=True),
        Property(name="max", form="number", label="Highest number", needed=True),
        Property(name="step", form="number", label="In steps of", default=1),
        Property(name="unit", form="line", label="Unit, like “years” or “£”"),
        Property(
            name="bands",
            form="numbers",
            label="Lowest number of each band on the board",
            hint="With commas between them; by itself about ten.",
        ),
        OFFER_DONT_KNOW,
    )

    lowest: Numeric
    highest: Numeric
    step: Numeric = 1
    unit: str = ""
    bands: tuple[Numeric, ...] = ()
    dont_know: bool = True

    @classmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        lowest, highest, step = reader.number("min"), reader.number("max"), reader.number("step", 1)
        if lowest >= highest or step < LEAST_STEP or (exact(highest) - exact(lowest)) % exact(step):
            reader.note(f"“max” must be above “min” by a whole number of “step”, at least {LEAST_STEP:f}.")
            lowest, highest, step = 0, 1, 1
        return cls(
            **common,
            lowest=lowest,
            highest=highest,
            step=step,
            unit=reader.text("unit", ""),
            bands=_read_bands(reader, lowest, highest) or usual_bands(lowest, highest, step),
            dont_know=reader.flag("dont_know", default=True),
        )

    @property
    def dont_know_field(self) -> str:
        return f"{self.name}-{DONT_KNOW}"

    def variables(self) -> tuple[Variable, ...]:
        bands = values_of_bands(self.bands, self.highest, self.step, self._band_label)
        apart = (Value(DONT_KNOW, self.say(DONT_KNOW)),) if self.dont_know else ()
        variable = Variable(
            name=self.name,
            label=self.label,
            scale="interval",
            values=(*bands, *apart),
            question=self.name,
            outside=frozenset(value.code for value in apart),
            edges=edges_of(self.bands, self.highest, self.step),
        )
        return (variable,)

    def _band_label(self, low: str, high: str) -> str:
        return self.say("band", low=low, high=high)

    def fields(self, _find_place: PlaceLookup = no_places, /) -> dict[str, Field]:
        readable = Readable(self._unreadable)
        fields: dict[str, Field] = {
            self.name: Interpreted(self.title, [readable, Sound(self._problem)], meaning=self._read)
        }
        if self.dont_know:
            fields[self.dont_know_field] = BooleanField(self.say(DONT_KNOW))
        return fields

    def _read(self, typed: str) -> Numeric | None:
        number = read_number(self._without_unit(typed))
        return None if number is None else as_number(number)

    def _without_unit(self, typed: str) -> str:
        return typed.removeprefix(self.unit).removesuffix(self.unit).strip()

    def _unreadable(self, typed: str) -> str:
        """Ask what was meant where it can be guessed; a guess is never stored without a word."""
        guesses = [plain(as_number(number)) for number in guess_numbers(self._without_unit(typed))]
        if guesses:
            return self.say("number_meant", numbers=self.say("or").join(guesses))
        return self.say("number_form", example=plain(self.highest))

    def _problem(self, data: Mapping[str, Any]) -> str | None:
        number, unknown = data.get(self.name), data.get(self.dont_know_field)
        if number is None:
            return None if unknown else self.when_missing("number_needed") or None
        if unknown:
            return self.say("number_or", option=self.say(DONT_KNOW))
        return self._off_scale(number)

    def _off_scale(self, number: Numeric) -> str | None:
        if not self.lowest <= number <= self.highest:
            return self.say("number_range", low=plain(self.lowest), high=plain(self.highest))
        if (exact(number) - exact(self.lowest)) % exact(self.step):
            key = "number_whole" if self.step == 1 else "number_step"
            return self.say(key, step=plain(self.step), example=plain(self.highest))
        return None

    def answer(self, data: Mapping[str, Any], /) -> Numeric | str | None:
        if data.get(self.dont_know_field):
            return DONT_KNOW
        number: Numeric | None = data.get(self.name)
        return number

    def form_data(self, answer: Numeric | str, /) -> dict[str, Any]:
        return {self.dont_know_field: True} if answer == DONT_KNOW else {self.name: answer}

    def encode(self, answer: Numeric | str, /) -> dict[str, Stored]:
        known = answer == DONT_KNOW if isinstance(answer, str) else self._off_scale(answer) is None
        return {self.name: answer} if known else {}

    def decode(self, values: Values, /) -> Numeric | str | None:
        return values.get(self.name)

    def words(self, answer: Numeric | str, /) -> tuple[str, ...]:
        if isinstance(answer, str):
            return (self.say(answer),)
        return (f"{plain(answer)} {self.unit}".strip(),)

    def reading(self) -> tuple[str, ...]:
        return (self.unit,)

    @property
    def effort(self) -> float:
        return SECONDS_PER_PICK


def _read_bands(reader: Reader, lowest: Numeric, highest: Numeric) -> tuple[Numeric, ...]:
    bands = tuple(band for band in reader.entries("bands") if is_number(band))
    if bands and (bands[0] != lowest or bands[-1] > highest or not ascend(bands)):
        reader.note("“bands” must be numbers that go up from “min” and stay below “max”.")
        return ()
    return bands
