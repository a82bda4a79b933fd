"""The records of a store as one audience reads them: the way for whatever shows statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.base.audience import Audience
from kg.base.store_errors import StoreDamagedError
from kg.model.audiences import seen
from kg.model.changes import RelationKey
from kg.model.records import NodeRecord, RelationRecord
from kg.model.registry import type_of
from kg.store.protocol import Store
from kg.store.stored_versions import missing


class SeenRecords:
    """Reads a store for an audience; statements that it may not read are left out.

    ``token`` is that of the snapshot whose records are asked for: what that holds and the store
    lacks, while it holds the same revision, is damage.
    """

    def __init__(self, store: Store, audience: Audience, token: str = "") -> None:
        self._store = store
        self._token = token
        self.audience: Audience = audience

    def node(self, id_: str) -> NodeRecord | None:
        """Return a record, redirects followed; None where the audience reads nothing of it.

        Raises:
            StoreDamagedError: it is missing.
        """
        record = self._store.get([id_]).get(id_)
        if record is None:
            self._missing(id_)
            return None
        read = seen(type_of(record.id) or "", record.statements, self.audience)
        return NodeRecord(record.id, read) if read else None

    def nodes(self, ids: Sequence[str]) -> dict[str, NodeRecord]:
        """Return those of many records of which the audience reads a statement, by id."""
        return {
            id_: NodeRecord(record.id, read)
            for id_, record in self._store.get(ids).items()
            if (read := seen(type_of(record.id) or "", record.statements, self.audience))
        }

    def relations_of(self, id_: str, known: Iterable[RelationKey] = ()) -> list[RelationRecord]:
        """Return the relations of a node of which the audience reads a statement, by key.

        Raises:
            StoreDamagedError: one of those that are known is missing.
        """
        records = self._store.relations_of(id_)
        found = {record.relation for record in records}
        for key in known:
            if key not in found:
                self._missing(key)
        return [
            RelationRecord(record.relation, read)
            for record in records
            if (read := seen(record.relation.type, record.statements, self.audience))
        ]

    def candidates(self, text: str, limit: int) -> list[str]:
        """Return ids of nodes that hold every word of ``text`` in some statement, by id.

        Not all of them are for the audience, nor all of their words: see ``kg.browse.search``.
        """
        return self._store.candidates(text, limit)

    def _missing(self, key: str | RelationKey) -> None:
        if self._token and self._store.point().token == self._token:
            what = missing(key)
            raise StoreDamagedError(self._store.url, what.what, what.id)
