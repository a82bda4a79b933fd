"""The tables of docs/sheets.md: each kind of sheet with its columns, the headers recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.sheet.column_help import help_of
from ingest.sheet.headers.column_words import words_of
from ingest.sheet.headers.sheet_kinds import COLUMNS, NECESSARY, SETTLED
from ingest.sheet.headers.synonyms import Words

_SHOWN: Final = 6
_LANGUAGES: Final = ("en", "es", "pt", "fr")
_BLOCK: Final = "<!-- {name}: written by make docs -->\n"
_END: Final = "<!-- end -->\n"


def with_sheet_tables(page: str) -> str:
    """Return a page with its tables of columns and headers written anew.

    Raises:
        ValueError: the page has no place for one of them, or two.
    """
    page = _with(page, "columns", "".join(_columns()))
    return _with(page, "headers", "".join(_headers()))


def _with(page: str, name: str, text: str) -> str:
    begin = _BLOCK.format(name=name)
    block = re.compile(re.escape(begin) + r".*?" + re.escape(_END), re.DOTALL)
    written, found = block.subn(lambda _old: f"{begin}\n{text}\n{_END}", page)
    if found != 1:
        raise ValueError(f"one block of {name} is expected in the page, and there are {found}")
    return written


def _columns() -> Iterator[str]:
    for kind, columns in COLUMNS.items():
        if kind not in SETTLED:
            needed = ", ".join(f"`{column}`" for column in NECESSARY[kind])
            yield f"**{kind.capitalize()}**. New ones need {needed}.\n\n"
            yield "| column | what to write |\n|---|---|\n"
            yield from (f"| `{c}` | {help_of(kind, c).text()} |\n" for c in columns)
            yield "\n"


def _headers() -> Iterator[str]:
    yield "| column | English | Spanish | Portuguese | French |\n|---|---|---|---|---|\n"
    for column, kinds in _by_column().items():
        for words, named in _by_words(column, kinds):
            where = "" if len(named) == len(kinds) else f" ({', '.join(named)})"
            cells = (", ".join(words[lang][:_SHOWN]) for lang in _LANGUAGES)
            yield f"| `{column}`{where} | {' | '.join(cells)} |\n"


def _by_column() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, columns in COLUMNS.items():
        for column in columns:
            found.setdefault(column, []).append(kind)
    return found


def _by_words(column: str, kinds: list[str]) -> list[tuple[Words, list[str]]]:
    """The words of a column, with the kinds in which they count."""
    found: list[tuple[Words, list[str]]] = []
    for kind in kinds:
        words = words_of(kind, column)
        named = next((names for known, names in found if known == words), None)
        if named is None:
            found.append((words, [kind]))
        else:
            named.append(kind)
    return found
