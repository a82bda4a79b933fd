"""The way in: paths to sources of items, each activity with its statements and findings."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from ingest.claiming import claiming
from ingest.findings import Finding, Item, Outcome, Problem
from ingest.iati import activity_problems as problems
from ingest.iati.activity import read_activity
from ingest.iati.activity_changes import Translation
from ingest.iati.activity_record import Party, Record
from ingest.iati.catalogue import Catalogue, source_id
from ingest.iati.discovery import Found, discovered
from ingest.iati.document_faults import NO_IATI, RefusedFileError, holds_none
from ingest.iati.document_files import Document
from ingest.iati.element_text import Element
from ingest.iati.file_notes import FileNotes, mark_given
from ingest.iati.kept_records import keeping
from ingest.iati.organisation_reading import OrganisationReading
from ingest.iati.orgs import Resolved
from ingest.iati.said import Statement
from ingest.iati.stream import Break, Head, head, records
from ingest.known import Known
from ingest.loading import Source
from kg.base.audience import Audience
from kg.base.ids import MAX_LENGTH, encode
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.fields import Basis

_SAFE_IDENTIFIER: Final = re.compile(r"[A-Za-z0-9._~:/-]+\Z", re.ASCII)


def iati_sources(
    paths: Sequence[Path],
    known: Known,
    today: date | None = None,
    visibility: Audience | None = None,
    recipient: str | None = None,
) -> Iterator[Source]:
    """Yield one source per IATI document in files, folders and archives.

    ``today`` is the day on which new sources count as retrieved (default: this day, UTC);
    ``visibility`` is claimed of all that is read; ``recipient`` is the id of the state or country
    that receives the activities which name no recipient.

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
            loaded = _Loaded(document, known, catalogue, recipient)
            items = claiming(loaded.items(), visibility)
            yield Source(document.name, items, notes=loaded.notes())
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

    def __init__(
        self, document: Document, known: Known, catalogue: Catalogue, recipient: str | None
    ) -> None:
        self._document = document
        self._known = known
        self._catalogue = catalogue
        self._recipient = recipient
        self._reading: Reading | OrganisationReading | None = None

    def items(self) -> Generator[Item, None, None]:
        document = self._document
        try:
            root = head(document)
        except RefusedFileError as error:
            yield _rejected(document, Break(0, error.code, error.why, error.fix))
            return
        self._reading = reading = reading_of(
            document, root, self._known, self._catalogue, self._recipient
        )
        with closing(records(document, root)) as elements:
            for element in elements:
                if isinstance(element, Break):
                    yield _rejected(document, element)
                else:
                    item = reading.item(element)
                    yield keeping(
                        item, element, document, root, self._catalogue, recipient=self._recipient
                    )

    def notes(self) -> Iterator[Finding]:
        """Yield the findings about the document; to be asked for when its items are read."""
        if self._reading is not None:
            yield from self._reading.notes()


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

    def __init__(
        self,
        document: Document,
        root: Head,
        known: Known,
        catalogue: Catalogue,
        recipient: str | None = None,
    ) -> None:
        self._document = document
        self._root = root
        self._catalogue = catalogue
        self._notes = FileNotes(document.name, known, recipient)
        self._translation = Translation(known)
        self._stated: set[tuple[str, str]] = set()
        self._seen: dict[str, tuple[int, int]] = {}
        self._sources: dict[tuple[str, ...], str] = {}

    def item(self, element: Element) -> Item:
        """Return one activity as an item; nothing counts as stated by one that is not written."""
        record = read_activity(element)
        self._notes.count(record)
        where = _where(record.line)
        id_ = _activity_id(record.identifier)
        refusal = _refusal(record.identifier, id_)
        if refusal is None:
            before, digest = self._before(record)
            if before is None:
                return self._said(record, id_, where)
            if before[1] == digest:
                return Item(where)
            refusal = problems.duplicate(record.identifier, before[0])
        return Item(where, (), self._findings([refusal], where))

    def _said(self, record: Record, id_: str, where: str) -> Item:
        given = self._notes.give_recipient(record)
        said = self._translation.say(record, id_)
        if given is not None:
            mark_given(said, given)
        self._notes.count_derived(said)
        found = self._findings(record.problems, where)
        if any([finding.outcome is Outcome.HELD for finding in found]):  # noqa: C419
            return Item(where, (), found)
        return Item(where, self._changes(record, said, where), found)

    def notes(self) -> Iterator[Finding]:
        """Yield what is to be said of the whole document, once it is read."""
        yield from self._notes.findings()

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
        return tuple(problem.finding(name, where) for problem in found)

    def _changes(self, record: Record, said: Statement, where: str) -> list[Change]:
        source = self._source(record.reporter)
        changes: list[Change] = []
        self._state_source(changes, record, source)
        for actor in said.actors:
            self._state_actor(changes, actor, source, where, record.dated)
        state_activity(changes, said, source, where, record.dated)
        return changes

    def _source(self, reporter: Party | None) -> str:
        signature = (reporter.reference, *reporter.names.values()) if reporter else ()
        found = self._sources.get(signature)
        if found is None:
            found = self._sources[signature] = source_id(reporter, self._document)
        return found

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


def reading_of(
    document: Document, root: Head, known: Known, catalogue: Catalogue, recipient: str | None
) -> Reading | OrganisationReading:
    """Return what reads the records of a document, by its root; ``recipient``: see above."""
    if root.record == "iati-organisation":
        return OrganisationReading(document, root, known, catalogue)
    return Reading(document, root, known, catalogue, recipient)


def state_activity(
    changes: list[Change], said: Statement, source: str, where: str, dated: str | None
) -> None:
    """Add what is said of an activity and its links; what we derived is stated as uncertain."""
    changes.append(NodeStatement(said.id, source, said.props, where, "published", dated))
    for link, props in said.links.items():
        basis: Basis = "uncertain" if link in said.ours else "published"
        changes.append(RelationStatement(RelationKey(*link), source, props, where, basis, dated))


def _activity_id(identifier: str) -> str:
    safe = _SAFE_IDENTIFIER.match(identifier) is not None
    return f"activity/{identifier if safe else encode(identifier)}"


def _refusal(identifier: str, id_: str) -> Problem | None:
    if not identifier:
        return problems.no_identifier()
    if len(id_) > MAX_LENGTH:
        return problems.long_identifier(len(identifier))
    return None
