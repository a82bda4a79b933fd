"""The table of strengths in docs/paths.md, written from what routes are made with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from kg.paths.strengths import NOT_STATED, STRENGTHS, Strength

_HEAD: Final = "| relation | status | strength | why |\n|---|---|---|---|\n"
_TABLE: Final = re.compile(re.escape(_HEAD) + r"(?:\|.*\n)*")


def with_strengths(page: str) -> str:
    """Return a page with its table of strengths written anew.

    Raises:
        ValueError: the page has no such table, or two.
    """
    rows = "".join(row for type_, tabled in STRENGTHS.items() for row in _rows(type_, tabled))
    written, found = _TABLE.subn(lambda _old: _HEAD + rows, page)
    if found != 1:
        raise ValueError(f"one table of strengths is expected in the page, and there are {found}")
    return written


def _rows(type_: str, tabled: Mapping[str, Strength]) -> Iterator[str]:
    """Yield a row for each strength; statuses that share one share its row."""
    name = f" `{type_}`"
    for _, group in groupby(tabled.items(), key=lambda item: id(item[1])):
        statuses, (strength, *_) = zip(*group, strict=True)
        words = ", ".join(status or "not stated" for status in statuses)
        first = "" if statuses == (NOT_STATED,) else f" {words}"
        share = f"{strength.millionths / 1_000_000:.2f}"
        yield f"|{name} |{first} | {share} | {strength.reason} |\n"
        name = ""
