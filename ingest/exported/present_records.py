"""What a store holds already of the records of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.exported.record_lines import RecordLine
from kg.model.audiences import claim
from kg.model.changes import NodeStatement, Redirect, RelationStatement
from kg.model.records import Statement as Stored
from kg.store import codec
from kg.store.protocol import Store

Statement = NodeStatement | RelationStatement
_Key = tuple[str, str, str, str]
"""Type and key of a relation (empty for nodes), what was stated about, by which source."""


class FoundStatements:
    """The statements of a store about some records."""

    def __init__(self, stored: dict[_Key, Stored]) -> None:
        self._stored = stored

    def get(self, one: Statement) -> bool | None:
        """Say whether a source says the same there; None where it says nothing."""
        stored = self._stored.get(_key(one))
        if stored is None:
            return None
        here = codec.stored_statement(one)
        there = stored.where, stored.basis, stored.dated, codec.as_json(stored.props)
        return here[:4] == there and one.visibility == claim(stored)


class PresentRecords:
    """A store that is asked many records at a time; an empty one is not asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._empty = store.revision() == 0
        self._redirects = dict(store.redirects())

    def known(self, ids: Iterable[str]) -> set[str]:
        """Return those of the ids that are records, or lead to one."""
        return set() if self._empty else set(self._store.get(sorted(ids)))

    def leads(self, lead: Redirect) -> bool:
        """Say whether the old id leads to the new one already."""
        return self._redirects.get(lead.old) == self._redirects.get(lead.new, lead.new)

    def may_lead(self, lead: Redirect) -> bool:
        """Say whether a merge undoes nothing: the old id leads nowhere and is no record."""
        return lead.old not in self._redirects and not self.known([lead.old])

    def statements(self, lines: Sequence[RecordLine]) -> FoundStatements:
        """Return what is stated already about the records of these lines."""
        if self._empty:
            return FoundStatements({})
        said = [one for line in lines for one in line.statements]
        nodes = {one.id for one in said if isinstance(one, NodeStatement)}
        starts = {one.relation.start for one in said if isinstance(one, RelationStatement)}
        found: dict[_Key, Stored] = {}
        for record in self._store.get(sorted(nodes)).values():
            found |= {("", "", each.subject, each.source): each for each in record.statements}
        for link in self._store.relations_from(sorted(starts)):
            type_, key = link.relation.type, link.relation.key
            found |= {(type_, key, each.subject, each.source): each for each in link.statements}
        return FoundStatements(found)


def _key(one: Statement) -> _Key:
    if isinstance(one, NodeStatement):
        return "", "", one.id, one.source
    return one.relation.type, one.relation.key, codec.subject_of(one.relation), one.source
