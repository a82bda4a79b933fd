"""An export file line by line, within bounds: each a JSON object, or why it is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

from ingest.exported import export_problems as problems
from ingest.findings import Problem
from kg.base.bounded_files import TooLargeError, regular_file
from kg.base.errors import BadFileError
from kg.base.i18n import msg

MAX_LINE: Final = 8_000_000
"""Bytes of a line."""
MAX_BYTES: Final = 16 * 2**30
"""Bytes of a file."""
_PERHAPS_ODD: Final = re.compile(rb"\\u(?:[dD][89a-fA-F]|00[01]|007[fF])")
_ODD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class ExportLine(NamedTuple):
    """A line: its number, what it holds (None where it is no object), what is wrong with it."""

    number: int
    row: dict[str, Any] | None
    problem: Problem | None


def export_lines(path: Path) -> Iterator[ExportLine]:
    """Yield the lines of a file; empty ones are none.

    Raises:
        BadFileError: it cannot be opened, or is no file.
    """
    try:
        with regular_file(path, MAX_BYTES) as file:
            number = 0
            while raw := file.readline(MAX_LINE + 1):
                number += 1
                if len(raw) > MAX_LINE:
                    _skip(file.readline, raw)
                    yield ExportLine(number, None, problems.long_line(MAX_LINE))
                elif raw.strip():
                    yield _line(number, raw)
    except (OSError, TooLargeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        why = msg("it cannot be opened ({reason}).", reason=reason)
        raise BadFileError(str(path), why, msg("Check the path and the rights.")) from error


def _skip(readline: Any, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = readline(MAX_LINE)


def _line(number: int, raw: bytes) -> ExportLine:
    try:
        row = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse)
        # Almost no line is looked at: only those that escape something.
        odd = _PERHAPS_ODD.search(raw) is not None and row != (clean := _cleaned(row))
    except (ValueError, RecursionError) as error:
        return ExportLine(number, None, problems.bad_line(_reason(error)))
    if not isinstance(row, dict):
        return ExportLine(number, None, problems.bad_line("{}"))
    return (
        ExportLine(number, clean, problems.odd_characters())
        if odd
        else ExportLine(number, row, None)
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) != len(pairs):
        raise ValueError("a name occurs twice")
    return row


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _reason(error: Exception) -> str:
    return getattr(error, "msg", None) or getattr(error, "reason", None) or str(error)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _ODD.sub(" ", value)
    if isinstance(value, dict):
        return {_ODD.sub(" ", name): _cleaned(one) for name, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list) else value
