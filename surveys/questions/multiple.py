"""Multiple: any number of answers, with some that stand alone, like "None of these"."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

from wtforms import Field

from surveys.conditions import Values
from surveys.questions.base import SECONDS_PER_PICK, Common, PlaceLookup, Question, no_places
from surveys.questions.fields import Listed, Sound, checkboxes, needed
from surveys.questions.options import (
    Options,
    choices_of,
    outside_of,
    read_options,
    texts_of,
    values_of,
    yes_no,
)
from surveys.questions.properties import Property, answers
from surveys.reading.reader import Reader
from surveys.variables import NO, YES, Stored, Variable


@dataclass(frozen=True, kw_only=True)
class Multiple(Question[list[str]]):
    """Checkboxes: one yes/no variable for each option that is on the scale.

    Whoever answers picks at least `least` and at most `most` of those that do not stand alone; 0 is no limit.
    """

    kind: ClassVar[str] = "multiple"
    called: ClassVar[str] = "Choose any number of answers"
    properties: ClassVar[tuple[Property, ...]] = (
        answers("options", "Answers", as_names=True),
        Property(name="exclusive", form="codes", label="Codes of answers that exclude all others"),
        Property(name="least", form="number", label="At least so many", default=1),
        Property(
            name="most", form="number", label="At most so many", hint="Any number, if you leave it empty."
        ),
    )

    options: Options
    exclusive: tuple[str, ...] = ()
    least: int = 1
    most: int = 0

    @classmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        options = read_options(reader, "options", as_names=True)
        exclusive = reader.codes("exclusive")
        for code in set(exclusive) - {option.code for option in options}:
            reader.note(f"The exclusive option “{code}” is not one of the options.")
        for code in outside_of(options) - set(exclusive):
            reader.note(f"The option “{code}” is outside the scale, so it must be exclusive.")
        together = len(options) - len(set(exclusive))
        least, most = (reader.number(name, usual) for name, usual in (("least", 1), ("most", 0)))
        if not all(isinstance(limit, int) for limit in (least, most)) or not _are_limits(
            least, most, together
        ):
            reader.note(
                "“least” and “most” must be whole numbers, not more than the answers that can be picked together."
            )
        return cls(**common, options=options, exclusive=exclusive, least=int(least), most=int(most))

    @cached_property
    def labels(self) -> Mapping[str, str]:
        return choices_of(self.options)

    @cached_property
    def _variable_names(self) -> Mapping[str, str]:
        return {option.code: f"{self.name}_{option.code}" for option in self.options if not option.outside}

    def variables(self) -> tuple[Variable, ...]:
        outside = tuple(option for option in self.options if option.outside)
        return tuple(
            Variable(
                name=variable,
                label=self.labels[code],
                scale="binary",
                values=(*yes_no(self.language), *values_of(outside)),
                question=self.name,
                outside=outside_of(outside),
            )
            for code, variable in self._variable_names.items()
        )

    def fields(self, _find_place: PlaceLookup = no_places, /) -> dict[str, Field]:
        checks = [
            *needed(self.when_missing("select_any")),
            Listed(self.labels, self.say("select_listed")),
            Sound(self._clash),
        ]
        return {self.name: checkboxes(self.title, self.labels, checks)}

    def _clash(self, data: Mapping[str, Any]) -> str | None:
        picked = data.get(self.name) or ()
        alone = next((code for code in self.exclusive if code in picked), None)
        if alone is None:
            return self._number_off(len(set(picked))) if picked else None
        return self.say("select_exclusive", option=self.labels[alone]) if len(set(picked)) > 1 else None

    def _number_off(self, picked: int) -> str | None:
        if self.most and picked > self.most:
            return self.say("select_at_most", most=self.most, picked=picked)
        return self.say("select_at_least", least=self.least) if picked < self.least else None

    @property
    def told(self) -> str:
        """The hint, and how many can be picked where that is limited or nothing else is said."""
        limited = self.most or self.least > 1
        return f"{self.hint} {self.limits}.".strip() if limited or not self.hint else self.hint

    @property
    def limits(self) -> str:
        """How many can be picked, in words for the page."""
        if self.most and self.least == self.most:
            return self.say("select_exactly", most=self.most)
        if self.most and self.least > 1:
            return self.say("select_between", least=self.least, most=self.most)
        if self.most:
            return self.say("select_up_to", most=self.most)
        return self.say("select_or_more", least=self.least) if self.least > 1 else self.say("select_all")

    def answer(self, data: Mapping[str, Any], /) -> list[str] | None:
        picked = data.get(self.name) or ()
        return [code for code in self.labels if code in picked] or None

    def form_data(self, answer: list[str], /) -> dict[str, Any]:
        return {self.name: answer}

    def encode(self, answer: list[str], /) -> dict[str, Stored]:
        known = [code for code in answer if code in self.labels]
        if not known:
            return {}
        outside = next((code for code in known if code not in self._variable_names), None)
        return {
            variable: outside or (YES if code in known else NO)
            for code, variable in self._variable_names.items()
        }

    def decode(self, values: Values, /) -> list[str] | None:
        stored = {code: values.get(variable) for code, variable in self._variable_names.items()}
        outside = set(stored.values()) - {YES, NO}
        return [code for code in self.labels if stored.get(code) == YES or code in outside] or None

    def possible(self, values: Mapping[str, Stored | None], /) -> bool:
        """Refuse what is answered only in part, and an exclusive option beside another one."""
        given = set(values.values())
        if given - {YES, NO}:
            return len(given) == 1
        picked = [code for code, variable in self._variable_names.items() if values.get(variable) == YES]
        if not picked:
            return len(values) < len(self._variable_names)
        if self.most and len(picked) > self.most:
            return False
        return len(picked) == 1 or not set(picked) & set(self.exclusive)

    def words(self, answer: list[str], /) -> tuple[str, ...]:
        return tuple(self.labels.get(code, code) for code in answer)

    def reading(self) -> tuple[str, ...]:
        return texts_of(self.options)

    @property
    def effort(self) -> float:
        return SECONDS_PER_PICK * 2


def _are_limits(least: float, most: float, together: int) -> bool:
    return 1 <= least <= max(together, 1) and (most == 0 or least <= most <= together)
