"""Files of documents: JSON of at most a megabyte, read without trusting it."""

import json
from typing import Any, NoReturn

from surveys.reading.reader import DefinitionError, Problem

LARGEST = 1_000_000
DEEPEST = 60


def read_json(content: bytes) -> Any:
    """Raises `DefinitionError` with what is wrong with a file that is no JSON, too large or too deep."""
    if len(content) > LARGEST:
        _refuse(f"It has more than {LARGEST:,} bytes.")
    try:
        document = json.loads(
            content.decode("utf-8-sig"), parse_constant=_refuse_number, object_pairs_hook=_unique
        )
    except DefinitionError:
        raise
    except UnicodeDecodeError:
        _refuse("It is not written in UTF-8.")
    except json.JSONDecodeError as fault:
        _refuse(f"It is not JSON: line {fault.lineno}, column {fault.colno}: {fault.msg}.")
    except (RecursionError, ValueError):
        _refuse("It is not JSON that can be read.")
    if _depth(document) > DEEPEST:
        _refuse(f"Its parts are nested more than {DEEPEST} deep.")
    return document


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a field that stands twice, one would be lost without a word."""
    names = [name for name, _ in pairs]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        _refuse(f"The field “{twice}” stands twice in one place.")
    return dict(pairs)


def _depth(value: Any) -> int:
    """How deep lists and objects are nested, without recursion."""
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        each, depth = waiting.pop()
        deepest = max(deepest, depth)
        inner = each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        waiting += [(part, depth + 1) for part in inner]
    return deepest


def _refuse_number(name: str) -> NoReturn:
    _refuse(f"“{name}” is not a number.")


def _refuse(sentence: str) -> NoReturn:
    raise DefinitionError([Problem("file", sentence)])
