"""The way in: paths to sources of items, each activity with its statements and findings."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from ingest.findings import Finding, Item, Outcome
from ingest.iati import activity_problems as problems
from ingest.iati.activity import read_activity
from ingest.iati.activity_changes import Statement, Translation
from ingest.iati.activity_problems import Problem
from ingest.iati.activity_record import Party, Record
from ingest.iati.catalogue import Catalogue, source_id
from ingest.iati.discovery import Found, discovered
from ingest.iati.document_faults import NO_IATI, RefusedFileError, holds_none
from ingest.iati.document_files import Document
from ingest.iati.kept_records import kept_record
from ingest.iati.organisation_reading import OrganisationReading
from ingest.iati.orgs import Resolved
from ingest.iati.parts import Element
from ingest.iati.stream import Break, Head, head, records
from ingest.known import Known
from ingest.loading import Source
from kg.base.audience import Audience
from kg.base.ids import MAX_LENGTH, encode
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.registry import type_of

_SAFE_IDENTIFIER: Final = re.compile(r"[A-Za-z0-9._~:/-]+\Z", re.ASCII)


def iati_sources(
    paths: Sequence[Path],
    known: Known,
    today: date | None = None,
    visibility: Audience | None = None,
) -> Iterator[Source]:
    """Yield one source per IATI document in files, folders and archives.

    ``today`` is the day on which new sources count as retrieved (default: this day, UTC);
    ``visibility`` is claimed of all that is read.

    Raises:
        BadFileError: before anything is yielded, for a path that does not exist, a file, folder or
            archive without any IATI. What is wrong with other documents is reported as findings.
    """
    found = discovered(paths)
    for each in found:
        _require_iati(each)
    catalogue = Catalogue(known, today or datetime.now(UTC).date())
    for each in found:
        for document in each.documents:
            loaded = _Loaded(document, known, catalogue)
            items = loaded.items()
            claimed = items if visibility is None else claiming(items, visibility)
            yield Source(document.name, claimed, notes=loaded.notes())
        if notes := each.notes():
            yield Source(each.name, (), notes=notes)


def _require_iati(found: Found) -> None:
    """Refuse what is given by name and holds nothing of IATI, not even something broken."""
    for document in found.documents:
        try:
            head(document)
        except RefusedFileError as error:
            if error.code in NO_IATI:
                if found.alone:
                    raise
                continue
        return
    raise holds_none(found.name, found.others)


class _Loaded:
    """One document as it is loaded: its records, then what is to be said of it as a whole."""

    def __init__(self, document: Document, known: Known, catalogue: Catalogue) -> None:
        self._document = document
        self._known = known
        self._catalogue = catalogue
        self._reading: Reading | OrganisationReading | None = None

    def items(self) -> Generator[Item, None, None]:
        document = self._document
        try:
            root = head(document)
        except RefusedFileError as error:
            yield _rejected(document, Break(0, error.code, error.why, error.fix))
            return
        kind = READINGS[root.record]
        self._reading = reading = kind(document, root, self._known, self._catalogue)
        with closing(records(document, root)) as elements:
            for element in elements:
                if isinstance(element, Break):
                    yield _rejected(document, element)
                else:
                    yield self._kept(reading.item(element), element, root)

    def _kept(self, item: Item, element: Element, root: Head) -> Item:
        """Return an item, one that waits with what is kept of its record, which has been read."""
        if item.outcome is not Outcome.HELD:
            return item
        digest = self._catalogue.digest(self._document.path)
        kept = kept_record(element, self._document, root, self._catalogue.today, digest)
        return replace(item, kept=kept)

    def notes(self) -> Iterator[Finding]:
        """Yield the findings about the document; to be asked for when its items are read."""
        if self._reading is not None:
            yield from self._reading.notes()


def claiming(items: Iterable[Item], visibility: Audience) -> Iterator[Item]:
    """Yield items that claim who may see them, those too that wait."""
    for item in items:
        kept = item.kept
        if kept is not None:
            kept = replace(kept, facts={**kept.facts, "visibility": visibility})
        yield replace(item, changes=[_claim(c, visibility) for c in item.changes], kept=kept)


def _claim(change: Change, visibility: Audience) -> Change:
    """Return a change that claims who may see it; sources are seen by what they state."""
    about_source = isinstance(change, NodeStatement) and type_of(change.id) == "Source"
    if isinstance(change, (NodeStatement, RelationStatement)) and not about_source:
        return change._replace(visibility=visibility)
    return change


def _rejected(document: Document, broken: Break) -> Item:
    where = _where(broken.line) if broken.line else ""
    finding = Finding(
        document.name, where, "", broken.code, Outcome.REJECTED, broken.why, broken.fix
    )
    return Item(where, (), (finding,))


def _where(line: int) -> str:
    return f"line {line}"


class Reading:
    """One document being read: what it has stated, and where each identifier stood."""

    def __init__(self, document: Document, root: Head, known: Known, catalogue: Catalogue) -> None:
        self._document = document
        self._root = root
        self._catalogue = catalogue
        self._translation = Translation(known)
        self._stated: set[tuple[str, str]] = set()
        self._seen: dict[str, tuple[int, int]] = {}
        self._sources: dict[tuple[str, ...], str] = {}

    def item(self, element: Element) -> Item:
        """Return one activity as an item; nothing counts as stated by one that is not written."""
        record = read_activity(element)
        where = _where(record.line)
        id_ = _activity_id(record.identifier)
        refusal = _refusal(record.identifier, id_)
        if refusal is None:
            before, digest = self._before(record)
            if before is None:
                changes = self._changes(record, id_, where)
                return Item(where, changes, self._findings(record.problems, where))
            if before[1] == digest:
                return Item(where)
            refusal = problems.duplicate(record.identifier, before[0])
        return Item(where, (), self._findings([refusal], where))

    def notes(self) -> Iterator[Finding]:
        """Yield what is to be said of the whole document, once it is read."""
        yield from ()

    def _before(self, record: Record) -> tuple[tuple[int, int] | None, int]:
        """Return line and digest of the activity with the same identifier, and our own digest."""
        digest = record.digest()
        before = self._seen.get(record.identifier)
        if before is None:
            self._seen[record.identifier] = (record.line, digest)
        return before, digest

    def _findings(self, found: list[Problem], where: str) -> tuple[Finding, ...]:
        if not found:
            return ()
        name = self._document.name
        return tuple(
            Finding(name, where, p.field, p.code, p.outcome, p.message, p.fix) for p in found
        )

    def _changes(self, record: Record, id_: str, where: str) -> list[Change]:
        source = self._source(record.reporter)
        changes: list[Change] = []
        reporter = self._reporter(record)
        self._state_source(changes, record, source)
        said = self._translation.say(record, id_, reporter.id if reporter else None)
        for actor in said.actors if reporter is None else (reporter, *said.actors):
            self._state_actor(changes, actor, source, where, record.dated)
        _state_activity(changes, said, source, where, record.dated)
        return changes

    def _source(self, reporter: Party | None) -> str:
        signature = (reporter.reference, *reporter.names.values()) if reporter else ()
        found = self._sources.get(signature)
        if found is None:
            found = self._sources[signature] = source_id(reporter, self._document)
        return found

    def _reporter(self, record: Record) -> Resolved | None:
        if record.reporter is None:
            record.problems.append(problems.no_reporter())
            return None
        return self._translation.actor(record, record.reporter, None)

    def _state_source(self, changes: list[Change], record: Record, source: str) -> None:
        if (source, source) in self._stated:
            return
        self._stated.add((source, source))
        names = record.reporter.names.values() if record.reporter else ()
        publisher = next(iter(names), "")
        stated = self._catalogue.statement(source, self._document, self._root, publisher)
        if stated is not None:
            changes.append(stated)

    def _state_actor(
        self, changes: list[Change], actor: Resolved, source: str, where: str, dated: str | None
    ) -> None:
        if actor.id is None or actor.props is None or (source, actor.id) in self._stated:
            return
        self._stated.add((source, actor.id))
        changes.append(NodeStatement(actor.id, source, actor.props, where, "published", dated))


READINGS: Final[dict[str, type[Reading | OrganisationReading]]] = {
    "iati-activity": Reading,
    "iati-organisation": OrganisationReading,
}


def _state_activity(
    changes: list[Change], said: Statement, source: str, where: str, dated: str | None
) -> None:
    changes.append(NodeStatement(said.id, source, said.props, where, "published", dated))
    for (type_, start, end), props in said.links.items():
        name = RelationKey(type_, start, end)
        changes.append(RelationStatement(name, source, props, where, "published", dated))


def _activity_id(identifier: str) -> str:
    safe = _SAFE_IDENTIFIER.match(identifier) is not None
    return f"activity/{identifier if safe else encode(identifier)}"


def _refusal(identifier: str, id_: str) -> Problem | None:
    if not identifier:
        return problems.no_identifier()
    if len(id_) > MAX_LENGTH:
        return problems.long_identifier(len(identifier))
    return None
