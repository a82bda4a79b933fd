"""The records of a store as one audience reads them: the way for whatever shows statements."""

from __future__ import annotations

from kg.audiences import seen
from kg.records import NodeRecord, RelationRecord
from kg.schema.fields import Audience
from kg.schema.registry import type_of
from kg.store.protocol import Store


class SeenRecords:
    """Reads a store for an audience; statements that it may not read are left out."""

    def __init__(self, store: Store, audience: Audience) -> None:
        self._store = store
        self.audience: Audience = audience

    def node(self, id_: str) -> NodeRecord | None:
        """Return a record, redirects followed; None where the audience reads nothing of it."""
        record = self._store.get([id_]).get(id_)
        if record is None:
            return None
        read = seen(type_of(record.id) or "", record.statements, self.audience)
        return NodeRecord(record.id, read) if read else None

    def relations_of(self, id_: str) -> list[RelationRecord]:
        """Return the relations of a node of which the audience reads a statement, by key."""
        return [
            RelationRecord(record.relation, read)
            for record in self._store.relations_of(id_)
            if (read := seen(record.relation.type, record.statements, self.audience))
        ]

    def candidates(self, text: str, limit: int) -> list[str]:
        """Return ids of nodes that hold every word of ``text`` in some statement, by id.

        Not all of them are for the audience, nor all of their words: see ``kg.search``.
        """
        return self._store.candidates(text, limit)
