"""The way in: a file of JSON lines to a source of items, sources first, then nodes, relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from ingest.exported import export_problems as problems
from ingest.exported.export_lines import export_lines
from ingest.exported.present_records import FoundStatements, PresentRecords, Statement
from ingest.exported.record_lines import (
    NODE,
    OTHER,
    RELATION,
    SOURCE,
    RecordLine,
    is_untold,
    kind_of,
    record_line,
)
from ingest.findings import Item, Problem
from ingest.loading import Source
from ingest.retrieval import file_digest
from kg.base.audience import Audience
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.base.ids import slug
from kg.model.changes import Change, NodeStatement, Withdrawal
from kg.store.protocol import Store

TOGETHER: Final = 500
"""Lines whose records are looked up in the store at once."""
T = TypeVar("T")


def export_source(path: Path, store: Store, visibility: Audience | None = None) -> Source:
    """Return the records of an export as a source for ``ingest.loading``.

    Each statement is made again in the name of its own source. Nothing that ``store`` holds is
    replaced: where a source says something else there, the record is held. Statements that claim
    nothing about who may see them claim ``visibility``.

    Raises:
        BadFileError: it cannot be opened, or none of its lines is a record of an export.
    """
    name = "".join(c if c.isprintable() else "?" for c in path.name)
    reading = _Reading(path, name, PresentRecords(store), visibility)
    reading.look_through()
    return Source(name, reading.items())


@dataclass(slots=True)
class _Reading:
    """A file that is read time after time: for its sources, its nodes, its relations.

    ``sources`` and ``nodes`` are the ids that its lines make; ``own`` is the source for what an
    older export does not tell the source of.
    """

    path: Path
    name: str
    present: PresentRecords
    visibility: Audience | None
    own: str = ""
    untold: int = 0
    sources: dict[str, RecordLine] = field(default_factory=dict)
    nodes: set[str] = field(default_factory=set)
    first: list[Change] = field(default_factory=list)
    stand_ins: set[str] = field(default_factory=set)

    def look_through(self) -> None:
        """Read the file once: its sources, and whether it is an export at all.

        Raises:
            BadFileError: as ``export_source``.
        """
        self.own = f"source/export/{slug(self.path.stem)}-{_digest(self.path)[:8]}"
        found = False
        for line in export_lines(self.path):
            kind = kind_of(line)
            found = found or kind in (NODE, RELATION, SOURCE)
            self.untold += is_untold(line)
            if kind == SOURCE:
                read = record_line(line, self.own)
                if isinstance(read.record, str):
                    self.sources[read.record] = read
        if not found:
            why = msg("it is no export of coopgraph.")
            raise BadFileError(
                self.name, why, msg("Give the .jsonl file that “coopgraph export” wrote.")
            )
        self._prepare_sources()

    def _lines(self, *kinds: str) -> Iterator[RecordLine]:
        lines = (line for line in export_lines(self.path) if kind_of(line) in kinds)
        return (record_line(line, self.own) for line in lines)

    def _prepare_sources(self) -> None:
        """Sources vouch for each other in any order: each is there before any is described."""
        new = sorted(self.sources.keys() - self.present.known(self.sources))
        own = {
            one.id
            for line in self.sources.values()
            for one in line.statements
            if isinstance(one, NodeStatement) and one.id == one.source
        }
        self.stand_ins = set(new) - own
        self.first = [NodeStatement(id_, id_, {}) for id_ in new]
        if self.untold:
            title = {"title": {"und": self.name}}
            self.first.append(NodeStatement(self.own, self.own, title))
            self.sources.setdefault(self.own, RecordLine(0))

    def items(self) -> Iterator[Item]:
        """Yield an item per line, those of sources before nodes, and relations last."""
        for kinds in ((SOURCE,), (NODE, OTHER), (RELATION,)):
            for lines in _together(self._lines(*kinds)):
                yield from self._items(lines)

    def _items(self, lines: Sequence[RecordLine]) -> Iterator[Item]:
        there = self.present.statements(lines)
        ends = {id_ for line in lines for id_ in _ends(line)} - self.nodes
        known = self.nodes | self.present.known(ends)
        for line in lines:
            line.problems += self._lacking(line, known)
            changes = self._changes(line, there)
            yield self._item(line, changes)

    def _item(self, line: RecordLine, changes: list[Change]) -> Item:
        if self.untold and line.untold:
            line.problems.append(problems.no_statements(self.untold))
            self.untold = 0
        where = f"line {line.line}"
        findings = tuple(problem.finding(self.name, where) for problem in line.problems)
        item = Item(where, (), findings)
        if item.outcome in ("held", "rejected"):
            return item
        if isinstance(line.record, str):
            self.nodes |= {line.record, *(lead.old for lead in line.redirects)}
        first, self.first = self.first, []
        return Item(where, [*first, *changes], findings)

    def _lacking(self, line: RecordLine, known: set[str]) -> Iterator[Problem]:
        for source in sorted({one.source for one in line.statements}):
            if source not in self.sources and not self.present.known([source]):
                yield problems.unknown_source(source)
        for id_ in _ends(line):
            if id_ not in known:
                yield problems.unknown_end(id_)

    def _changes(self, line: RecordLine, there: FoundStatements) -> list[Change]:
        changes: list[Change] = []
        for one in line.statements:
            claimed = self._claiming(one)
            said = there.get(claimed)
            if said is None:
                changes.append(claimed)
            elif not said:
                line.problems.append(problems.says_otherwise(one.source))
        if line.is_source and line.record in self.stand_ins:
            assert isinstance(line.record, str)
            changes.append(Withdrawal(line.record, line.record))
        for lead in line.redirects:
            if self.present.may_lead(lead):
                changes.append(lead)
            elif not self.present.leads(lead):
                line.problems.append(problems.merged_elsewhere(lead.old))
        return changes

    def _claiming(self, one: Statement) -> Statement:
        about_source = isinstance(one, NodeStatement) and one.id in self.sources
        if one.visibility is None and not about_source:
            return one._replace(visibility=self.visibility)
        return one


def _ends(line: RecordLine) -> Iterator[str]:
    for one in line.statements:
        if not isinstance(one, NodeStatement):
            yield from (one.relation.start, one.relation.end)


def _digest(path: Path) -> str:
    try:
        return file_digest(path)
    except OSError:
        return "0" * 64  # whoever reads the lines says why


def _together(lines: Iterable[RecordLine]) -> Iterator[list[RecordLine]]:
    rest = iter(lines)
    while batch := list(islice(rest, TOGETHER)):
        yield batch
