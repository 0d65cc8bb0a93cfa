"""Columns: what a table of replies has, made of every version of the questionnaire that they answered.

One list serves the header, the cells and the codebook, so that none can name what another lacks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from surveys.questionnaire import Questionnaire, Section
from surveys.questions import AnyQuestion
from surveys.variables import Variable

TEXT, DATE = "text", "date"

# What every table of replies has beside the answers. No question may be called so: see `clashes`.
OF_EVERY_REPLY = (
    "response",
    "how_reached",
    "state",
    "taken_out_by",
    "counted_as_resident",
    "may_publish",
    "received_day",
    "proposal_version",
    "questionnaire_version",
    "weight",
    "scale_direction",
)
GROUP, THEMES, ORDER = "group_", "themes_", "order_"


@dataclass(frozen=True, slots=True)
class Code:
    """A value that a column can have, and the versions of the questionnaire in which it is called so."""

    code: str
    label: str
    on_scale: bool = True
    versions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: `variable` is where its values are stored, `question` the one that was asked in `versions`."""

    name: str
    variable: str
    label: str
    question: str
    title: str
    section: str
    scale: str
    codes: tuple[Code, ...] = ()
    versions: tuple[int, ...] = ()


def asked_columns(versions: Mapping[int, Questionnaire], *, with_texts: bool = False) -> tuple[Column, ...]:
    """A column for each variable and, if asked for, each text, in the order of the newest questionnaire.

    What only earlier versions asked stands after what it was asked after. A name that meant something of another
    scale in an earlier version has a column of its own for it.
    """
    found: list[Column] = []
    for number in sorted(versions, reverse=True):
        previous = ""
        for column in _columns_of(number, versions[number], with_texts=with_texts):
            previous = _take_in(found, column, previous)
    return tuple(found)


def clashes(questionnaire: Questionnaire) -> list[str]:
    """The names of variables and texts that a table of replies has for something else."""
    groups = {f"{GROUP}{stratum.name}" for stratum in questionnaire.strata}
    texts = [question.name for question in questionnaire.questions if question.is_text]
    orders = {f"{ORDER}{question.name}" for question in questionnaire.questions if question.drawn}
    taken = {*OF_EVERY_REPLY, *groups, *orders, *(f"{THEMES}{name}" for name in texts)}
    return [name for name in (*(each.name for each in questionnaire.counted), *texts) if name in taken]


def told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The same columns, the later of two with one name called otherwise."""
    taken: set[str] = set()
    found = []
    for column in columns:
        name, number = column.name, 2
        while name in taken:
            name, number = f"{column.name}_{number}", number + 1
        taken.add(name)
        found.append(replace(column, name=name))
    return tuple(found)


def _columns_of(number: int, questionnaire: Questionnaire, *, with_texts: bool) -> Iterator[Column]:
    for section in questionnaire.sections:
        for question in section.questions:
            if section.monitoring:
                continue
            if question.is_text and with_texts:
                yield _text_column(number, section, question)
            for variable in question.variables():
                yield _variable_column(number, section, question, variable)


def _variable_column(number: int, section: Section, question: AnyQuestion, variable: Variable) -> Column:
    """Of a number only what is no number has a code: its bands are for counting."""
    codes = tuple(
        Code(value.code, value.label, value.code not in variable.outside, (number,))
        for value in variable.values
    )
    scale = DATE if question.kind == DATE else variable.scale
    return Column(
        name=variable.name,
        variable=variable.name,
        label=variable.label,
        question=question.name,
        title=question.title,
        section=section.title,
        scale=scale,
        codes=tuple(code for code in codes if not (variable.edges and code.on_scale)),
        versions=(number,),
    )


def _text_column(number: int, section: Section, question: AnyQuestion) -> Column:
    return Column(
        name=question.name,
        variable=question.name,
        label=question.label,
        question=question.name,
        title=question.title,
        section=section.title,
        scale=TEXT,
        versions=(number,),
    )


def _take_in(found: list[Column], column: Column, previous: str) -> str:
    """Add what an earlier version asked to the columns there are; the name under which it stands."""
    for place, known in enumerate(found):
        if known.variable == column.variable and known.scale == column.scale:
            found[place] = _merged(known, column)
            return known.name
    if any(known.name == column.name for known in found):
        column = replace(column, name=f"{column.name}_v{column.versions[0]}")
    names = [known.name for known in found]
    found.insert(names.index(previous) + 1 if previous else 0, column)
    return column.name


def _merged(known: Column, earlier: Column) -> Column:
    codes = {(code.code, code.label, code.on_scale): code for code in known.codes}
    for code in earlier.codes:
        key = code.code, code.label, code.on_scale
        same = codes.get(key)
        codes[key] = replace(code, versions=(*code.versions, *same.versions)) if same else code
    return replace(known, codes=tuple(codes.values()), versions=(*earlier.versions, *known.versions))
