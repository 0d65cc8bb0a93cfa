"""Questionnaire: an immutable version of everything that is asked, in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from surveys.conditions import Condition, names
from surveys.contradictions import Contradiction
from surveys.questions import AnyQuestion
from surveys.strata import Stratum
from surveys.variables import Variable


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under one heading. Answers to `monitoring` sections are kept apart and never counted.

    `part` names the stretch of the questionnaire that people see their progress in, by itself or with others.
    """

    name: str
    title: str
    questions: tuple[AnyQuestion, ...]
    monitoring: bool = False
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """What is asked, in one language.

    `eligible` says who belongs to the population that findings are about, `consent` who allows what they
    wrote to be published, and `primary` names the variable that findings are about. `contradictions` are
    answers that people are asked about once more.
    """

    title: str
    language: str
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    strata: tuple[Stratum, ...]
    eligible: Condition
    consent: Condition
    primary: str
    contradictions: tuple[Contradiction, ...] = ()

    @cached_property
    def questions(self) -> tuple[AnyQuestion, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def questions_by_name(self) -> Mapping[str, AnyQuestion]:
        return {question.name: question for question in self.questions}

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where each question stands."""
        return {question.name: index for index, question in enumerate(self.questions)}

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the questions of each part, in order; a section without a part is one by itself."""
        found: dict[str, tuple[str, ...]] = {}
        for section in self.sections:
            part, inside = section.part or section.title, (question.name for question in section.questions)
            found[part] = (*found.get(part, ()), *inside)
        return found

    @cached_property
    def part_of(self) -> Mapping[str, str]:
        """The part that each question belongs to."""
        return {name: part for part, inside in self.parts.items() for name in inside}

    @cached_property
    def last_needed(self) -> Mapping[str, int]:
        """Where the last question stands whose answer decides whether a question is shown; -1 for none."""
        return {
            question.name: max(
                (self.positions[self.owners[name].name] for name in names(question.condition)), default=-1
            )
            for question in self.questions
        }

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        """Every variable, in the order of the questions, with those of monitoring sections."""
        return tuple(variable for question in self.questions for variable in question.variables())

    @cached_property
    def variables_by_name(self) -> Mapping[str, Variable]:
        return {variable.name: variable for variable in self.variables}

    @cached_property
    def counted(self) -> tuple[Variable, ...]:
        """The variables that are counted: all but those of monitoring sections."""
        return tuple(variable for variable in self.variables if variable.question not in self.monitoring)

    @cached_property
    def monitoring(self) -> frozenset[str]:
        """The names of the questions in monitoring sections."""
        apart = (section for section in self.sections if section.monitoring)
        return frozenset(question.name for section in apart for question in section.questions)

    @cached_property
    def texts(self) -> tuple[AnyQuestion, ...]:
        """The questions whose answers may be published: texts outside of monitoring sections."""
        return tuple(each for each in self.questions if each.is_text and each.name not in self.monitoring)

    @cached_property
    def owners(self) -> Mapping[str, AnyQuestion]:
        """The question behind each name that a rule can look at: a variable, or a text question."""
        texts = {question.name: question for question in self.questions if question.is_text}
        return texts | {
            variable.name: self.questions_by_name[variable.question] for variable in self.variables
        }

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The names of the questions whose answers decide what else is shown."""
        looked_at = {name for question in self.questions for name in names(question.condition)}
        return frozenset(self.owners[name].name for name in looked_at)
