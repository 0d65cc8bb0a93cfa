"""The codebook of an export: what each column means, made of the same list as header and rows."""

from collections.abc import Iterator, Sequence

from consult.services.records.columns import NO_ANSWER, NOT_RANKED, RANKED
from surveys.columns import Code, Column

HEADERS = ("variable", "label", "question", "section", "scale", "versions", "code", "value", "on_scale")


def codebook(columns: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    """One row for each code of each column, or one for a column without any, to go under HEADERS."""
    for column in columns:
        about = (column.name, column.label, column.title, column.section, column.scale)
        codes = [*column.codes, *_without_answer(column)]
        for code in codes or [Code("", "")]:
            versions = ", ".join(map(str, code.versions or column.versions))
            scaled = "" if not code.code else "yes" if code.on_scale else "no"
            yield (*about, versions, code.code, code.label, scaled)


def _without_answer(column: Column) -> list[Code]:
    """Why a cell of an asked column can have no answer."""
    if not column.versions:
        return []
    reasons = NO_ANSWER | ({NOT_RANKED: RANKED} if column.scale == "rank" else {})
    return [Code(code, words, on_scale=False) for code, words in reasons.items()]
