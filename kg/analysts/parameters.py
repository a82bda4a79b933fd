"""The parameters of a query: as they are written, and checked against what the query asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from kg.analysts.parameter_values import value_of
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError
from kg.base.i18n import Message, msg

DAY: Final = "as_of"
"""The parameter that holds the date a query asks about."""
_COMMAND: Final = re.compile(r"^:param[ \t]+(\w+)[ \t]*=>(.*)$", re.MULTILINE)
_USED: Final = re.compile(r"\$(?:`([^`]+)`|(\w+))")
_LIKE: Final = "id=state/hti"
_DAY_FIX: Final = msg("Write date('2022-06-22').")


def parameters_of(given: Iterable[str], option: str) -> dict[str, Any]:
    """Return parameters written as ``name=value``: JSON, a day (``date('2022-06-22')``), or text.

    >>> parameters_of(["top=3", "id=state/hti", 'ids=["a"]', "on=date('2022-06-22')"], "--param")
    {'top': 3, 'id': 'state/hti', 'ids': ['a'], 'on': datetime.date(2022, 6, 22)}

    Raises:
        BadOptionError: there is no name, no sign, or no such day.
    """
    found = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not (name.isidentifier() and sign):
            raise BadOptionError(option, text, msg("Write name=value, for example {id}.", id=_LIKE))
        found[name] = _value(option, value)
    return found


def prepared(text: str) -> tuple[str, dict[str, Any]]:
    r"""Return the query of a file and its ``:param`` lines, those that Neo4j Browser knows too.

    >>> prepared(":param top => 3;\nRETURN $top;")
    ('\nRETURN $top;', {'top': 3})

    Raises:
        BadOptionError: a value is none that is known.
    """
    parameters = {}
    for name, value in _COMMAND.findall(text):
        try:
            parameters[name] = value_of(value.strip().removesuffix(";").rstrip())
        except ValueError:
            fix = msg("Write a text, a number, null, date('2022-06-22'), or a list of these.")
            raise BadOptionError(f":param {name}", value, fix) from None
    return _COMMAND.sub("", text), parameters


def _value(option: str, text: str) -> Any:
    if text.startswith("date("):
        try:
            return value_of(text)
        except ValueError:
            raise BadOptionError(option, text, _DAY_FIX) from None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def settled(
    query: str,
    examples: Mapping[str, Any],
    given: Mapping[str, Any],
    day: date,
    *,
    day_named: bool,
    option: str = "--param",
) -> dict[str, Any]:
    """Return the values a query is asked with.

    What was given goes before the day asked about, that before the example of a file; a day of
    which nothing is said is ``day``.

    >>> settled("RETURN $as_of", {}, {}, date(2026, 11, 26), day_named=False)
    {'as_of': datetime.date(2026, 11, 26)}

    Raises:
        BadOptionError: the query has no such parameter, or the value is of another kind than its
            example.
    """
    names = dict.fromkeys(quoted or plain for quoted, plain in _USED.findall(query))
    for name in given:
        if name not in names:
            raise BadOptionError(option, name, _known(list(names)))
    found = dict(examples)
    if DAY in names and (day_named or DAY not in examples):
        found[DAY] = day
    return found | {name: _fitting(option, name, value, found) for name, value in given.items()}


def _known(names: list[str]) -> Message:
    if not names:
        return msg("The query has no parameters.")
    return msg("The query has these parameters: {names}.", names=names)


def _fitting(option: str, name: str, value: Any, examples: Mapping[str, Any]) -> Any:
    """Return the value, a day written as text as the day; of the kind of the example if any."""
    example = examples.get(name)
    if isinstance(example, date) and isinstance(value, str):
        try:
            return parse_day(value)
        except ValueError:
            raise BadOptionError(f"{option} {name}", value, _DAY_FIX) from None
    if value is None or example is None or _kind(value) is _kind(example):
        return value
    fix = msg("Write it like {like}.", like=_json(example))
    if isinstance(example, date):
        fix = _DAY_FIX
    raise BadOptionError(f"{option} {name}", _json(value), fix)


def _kind(value: Any) -> type:
    return float if type(value) is int else type(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
