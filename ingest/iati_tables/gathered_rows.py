"""The rows of all tables by the activity they are about, on disk while a folder is read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

_TABLES: Final = """
    CREATE TABLE rows (id TEXT, "table" TEXT, line INTEGER, cells TEXT);
    CREATE INDEX by_id ON rows (id, "table", line);
"""

Cells = dict[str, str]
"""Column → what a row says there, empty cells left out."""


class TableRow(NamedTuple):
    """A row: its table, its line there, its cells."""

    table: str
    line: int
    cells: Cells


class GatheredRows:
    """Rows by activity; a private file of SQLite, which is gone with this object."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode = OFF;{_TABLES}")

    def add(self, rows: Iterable[tuple[str, TableRow]]) -> None:
        """Keep rows, each with the identifier of its activity."""
        self._db.execute("BEGIN")
        self._db.executemany(
            "INSERT INTO rows VALUES (?, ?, ?, ?)",
            ((id_, row.table, row.line, json.dumps(row.cells)) for id_, row in rows),
        )
        self._db.execute("COMMIT")

    def about(self, id_: str) -> Iterator[TableRow]:
        """Yield the rows about an activity, by table, in the order of their lines."""
        found = self._db.execute(
            'SELECT "table", line, cells FROM rows WHERE id = ? ORDER BY "table", line', (id_,)
        )
        return (TableRow(table, line, json.loads(cells)) for table, line, cells in found)

    def of_table(self, table: str) -> Iterator[tuple[str, TableRow]]:
        """Yield all rows of a table with their identifiers, in the order of their lines."""
        found = self._db.execute(
            'SELECT id, line, cells FROM rows WHERE "table" = ? ORDER BY line', (table,)
        )
        return ((id_, TableRow(table, line, json.loads(cells))) for id_, line, cells in found)

    def strays(self, main: str) -> Iterator[tuple[str, int, int, str]]:
        """Yield per table: how many rows name no row of ``main``, the first of them, its id."""
        return self._db.execute(
            'SELECT "table", count(*), min(line), id FROM rows'
            ' WHERE id NOT IN (SELECT id FROM rows WHERE "table" = ?)'
            ' GROUP BY "table" ORDER BY "table"',
            (main,),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
