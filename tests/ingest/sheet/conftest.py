"""What the tests of sheets share: what is known, and small files made on the spot."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ingest.findings import Finding, Item
from ingest.known import Known, known_from_store
from ingest.loading import Source
from ingest.sheet import sheet_source
from kg.model.changes import NodeStatement, RelationStatement
from kg.store.protocol import Store
from tests.conftest import TODAY

Rows = Sequence[Sequence[Any]]


@pytest.fixture(scope="session")
def known(starter_store: Store) -> Known:
    return known_from_store(starter_store)


@pytest.fixture
def read(known: Known, tmp_path: Path) -> Callable[..., Source]:
    """Read rows as a CSV sheet of a kind."""

    def reading(kind: str, rows: Rows | str, name: str = "sheet.csv") -> Source:
        text = rows if isinstance(rows, str) else as_csv(rows)
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return sheet_source(path, kind, known, today=TODAY)

    return reading


def as_csv(rows: Rows, delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def write_book(path: Path, sheets: dict[str, Rows]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def items(source: Source) -> list[Item]:
    return list(source.items)


def findings(source: Source) -> list[Finding]:
    return [finding for item in source.items for finding in item.findings]


def codes(source: Source) -> list[tuple[str, str, str]]:
    return [(f.field, f.code, f.outcome.value) for f in findings(source)]


def node(item: Item) -> NodeStatement:
    (found,) = [change for change in item.changes if isinstance(change, NodeStatement)]
    return found


def links(item: Item) -> dict[str, list[str]]:
    """The other ends of an item's relations, by type."""
    own = node(item).id
    ends: dict[str, list[str]] = {}
    for change in item.changes:
        if isinstance(change, RelationStatement):
            name = change.relation
            other = name.end if name.start == own else name.start
            ends.setdefault(name.type, []).append(other)
    return ends
