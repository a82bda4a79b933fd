"""What a source said about a record before and says no longer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.model.changes import RelationKey, Withdrawal
from kg.model.records import RelationRecord, Statement
from kg.store.protocol import Store


def no_longer_said(
    store: Store | None,
    id_: str,
    source: str,
    said: Iterable[RelationKey],
    is_ours: Callable[[RelationRecord, Statement], bool],
) -> Iterator[Withdrawal]:
    """Yield what takes back the relations of a record that ``source`` stated and left out now.

    Only relations that are ``is_ours`` are looked at: those a sheet of this kind can state.
    """
    if store is None:
        return
    kept = set(said)
    for record in store.relations_of(id_):
        name = record.relation
        if name not in kept:
            for statement in record.statements:
                if statement.source == source and is_ours(record, statement):
                    yield Withdrawal(name, source)
