"""The way in: folders of tables to sources of items, read as IATI files are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from ingest.claiming import claiming
from ingest.findings import Finding, Item
from ingest.iati.catalogue import Catalogue
from ingest.iati.document_files import Document, printable
from ingest.iati.element_text import Element
from ingest.iati.kept_records import keeping
from ingest.iati.not_kept import unread_tables
from ingest.iati.sources import Reading
from ingest.iati.stream import Head
from ingest.iati_tables import table_findings as said
from ingest.iati_tables.activity_elements import element_of
from ingest.iati_tables.gathered_rows import GatheredRows, TableRow
from ingest.iati_tables.table_columns import ACTIVITIES, BARE, COLUMNS, IDENTIFIER, INSIDE
from ingest.iati_tables.tables_read import read_table
from ingest.known import Known
from ingest.loading import Source
from kg.base.audience import Audience
from kg.base.errors import BadFileError

_HEAD: Final = Head("", "2.03", None)
_READ: Final = frozenset({*COLUMNS, *BARE, *INSIDE})


def iati_table_sources(
    folders: Sequence[Path],
    known: Known,
    today: date | None = None,
    visibility: Audience | None = None,
    recipient: str | None = None,
) -> Iterator[Source]:
    """Yield one source per folder of tables; all else as ``iati_sources``.

    Nothing is raised: a folder that cannot be read is an item that was rejected.
    """
    catalogue = Catalogue(known, today or datetime.now(UTC).date())
    for folder in folders:
        loaded = _LoadedFolder(folder, known, catalogue, recipient)
        items = claiming(loaded.items(), visibility)
        yield Source(_name(folder, ACTIVITIES), items, notes=loaded.notes())


def _name(folder: Path, table: str) -> str:
    return printable(str(folder / f"{table}.csv"))


class _LoadedFolder:
    """One folder as it is loaded: its activities, then what is to be said of it as a whole."""

    def __init__(
        self, folder: Path, known: Known, catalogue: Catalogue, recipient: str | None
    ) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._recipient = recipient
        self._document = Document(
            _name(folder, ACTIVITIES), printable(folder.resolve().name), folder
        )
        self._reading = Reading(self._document, _HEAD, known, catalogue, recipient)
        self._read: _FolderRead | None = None

    def items(self) -> Iterator[Item]:
        with closing(GatheredRows()) as rows:
            self._read = read = _FolderRead(self._folder, rows)
            try:
                read.gather()
            except BadFileError as error:
                yield Item("", (), (said.bad_table(read.name, error),))
                return
            yield from read.items(self._item)
            yield from read.strays()

    def notes(self) -> Iterator[Finding]:
        """Yield the findings about the folder; to be asked for when its items are read."""
        if self._read is not None:
            yield from self._read.findings
        yield from self._reading.notes()

    def _item(self, element: Element) -> Item:
        """Return an activity as an item, one that waits with what is kept of it."""
        item = self._reading.item(element)
        return keeping(
            item, element, self._document, _HEAD, self._catalogue, recipient=self._recipient
        )


@dataclass(slots=True)
class _FolderRead:
    """A folder of tables while it is read: its rows on disk, what is to be said of it once."""

    folder: Path
    rows: GatheredRows
    findings: list[Finding] = field(default_factory=list)
    put_back: set[int] = field(default_factory=set)
    askew: dict[str, set[int]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return _name(self.folder, ACTIVITIES)

    def gather(self) -> None:
        """Read all tables, one at a time.

        Raises:
            BadFileError: one of them cannot be read.
        """
        strange: list[str] = []
        for path in sorted(self.folder.glob("*")):
            table = path.stem.lower()
            if path.suffix.lower() != ".csv" or not path.is_file():
                continue
            if table not in _READ:
                strange.append(printable(path.name))
            elif path.stat().st_size:
                self._gather_table(path, table)
        if strange:
            self.findings.append(unread_tables(self.name, strange))

    def _gather_table(self, path: Path, table: str) -> None:
        read = read_table(path, table)
        self.rows.add(read.rows)
        self.askew[table] = read.askew
        if table == ACTIVITIES:
            self.put_back = read.put_back
        columns = sorted({IDENTIFIER, *COLUMNS.get(table, ())})
        self.findings += [
            said.unknown_column(self.name, table, column, columns) for column in read.unread
        ]

    def items(self, read: Callable[[Element], Item]) -> Iterator[Item]:
        """Yield each activity as it is ``read``, or why it waits."""
        for id_, row in self.rows.of_table(ACTIVITIES):
            parts = list(self.rows.about(id_))
            where = f"line {row.line}"
            askew = [p for p in (row, *parts) if p.line in self.askew[p.table]]
            if askew:
                first = askew[0]
                held = said.row_askew(self.name, where, first.table, first.line)
                yield Item(where, (), (held,))
                continue
            yield self._item(read, row, parts, where)

    def _item(
        self, read: Callable[[Element], Item], row: TableRow, parts: list[TableRow], where: str
    ) -> Item:
        built = element_of(row, parts)
        item = read(built.element)
        found = list(item.findings)
        if row.line in self.put_back:
            found.append(said.row_put_back(self.name, where))
        if built.unplaced:
            found.append(said.unplaced_sectors(self.name, where, built.unplaced))
        return replace(item, findings=tuple(found))

    def strays(self) -> Iterator[Item]:
        """Yield one rejected item per table that speaks of activities that are not there."""
        for table, count, line, id_ in self.rows.strays(ACTIVITIES):
            found = said.stray_rows(_name(self.folder, table), line, count, id_)
            yield Item(found.where, (), (found,))
