"""Organisation files: each organisation becomes a statement about it, with what was found.

A body that a curator knows keeps its names; what the file calls it besides becomes an alias, so
that it is found by it. Budgets, expenditures and documents are counted, not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ingest.findings import Finding, Item, Outcome, Problem
from ingest.iati import activity_problems as problems
from ingest.iati.activity_record import Party
from ingest.iati.catalogue import Catalogue, source_id
from ingest.iati.document_files import Document
from ingest.iati.element_text import Element
from ingest.iati.iati_values import cut
from ingest.iati.not_kept import NotKept
from ingest.iati.organisation import OrganisationRecord, read_organisation
from ingest.iati.orgs import Organisations, Resolved
from ingest.iati.placeholders import is_placeholder
from ingest.iati.stream import Head
from ingest.known import Known
from kg.base.ids import MAX_LENGTH, encode
from kg.base.text import fold
from kg.model.changes import Change, NodeStatement

_FIELD: Final = "organisation-identifier"
_NOWHERE: Final = frozenset({"21", "40"})
"""Kinds of bodies (IATI) that are at home in more countries than the one that registers them."""
_ALPHA_2: Final = 2
_REFUSED: Final = Outcome.REJECTED


@dataclass(slots=True)
class _Earlier:
    """Where an identifier stood before in the file, and what was said of it."""

    line: int
    digest: int


class OrganisationReading:
    """One document being read: what it has stated, and where each identifier stood."""

    def __init__(self, document: Document, root: Head, known: Known, catalogue: Catalogue) -> None:
        self._document = document
        self._root = root
        self._known = known
        self._catalogue = catalogue
        self._organisations = Organisations(known)
        self._seen: dict[str, _Earlier] = {}
        self._stated: set[tuple[str, str]] = set()
        self._not_kept = NotKept()

    def item(self, element: Element) -> Item:
        """Return one organisation as an item."""
        record = read_organisation(element)
        self._not_kept.add(record.left)
        where = f"line {record.line}"
        refusal = _refusal(record)
        if refusal is None:
            earlier = self._seen.setdefault(
                record.identifier, _Earlier(record.line, record.digest())
            )
            if earlier.line == record.line:
                return self._stating(record, where)
            if earlier.digest == record.digest():
                return Item(where)
            refusal = problems.duplicate(record.identifier, earlier.line, _FIELD)
        return Item(where, (), self._findings([refusal], where))

    def notes(self) -> Iterator[Finding]:
        """Yield what is to be said of the whole document, once it is read."""
        yield from self._not_kept.notes(self._document.name)

    def _stating(self, record: OrganisationRecord, where: str) -> Item:
        kind = record.reporter.kind if record.reporter and record.reports_itself else ""
        party = Party("", record.identifier, kind, record.names)
        meant = self._organisations.resolve(party, None)
        found = _problems(record, meant)
        if meant.id is None:
            return Item(where, (), self._findings(found, where))
        source = source_id(record.reporter or party, self._document)
        changes = self._introduced(record, source)
        actors = [(meant.id, self._about(meant.id, meant.props, party, record))]
        if record.reporter is not None and not record.reports_itself:
            reporter = self._organisations.resolve(record.reporter, None)
            actors.append((reporter.id or "", dict(reporter.props or {})))
        changes += self._statements(actors, source, where, record.dated)
        return Item(where, changes, self._findings(found, where))

    def _introduced(self, record: OrganisationRecord, source: str) -> list[Change]:
        """Return the statement about the source itself, where it was not made before."""
        names = (record.reporter.names if record.reporter else record.names).values()
        publisher = next(iter(names), "")
        stated = self._catalogue.statement(source, self._document, self._root, publisher)
        return [] if stated is None else [stated]

    def _statements(
        self,
        actors: list[tuple[str, dict[str, Any]]],
        source: str,
        where: str,
        dated: str | None,
    ) -> Iterator[Change]:
        for id_, props in actors:
            if id_ and props and (source, id_) not in self._stated:
                self._stated.add((source, id_))
                yield NodeStatement(id_, source, props, where, "published", dated)

    def _about(
        self, id_: str, props: dict[str, Any] | None, party: Party, record: OrganisationRecord
    ) -> dict[str, Any]:
        """Return what is stated of an organisation: of a curated one only how else it is called."""
        names = [*record.aliases] if props else [*party.names.values(), *record.aliases]
        stated = dict(props or {})
        aliases = dict.fromkeys(cut(name) for name in names if self._is_own(name, id_))
        if aliases:
            stated["aliases"] = list(aliases)
        if props is None and self._known.organisations.by_code(party.reference) != id_:
            stated["identifiers"] = [party.reference]
        home = self._home(party) if props else None
        return {"country": home, **stated} if home else stated

    def _is_own(self, name: str, id_: str) -> bool:
        """Say whether a name is one, and no other body's: else it would mean two."""
        folded = fold(name)
        kinds = (self._known.organisations, self._known.units, self._known.programmes)
        meant = {found for kind in kinds for found in kind.names.get(folded, ())}
        return meant <= {id_} and not is_placeholder(folded)

    def _home(self, party: Party) -> str | None:
        """Return the country whose register the identifier is from."""
        if party.kind in _NOWHERE:
            return None
        register = party.reference.partition("-")[0]
        return self._known.territories.by_code(register) if len(register) == _ALPHA_2 else None

    def _findings(self, found: list[Problem], where: str) -> tuple[Finding, ...]:
        name = self._document.name
        return tuple(p._replace(field=_FIELD).finding(name, where) for p in found)


def _problems(record: OrganisationRecord, meant: Resolved) -> list[Problem]:
    found = [] if meant.problem is None else [meant.problem]
    if meant.id is None:
        # Of an activity it leaves a part out, here all there is; what waits for a person waits.
        return [
            problem if problem.outcome is Outcome.HELD else problem._replace(outcome=_REFUSED)
            for problem in found
        ]
    if record.names_a_person:
        found = [*found, problems.personal_address("name")]
    return found if record.names else [*found, problems.no_name()]


def _refusal(record: OrganisationRecord) -> Problem | None:
    if not record.identifier:
        return problems.no_identifier(_FIELD)
    if len(f"org/{encode(record.identifier)}") > MAX_LENGTH:
        return problems.long_identifier(len(record.identifier), _FIELD)
    return None
