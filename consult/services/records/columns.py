"""The columns of an export: what each means, what a cell can hold, and why one holds no answer.

Header, rows and codebook are made of one list.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row

from consult.exports.table import Cell
from consult.services.answering.submissions import split_stratum
from consult.services.consultations.catalogue import Version
from consult.services.vault import Vault
from surveys.columns import DATE, GROUP, ORDER, TEXT, THEMES, Code, Column, asked_columns, told_apart
from surveys.conditions import ALWAYS
from surveys.questions import AnyQuestion
from surveys.questions.ordering import draw, first_of, is_reversible, listed_of

LEAST = 10  # replies that share a rule or a day: of fewer it would be told which they are
NOT_SHOWN, PASSED_OVER, NOT_RANKED = ".not_shown", ".passed_over", ".not_ranked"
NOT_IN_VERSION, ERASED, UNTOLD, NOT_WEIGHTED = ".not_in_version", ".erased", ".not_told", ".not_weighted"
# No answer is called so: codes of answers begin with a letter or a digit.
NO_ANSWER = {
    NOT_SHOWN: "The question was not shown, because of earlier answers",
    PASSED_OVER: "The question was shown and passed over",
    NOT_IN_VERSION: "The questionnaire that was answered did not ask it",
    ERASED: "The reply was erased; only that there was one is left",
}
RANKED = "The question was answered without ranking this"


@dataclass(frozen=True, slots=True)
class Material:
    """What cells are made of beside the rows: versions by id, weights by way and stratum, rules that few fall under.

    `themed` are the questions that themes were found in.
    """

    versions: Mapping[int, Version]
    vault: Vault
    weights: Mapping[tuple[str, str], float] = field(default_factory=dict)
    rare: frozenset[str] = frozenset()
    themed: Sequence[str] = ()

    @property
    def newest_proposal(self) -> int:
        return max(version.proposal_number for version in self.versions.values())


@dataclass(frozen=True, slots=True)
class Read:
    """One reply while its row is made: `shown` are the questions it was shown, `known` its values by variable."""

    row: Row[Any]
    version: Version
    known: Mapping[str, Any]
    shown: frozenset[str]

    @property
    def erased(self) -> bool:
        return bool(self.row.state == "erased")


Reader = Callable[[Read], Cell]


@dataclass(frozen=True, slots=True)
class Readable:
    """A column with the function that gives its cells."""

    column: Column
    read: Reader


def make_columns(material: Material, *, with_texts: bool) -> list[Readable]:
    """Every column of an export, those of each reply first, then those of the questionnaires in their order."""
    asked = asked_columns(
        {version.number: version.questionnaire for version in material.versions.values()},
        with_texts=with_texts,
    )
    found = [*_of_every_reply(material), *_groups(material), *_orders(material)]
    for column in asked:
        found.append(Readable(column, _answer(column, material)))
        if column.question in material.themed and column.scale == TEXT:
            found.append(_themes(column))
    themed = [each for each in material.themed if not with_texts]
    found += [_themes(_plain(question, question)) for question in themed]
    names = told_apart([each.column for each in found])
    return [Readable(column, each.read) for column, each in zip(names, found, strict=True)]


def read_row(row: Row[Any], material: Material) -> Read:
    """Which questions a reply was shown follows from what is kept of it, as when it was answered."""
    version = material.versions[row.version_id]
    written = dict.fromkeys(row.sealed or {}, "")
    about = material.vault.open_monitoring(row.monitoring, row.key_hash) if row.monitoring else {}
    known = {**row.answers, **written}
    looked_at = known | about
    shown = frozenset(
        question.name
        for question in version.questionnaire.questions
        if question.condition == ALWAYS or question.condition.holds(looked_at)
    )
    return Read(row, version, known, shown)


def _answer(column: Column, material: Material) -> Reader:
    def read(reply: Read) -> Cell:
        if reply.erased:
            return ERASED
        if reply.version.number not in column.versions:
            return NOT_IN_VERSION
        if column.variable in reply.known:
            return _stored(column, reply, material.vault)
        if column.question not in reply.shown:
            return NOT_SHOWN
        return NOT_RANKED if column.scale == "rank" and _is_answered(column, reply) else PASSED_OVER

    return read


def _stored(column: Column, reply: Read, vault: Vault) -> Cell:
    if column.scale == TEXT:
        sealed = bytes.fromhex(reply.row.sealed[column.variable])
        return vault.open_statement(sealed, reply.row.key_hash, column.question)
    value: Cell = reply.known[column.variable]
    return date.fromisoformat(str(value)) if column.scale == DATE else value


def _is_answered(column: Column, reply: Read) -> bool:
    """Whether another item of the same question was ranked, or something was said in place of ranking."""
    question = reply.version.questionnaire.questions_by_name[column.question]
    return any(variable.name in reply.known for variable in question.variables())


YES_NO = {"yes": "Yes", "no": "No"}
STATES = {"counted": "Counted", "excluded": "Taken out of the count", "erased": "Erased"}
RARE = {UNTOLD: "Not told: a rule that fewer than 10 replies fall under"}
OUT = {
    UNTOLD: "Not told of replies that are not counted, or where fewer than 10 came that day in the same way"
}
UNWEIGHTED = {
    NOT_WEIGHTED: "People who chose to reply, replies that are not counted, or weights were refused"
}
UNDRAWN = ".not_drawn"
NOT_DRAWN = {
    UNDRAWN: "No order was drawn by lot: on paper, before there were orders, or the reply was erased"
}
DIRECTIONS = {"as_written": "As it is written", "reversed": "From its end", **NOT_DRAWN}
# By name: what it is, and what cells without a free value can hold.
OF_EVERY_REPLY: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "response": ("A number made for exports; no page of staff takes it", {}),
    "how_reached": ("Code of how its sender was reached", {}),
    "state": ("Whether it is counted", STATES),
    "taken_out_by": ("Rule of the plan by which it was taken out", RARE),
    "counted_as_resident": ("Whether findings are about its sender", YES_NO),
    "may_publish": ("Whether what was written may be published", YES_NO),
    "received_day": ("Day it was received", OUT),
    "proposal_version": ("Version of the proposal that was shown", {}),
    "questionnaire_version": ("Version of the questionnaire that was answered", {}),
    "weight": (
        "Weight by the plan, of replies of people who were chosen by chance; its mean is 1",
        UNWEIGHTED,
    ),
    "scale_direction": ("Order of the scales that was drawn by lot for this reply", DIRECTIONS),
}


def _of_every_reply(material: Material) -> Iterator[Readable]:
    readers: Mapping[str, Reader] = {
        "response": lambda read: read.row.number,
        "how_reached": lambda read: read.row.arm,
        "state": lambda read: read.row.state,
        "taken_out_by": lambda read: _rule(read, material),
        "counted_as_resident": lambda read: _yes(read.row.eligible),
        "may_publish": lambda read: _yes(read.row.may_publish),
        "received_day": _day,
        "proposal_version": lambda read: read.version.proposal_number,
        "questionnaire_version": lambda read: read.version.number,
        "weight": lambda read: _weight(read, material),
        "scale_direction": _direction,
    }
    for name, (label, codes) in OF_EVERY_REPLY.items():
        yield Readable(_plain(name, label, codes), readers[name])


def _plain(name: str, label: str, codes: Mapping[str, str] | None = None) -> Column:
    listed = tuple(Code(code, words, not code.startswith(".")) for code, words in (codes or {}).items())
    return Column(
        name=name, variable=name, label=label, question="", title="", section="", scale="", codes=listed
    )


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def _day(read: Read) -> Cell:
    """Of a reply that is out, or alone on its day, the day would tell which one it is, and so what it says."""
    day: date = read.row.day
    return day if read.row.state == "counted" and read.row.same_day >= LEAST else UNTOLD


def _rule(read: Read, material: Material) -> Cell:
    rule: str | None = read.row.rule
    if read.row.state != "excluded" or not rule:
        return None
    return UNTOLD if rule in material.rare else rule


def _weight(read: Read, material: Material) -> Cell:
    decides = read.version.proposal_number == material.newest_proposal
    if read.row.state != "counted" or not read.row.eligible or not decides:
        return NOT_WEIGHTED
    return material.weights.get((read.row.arm, read.row.stratum), NOT_WEIGHTED)


def _direction(read: Read) -> Cell:
    reversible = any(is_reversible(question) for question in read.version.questionnaire.questions)
    if read.row.lot is None or not reversible:
        return UNDRAWN
    return "reversed" if read.row.lot & 1 else "as_written"


def _orders(material: Material) -> Iterator[Readable]:
    """What stood first in each list whose order is drawn, by the newest questionnaire that draws it."""
    lists: dict[str, AnyQuestion] = {}
    for version in sorted(material.versions.values(), key=lambda each: each.number):
        drawn = [each for each in version.questionnaire.questions if each.drawn and listed_of(each)]
        lists |= {question.name: question for question in drawn}
    for name, question in lists.items():
        codes = {option.code: option.label for option in listed_of(question)} | NOT_DRAWN
        label = f"What stood first, by lot ({question.label})"
        yield Readable(_plain(f"{ORDER}{name}", label, codes), _first(name))


def _first(name: str) -> Reader:
    def read(reply: Read) -> Cell:
        question = reply.version.questionnaire.questions_by_name.get(name)
        if question is None or not question.drawn or reply.row.lot is None:
            return UNDRAWN
        return first_of(question, draw(question, reply.row.lot))

    return read


def _groups(material: Material) -> Iterator[Readable]:
    """The groups that replies are counted in, by the newest questionnaire that has them."""
    strata = {}
    for version in sorted(material.versions.values(), key=lambda each: each.number):
        for stratum in version.questionnaire.strata:
            strata[stratum.name] = stratum
    for name, stratum in strata.items():
        codes = {value.code: value.label for value in stratum.values}
        codes |= {
            ERASED: NO_ANSWER[ERASED],
            NOT_IN_VERSION: "The questionnaire that was answered had no such groups",
        }
        yield Readable(_plain(f"{GROUP}{name}", stratum.label, codes), _group(name))


def _group(name: str) -> Reader:
    def read(reply: Read) -> Cell:
        if reply.erased:
            return ERASED
        names = [stratum.name for stratum in reply.version.questionnaire.strata]
        if name not in names:
            return NOT_IN_VERSION
        return str(split_stratum(reply.row.stratum)[names.index(name)])

    return read


def _themes(column: Column) -> Readable:
    """The suggested themes of what was written, as the newest search found them."""
    words = f"Suggested themes of what was written ({column.label})"
    made = _plain(f"{THEMES}{column.question or column.name}", words)
    question = column.question or column.name
    return Readable(made, lambda read: "; ".join((read.row.themes or {}).get(question, [])) or None)
