"""A view as it would be if records said more than they do: nothing is written, all is computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

import numpy as np

from kg.base.dates import iso_of
from kg.graph.memo import hand_on, kept
from kg.graph.named_sectors import NAMES_OF_SECTORS
from kg.graph.openness import CLOSED_ONES, STATUS, closed
from kg.graph.snapshot import Snapshot
from kg.graph.view import Csr, Direction, View
from kg.model.registry import RELATIONS

STARTS: Final = "starts"
ENDS: Final = "ends"
ELIGIBLE: Final = "eligible"
DAYS: Final = (STARTS, ENDS)


class Edit(NamedTuple):
    """One thing more that a record would say.

    ``field`` is the type of a relation that starts at ``node``, and ``value`` the node it leads to;
    or a field of the record: ``starts`` and ``ends`` with a day number as in the snapshot (``ends``
    is the first day after), ``eligible`` with one more node of the list, ``status`` with the word.
    """

    node: int
    field: str
    value: int | str


class ChangedView(View):
    """What ``view`` would be with some edits; it keeps its own, apart from what no edit touches."""

    def __init__(self, view: View, edits: Sequence[Edit]) -> None:
        super().__init__(_snapshot(view.snapshot, edits), view.as_of)
        self._before = view
        self._edits = tuple(edits)
        self._said = _said(view, edits)
        hand_on(view, self, NAMES_OF_SECTORS)
        opened = {edit.node for edit in edits if edit.field == STATUS}
        kept(self, CLOSED_ONES, lambda: closed(view) - opened)

    def props(self, node: int) -> dict[str, Any]:
        """Return the chosen values of a node, as ``View.props``, with what it would say."""
        return self._before.props(node) | dict(self._said.get(node, {}))

    def _build(
        self, types: tuple[str, ...], direction: Direction, statuses: tuple[str, ...] | None
    ) -> Csr:
        csr = self._before.adjacency(types, direction, statuses)
        # A relation that would be said has no status: it counts where a pattern names none.
        new = [edit for edit in self._edits if edit.field in types and statuses is None]
        return csr if not new else _with(csr, _ways(new, direction))


def _ways(edits: Iterable[Edit], direction: Direction) -> list[tuple[int, int]]:
    """Return from where to where the new relations lead, in the direction that is followed."""
    found = []
    for node, _, value in edits:
        assert isinstance(value, int)
        found += [(node, value)] if direction != "in" else []
        found += [(value, node)] if direction != "out" else []
    return found


def _with(csr: Csr, pairs: list[tuple[int, int]]) -> Csr:
    """Return adjacency with more neighbours, which stay in the order of numbers."""
    pairs = sorted(pairs)
    places = [
        int(csr.ptr[tail] + np.searchsorted(csr.of(tail), head, "right")) for tail, head in pairs
    ]
    to = np.insert(csr.to, places, [head for _, head in pairs]).astype(np.int32)
    ptr = csr.ptr + np.searchsorted([tail for tail, _ in pairs], np.arange(len(csr.ptr)), "left")
    return Csr(ptr.astype(np.int64), to)


def _snapshot(snapshot: Snapshot, edits: Sequence[Edit]) -> Snapshot:
    """Return the snapshot with other periods; the rest is asked of the view."""
    if not any(edit.field in DAYS for edit in edits):
        return snapshot
    columns = {STARTS: snapshot.starts.copy(), ENDS: snapshot.ends.copy()}
    for node, field, value in edits:
        if field in DAYS:
            columns[field][node] = value
    return replace(snapshot, starts=columns[STARTS], ends=columns[ENDS])


def _said(view: View, edits: Iterable[Edit]) -> Mapping[int, Mapping[str, Any]]:
    """Return by node the fields that it would say otherwise."""
    found: dict[int, dict[str, Any]] = {}
    for node, field, value in edits:
        if field not in RELATIONS:
            said = found.setdefault(node, {})
            said[field] = _value(view, node, said, (field, value))
    return found


def _value(view: View, node: int, said: Mapping[str, Any], new: tuple[str, int | str]) -> Any:
    field, value = new
    if isinstance(value, str):
        return value
    if field == ELIGIBLE:
        listed = said[field] if field in said else view.props(node).get(field, [])
        return [*listed, view.id(value)]
    # Stored is the last day; a snapshot has the first one after it.
    return iso_of(value - 1 if field == ENDS else value)
