"""Ready queries: files that Neo4j Browser, the command line and the tests all read.

A file begins with comments in a fixed form and the parameters with example values::

    // Which states are bridges
    // For: board, analysts
    // Answers: States that belong to at least two of the blocs,
    //   on the day.
    // Parameters:
    //   as_of: the day asked about
    :param as_of => date('2026-11-25')

    MATCH …;
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

_HEAD: Final = re.compile(
    r"// (?P<title>\S.*)\n"
    r"// For: (?P<readers>\S.*)\n"
    r"// Answers: (?P<answers>\S.*\n(?://   \S.*\n)*?)"
    r"(?:// Parameters:\n(?P<meanings>(?://   \w+: \S.*\n)+))?"
    r"(?P<values>(?::param .*\n)*)"
    r"\n(?P<text>(?!//|:)\S[^;]*[^;\s]);\n"
)
_VALUE: Final = re.compile(r":param (\w+) => (.*\S)")
_MEANING: Final = re.compile(r"//   (\w+): (.*\S)")
_DATE: Final = re.compile(r"date\('(\d{4}-\d\d-\d\d)'\)")
_QUOTED_KEY: Final = re.compile(r"`([^`']*)`(?=:)")
_WORDS: Final = {"null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready query: what it answers, for whom, and its text with example values."""

    name: str
    title: str
    readers: tuple[str, ...]
    answers: str
    meanings: dict[str, str]
    parameters: dict[str, Any]
    text: str


def ready_queries(folder: Path) -> list[Ready]:
    """Return the queries of a folder, in the order of their names.

    Raises:
        ValueError: a file is not in the form; names it.
    """
    return [read(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.cypher"))]


def read(name: str, content: str) -> Ready:
    """Return the query that a file holds.

    Raises:
        ValueError: it is not in the form.
    """
    found = _HEAD.fullmatch(content)
    if found is None:
        raise ValueError(name)
    values = dict(_VALUE.findall(found["values"]))
    query = Ready(
        name=name,
        title=found["title"],
        readers=tuple(found["readers"].split(", ")),
        answers=" ".join(found["answers"].replace("\n//  ", "").split()),
        meanings=dict(_MEANING.findall(found["meanings"] or "")),
        parameters={key: value_of(text) for key, text in values.items()},
        text=found["text"],
    )
    if list(query.meanings) != list(query.parameters):
        raise ValueError(name)
    return query


def value_of(text: str) -> Any:
    """Return the value of a parameter: text, number, null, a day, a list or map of these.

    >>> value_of("['a', null]"), value_of("date('2026-11-25')"), value_of("{`RUNS `: 90}")
    (['a', None], datetime.date(2026, 11, 25), {'RUNS ': 90})

    Raises:
        ValueError: something else.
    """
    day = _DATE.fullmatch(text)
    if day:
        return date.fromisoformat(day[1])
    try:
        return _plain(ast.parse(_QUOTED_KEY.sub(r"'\1'", text), mode="eval").body)
    except (SyntaxError, MemoryError, RecursionError):
        raise ValueError(text) from None


def _plain(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int | float):
        return node.value
    if isinstance(node, ast.Name) and node.id in _WORDS:
        return _WORDS[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _negative(node.operand)
    if isinstance(node, ast.List):
        return [_plain(item) for item in node.elts]
    if isinstance(node, ast.Dict):
        return dict(_items(node))
    raise ValueError(type(node).__name__)


def _negative(node: ast.expr) -> int | float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return -node.value
    raise ValueError(type(node).__name__)


def _items(node: ast.Dict) -> Iterator[tuple[str, Any]]:
    for key, value in zip(node.keys, node.values, strict=True):
        name = key.id if isinstance(key, ast.Name) else getattr(key, "value", None)
        if type(name) is not str:
            raise ValueError(type(key).__name__)
        yield name, _plain(value)
