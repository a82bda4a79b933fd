"""Every kind of sheet with its columns, their headers and help, as a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.sheet.column_help import help_of
from ingest.sheet.headers.column_words import words_of
from ingest.sheet.headers.sheet_kinds import COLUMNS, NECESSARY, RECORDS
from kg.model.documents import SheetColumn, SheetKind, SheetKinds
from kg.model.relations import MemberOf


def sheet_kinds(head: dict[str, Any]) -> SheetKinds:
    """Return what people can fill in, in the language of ``head``."""
    lang = head["lang"]
    return SheetKinds(
        **head,
        kinds=[
            SheetKind(kind=kind, type=_type(kind), columns=list(_columns(kind, lang)))
            for kind in COLUMNS
        ],
    )


def _type(kind: str) -> str:
    return RECORDS[kind].node.__name__ if kind in RECORDS else MemberOf.type


def _columns(kind: str, lang: str) -> Iterator[SheetColumn]:
    for column in COLUMNS[kind]:
        yield SheetColumn(
            column=column,
            header=words_of(kind, column)[lang][0],
            help=help_of(kind, column).text(lang),
            needed=column in NECESSARY[kind],
        )
