"""A version of a record in the present format, and whether the record closed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from kg.base.audience import Audience
from kg.model.audiences import level, may_read
from kg.model.changes import RelationKey
from kg.model.registry import any_type_of
from kg.store import codec
from kg.store.codec import Columns
from kg.store.stored_versions import Stored
from kg.store.unit_of_work import NODE_KIND, RELATION_KIND, Difference, Kind, Record
from kg.store.upgrade.step import Step
from kg.store.upgrade.steps import brought_over

K = TypeVar("K", bound=str | RelationKey)


class Closed(NamedTuple):
    """A record that fewer may see than before, and who still may."""

    id: str
    to: Audience


@dataclass(frozen=True, slots=True)
class Renewal:
    """Brings versions over, by the steps from the format that they have."""

    steps: Sequence[Step]

    def node(self, id_: str, columns: Columns) -> Difference[str] | None:
        """Return a version of a node with its columns in the present format, None: a tombstone."""
        return self._renewed(NODE_KIND, id_, any_type_of(id_) or "", columns)

    def relation(self, key: RelationKey, columns: Columns) -> Difference[RelationKey] | None:
        """Return a version of a relation in the same way."""
        return self._renewed(RELATION_KIND, key, key.type, columns)

    def closed(self, id_: str, columns: Columns) -> Closed | None:
        """Say whether the steps close a node that has these columns, and who still sees it."""
        type_ = any_type_of(id_) or ""
        before = codec.statements(NODE_KIND.decode(id_, columns))
        if not before or not self.steps:
            return None
        was = self.steps[0].level(type_, before)
        now = level(type_, brought_over(self.steps, type_, before))
        return None if may_read(was, now) else Closed(id_, now)

    def _renewed(self, kind: Kind[K], key: K, type_: str, columns: Columns) -> Difference[K] | None:
        if columns[-1] is None:
            return None
        record = Record(kind, key, Stored(key, 0, 0, 0, columns))
        before = codec.statements(record.stored_statements)
        record.stored_statements.clear()
        record.stored_statements.update(
            codec.stored_statements(brought_over(self.steps, type_, before))
        )
        return Difference(record, record.columns())


def is_new(version: Difference[str] | Difference[RelationKey]) -> bool:
    """Say whether a version reads otherwise in the present format."""
    return version.is_new
