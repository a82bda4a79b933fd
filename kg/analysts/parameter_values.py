"""Values of parameters as they are written: text, number, null, a day, a list or map of these."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

_DATE: Final = re.compile(r"date\('(\d{4}-\d\d-\d\d)'\)")
_QUOTED_KEY: Final = re.compile(r"`([^`']*)`(?=:)")
_WORDS: Final = {"null": None, "true": True, "false": False}


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
