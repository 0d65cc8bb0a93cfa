"""Grid: the same choice for several rows, one set of radios for each row."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

from wtforms import Field

from surveys.conditions import Values
from surveys.questions.base import SECONDS_PER_PICK, Common, PlaceLookup, Question, no_places
from surveys.questions.fields import radios
from surveys.questions.options import (
    Option,
    Options,
    choices_of,
    dont_know,
    outside_of,
    read_options,
    texts_of,
    values_of,
)
from surveys.questions.properties import OFFER_DONT_KNOW, SIDED, Property, answers, order
from surveys.reading.reader import Reader
from surveys.variables import Scale, Stored, Variable

ROW_SCALES: tuple[Scale, ...] = ("ordinal", "nominal")


@dataclass(frozen=True, kw_only=True)
class Grid(Question[dict[str, str]]):
    """Rows of radios under shared columns: one variable for each row.

    `sided`: the first columns of an ordered scale are for something and the last ones against it.
    """

    kind: ClassVar[str] = "grid"
    called: ClassVar[str] = "The same answers for several rows"
    properties: ClassVar[tuple[Property, ...]] = (
        answers("rows", "Rows", as_names=True),
        answers("columns", "Answers for each row"),
        OFFER_DONT_KNOW,
        order("ordinal"),
        SIDED,
    )

    rows: Options
    columns: Options
    scale: Scale = "ordinal"
    sided: bool = False

    @classmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        columns = read_options(reader, "columns")
        if reader.flag("dont_know", default=True):
            columns = (*columns, dont_know(common["language"]))
        rows = read_options(reader, "rows", as_names=True)
        scale, sided = reader.choice("scale", ROW_SCALES), reader.flag("sided")
        return cls(**common, rows=rows, columns=columns, scale=scale, sided=sided)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        return choices_of(self.columns)

    def variable_name(self, row: str) -> str:
        return f"{self.name}_{row}"

    def field_name(self, row: str) -> str:
        return f"{self.name}-{row}"

    def variables(self) -> tuple[Variable, ...]:
        return tuple(
            Variable(
                name=self.variable_name(row.code),
                label=row.label,
                scale=self.scale,
                values=values_of(self.columns),
                question=self.name,
                outside=outside_of(self.columns),
                sided=self.sided,
            )
            for row in self.rows
        )

    def fields(self, _find_place: PlaceLookup = no_places, /) -> dict[str, Field]:
        return {self.field_name(row.code): self._row_field(row) for row in self.rows}

    def _row_field(self, row: Option) -> Field:
        missing = self.say("select_row", row=row.label) if self.required else ""
        return radios(row.label, self.labels, self.say("select_listed"), missing)

    def answer(self, data: Mapping[str, Any], /) -> dict[str, str] | None:
        picked = {row.code: data.get(self.field_name(row.code)) for row in self.rows}
        return {row: code for row, code in picked.items() if code} or None

    def form_data(self, answer: dict[str, str], /) -> dict[str, Any]:
        return {self.field_name(row): code for row, code in answer.items()}

    def encode(self, answer: dict[str, str], /) -> dict[str, Stored]:
        return {
            self.variable_name(row.code): answer[row.code]
            for row in self.rows
            if answer.get(row.code) in self.labels
        }

    def decode(self, values: Values, /) -> dict[str, str] | None:
        stored = {row.code: values.get(self.variable_name(row.code)) for row in self.rows}
        return {row: str(code) for row, code in stored.items() if code is not None} or None

    def words(self, answer: dict[str, str], /) -> tuple[str, ...]:
        picked = [(row.label, answer[row.code]) for row in self.rows if row.code in answer]
        return tuple(f"{row}: {self.labels.get(code, code)}" for row, code in picked)

    def reading(self) -> tuple[str, ...]:
        """Columns are read once, not again in every row."""
        return texts_of(self.rows) + texts_of(self.columns)

    @property
    def effort(self) -> float:
        return SECONDS_PER_PICK * len(self.rows)
