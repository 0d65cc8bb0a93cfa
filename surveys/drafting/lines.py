"""Lines: a list of answers as people type it, one on a line, and back.

A line is `code = Words | hint`. The code may be left out: it is kept where the words are known, else made of them. A
star before the words sets an answer apart, a line with # before it is a heading for those that follow.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from surveys.drafting.outline import free_name
from surveys.reading.reader import CODE

Option = dict[str, Any]

APART, HEADING, HINT = "*", "#", "|"
CODED = re.compile(rf"({CODE.pattern}) = (.*)", re.DOTALL)
ESCAPED = re.compile(r"\\(.)")


def write_lines(options: Iterable[Mapping[str, Any]]) -> str:
    """The lines of a list of options."""
    lines, group = [], ""
    for option in options:
        if option.get("group", "") != group:
            group = option.get("group", "")
            lines.append(f"{HEADING} {_escape(group)}".rstrip())
        hint = f" {HINT} {_escape(option['hint'])}" if option.get("hint") else ""
        mark = f"{APART} " if option.get("outside") else ""
        lines.append(f"{mark}{option.get('code', '')} = {_escape(option.get('label', ''))}{hint}")
    return "\n".join(lines)


def read_lines(typed: str, known: Sequence[Mapping[str, Any]] = ()) -> list[Option]:
    """The options of lines; `known` are those of before, whose codes stay with their words."""
    codes = {option.get("label"): option.get("code") for option in known}
    options: list[Option] = []
    group = ""
    for line in typed.splitlines():
        words = line.strip()
        if words.startswith(HEADING):
            group = _unescape(words[1:].strip())
        elif words:
            option = _read_line(words, codes, {each["code"] for each in options})
            options.append(option | ({"group": group} if group else {}))
    return options


def _read_line(words: str, codes: Mapping[Any, Any], taken: set[str]) -> Option:
    apart = words.startswith(APART)
    rest = words[1:].strip() if apart else words
    coded = CODED.fullmatch(rest)
    label, hint = _parts(coded[2] if coded else rest)
    code = coded[1] if coded else codes.get(label) or free_name(label, taken, "answer")
    option: Option = {"code": code, "label": label}
    if hint:
        option["hint"] = hint
    return option | ({"outside": True} if apart else {})


def _parts(words: str) -> tuple[str, str]:
    """Label and hint, parted by the first bar that no backslash stands before."""
    found = re.search(r"(?<!\\)(?:\\\\)*\|", words)
    if found is None:
        return _unescape(words.strip()), ""
    bar = found.end() - 1
    return _unescape(words[:bar].strip()), _unescape(words[bar + 1 :].strip())


def _escape(words: str) -> str:
    return words.replace("\\", "\\\\").replace(HINT, f"\\{HINT}")


def _unescape(words: str) -> str:
    return ESCAPED.sub(r"\1", words)
