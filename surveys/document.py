"""Reading a questionnaire from its document."""

from collections.abc import Mapping
from typing import Any

from wtforms import Form

from surveys.checks import check
from surveys.conditions import ALWAYS, NEVER, All, Condition
from surveys.contradictions import read_contradiction
from surveys.questionnaire import Questionnaire, Section
from surveys.questions import KINDS, AnyQuestion
from surveys.questions.base import Common
from surveys.questions.ordering import why_not_drawn
from surveys.reading.facts import read_facts
from surveys.reading.reader import (
    DEFAULT_LANGUAGE,
    FORMAT,
    DefinitionError,
    Problem,
    Reader,
    Reading,
    note_duplicates,
)
from surveys.reading.rules import read_rule
from surveys.strata import read_stratum

# A question's name is a field's name on its page, where these would hide what a form itself can do.
RESERVED = frozenset({*dir(Form), "csrf_token", "hidden_tag", "is_submitted", "validate_on_submit", "submit"})
LONGEST_LABEL = 60
LONGEST_PART = 16  # with its page numbers it is one line on the smallest screen


def parse(document: Mapping[str, Any], language: str = DEFAULT_LANGUAGE) -> Questionnaire:
    """Read a whole document in one language; raise DefinitionError with everything that is wrong."""
    questionnaire, problems = read_leniently(document, language)
    if problems:
        raise DefinitionError(problems)
    return questionnaire


def read_leniently(
    document: Mapping[str, Any], language: str = DEFAULT_LANGUAGE
) -> tuple[Questionnaire, tuple[Problem, ...]]:
    """As much of a document as can be read, for one that is still being written, and everything that is wrong."""
    reader = open_document(document, "questionnaire", language)
    sections = tuple(_read_section(item) for item in reader.children("sections", needed=True))
    questionnaire = _read_questionnaire(reader, sections)
    reader.done()
    _note_names(reader, questionnaire)
    return questionnaire, (*reader.reading.problems, *check(questionnaire))


def open_document(document: Mapping[str, Any], what: str, language: str) -> Reader:
    """Begin to read a document of the one format there is."""
    fallback = (
        document.get("language", DEFAULT_LANGUAGE) if isinstance(document, Mapping) else DEFAULT_LANGUAGE
    )
    reader = Reader(document, what, Reading(language, str(fallback)))
    reader.raw("language")
    if reader.raw("format") != FORMAT:
        reader.note(f"“format” must be {FORMAT}.")
    return reader


def finish(reader: Reader) -> None:
    if reader.reading.problems:
        raise DefinitionError(reader.reading.problems)


def _read_questionnaire(reader: Reader, sections: tuple[Section, ...]) -> Questionnaire:
    questions = [question for section in sections for question in section.questions]
    variables = {variable.name: variable for question in questions for variable in question.variables()}
    return Questionnaire(
        title=reader.text("title"),
        language=reader.reading.language,
        languages=reader.codes("languages") or (reader.reading.fallback,),
        sections=sections,
        strata=tuple(read_stratum(item, variables) for item in reader.children("strata")),
        eligible=_read_rule(reader, "eligible", ALWAYS),
        consent=_read_rule(reader, "consent", NEVER),
        primary=reader.code("primary", ""),
        contradictions=tuple(read_contradiction(item) for item in reader.children("contradictions")),
    )


def _read_rule(reader: Reader, field: str, default: Condition) -> Condition:
    return read_rule(reader.child(field)) if reader.has(field) else default


def _read_section(reader: Reader) -> Section:
    name = reader.name()
    reader.place = f"section “{name}”"
    title, monitoring = reader.text("title"), reader.flag("monitoring")
    part = _read_short(reader, "part", LONGEST_PART)
    condition = _read_rule(reader, "show_if", ALWAYS)
    read = [_read_question(item, condition) for item in reader.children("questions", needed=True)]
    questions = tuple(question for question in read if question is not None)
    reader.done()
    return Section(name, title, questions, monitoring, part)


def _read_question(reader: Reader, of_section: Condition) -> AnyQuestion | None:
    name = reader.name()
    reader.place = f"question “{name}”"
    if name in RESERVED:
        reader.note(f"A question cannot be called “{name}”: forms use this word themselves.")
    kind = reader.raw("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        reader.note(f"“kind” must be one of: {', '.join(KINDS)}.")
        return None
    question = KINDS[kind].parse(reader, _read_common(reader, name, of_section))
    if question.drawn and (problem := why_not_drawn(question)):
        reader.note(problem)
    reader.done()
    return question


def _read_common(reader: Reader, name: str, of_section: Condition) -> Common:
    own = _read_rule(reader, "show_if", ALWAYS)
    parts = tuple(condition for condition in (of_section, own) if condition != ALWAYS)
    title = reader.text("title")
    return Common(
        name=name,
        title=title,
        label=_read_short(reader, "label", LONGEST_LABEL) or title,
        hint=reader.text("hint", ""),
        help=read_facts(reader, "help"),
        required=reader.flag("required"),
        tests=reader.codes("tests"),
        condition=parts[0] if len(parts) == 1 else All(parts),
        missing=reader.text("missing", ""),
        drawn=reader.flag("drawn"),
        language=reader.reading.language,
    )


def _read_short(reader: Reader, field: str, most: int) -> str:
    """Words that must find room on one line; "" where there are none."""
    words = reader.text(field, "")
    if len(words) > most:
        reader.note(f"“{field}” must have at most {most} characters.")
    return words


def _note_names(reader: Reader, questionnaire: Questionnaire) -> None:
    texts = [question.name for question in questionnaire.questions if question.is_text]
    used = {
        "section": [section.name for section in questionnaire.sections],
        "question": [question.name for question in questionnaire.questions],
        "variable": [*(variable.name for variable in questionnaire.variables), *texts],
        "stratum": [stratum.name for stratum in questionnaire.strata],
    }
    for what, names in used.items():
        note_duplicates(reader, what, names)
