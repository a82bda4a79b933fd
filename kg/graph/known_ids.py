"""Values without the ids of what an audience has no record of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.base.ids import is_id
from kg.model.registry import type_of

if TYPE_CHECKING:
    from kg.graph.snapshot import Snapshot


def without_unknown(snapshot: Snapshot, value: Any) -> Any:
    """Return a value without the ids that lead to no record of a snapshot.

    The same whether there is no such record or the audience may not know of it.
    """
    if isinstance(value, dict):
        return {n: without_unknown(snapshot, v) for n, v in value.items() if may_name(snapshot, v)}
    if isinstance(value, list):
        return [without_unknown(snapshot, item) for item in value if may_name(snapshot, item)]
    return value


def may_name(snapshot: Snapshot, value: Any) -> bool:
    """Say whether a value is anything but the id of a record that is not in a snapshot."""
    named = isinstance(value, str) and "/" in value and is_id(value) and type_of(value)
    return not named or snapshot.index(value) is not None
