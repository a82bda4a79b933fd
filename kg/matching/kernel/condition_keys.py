"""What conditions about sets compare: the keys of one query, and of all nodes of a side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from typing import Final

import numpy as np

from kg.graph.actors import belongings, declarers, nature_of, parties, type_of
from kg.graph.openness import closed, stating
from kg.graph.probe import Probe, Query
from kg.graph.taxonomy import fields, sectors_of
from kg.graph.view import View
from kg.matching.kernel.arithmetic import (
    Int64,
)
from kg.model.fields import NATURES

GIVING: Final = ("Offer", "Practice")
"""Node types whose list of who may take part admits the other side."""


_STANDS: Final = frozenset({0})


def _nature(view: View, query: Query) -> frozenset[int]:
    nature = nature_of(view, query)
    return frozenset() if nature is None else frozenset({NATURES.index(nature)})


def _natures(view: View, nodes: Int64) -> Iterable[frozenset[int]]:
    sets = {code: frozenset({code}) for code in range(3)}
    return (sets.get(code, frozenset()) for code in view.snapshot.nature[nodes].tolist())


def _actors(view: View, query: Query) -> frozenset[int]:
    return parties(view, declarers(view, query))


def _all_actors(view: View, nodes: Int64) -> Iterable[frozenset[int]]:
    return _by_declarers(view, nodes, parties)


def _languages(view: View, query: Query) -> frozenset[int]:
    if isinstance(query, Probe):
        return frozenset(query.links.get(("IN_LANGUAGE", "out"), ()))
    return frozenset(view.adjacency(("IN_LANGUAGE",), "out").of(query).tolist())


def _all_languages(view: View, nodes: Int64) -> Iterable[frozenset[int]]:
    csr = view.adjacency(("IN_LANGUAGE",), "out")
    return memoized((tuple(csr.of(node).tolist()) for node in nodes.tolist()), frozenset)


def _fields(view: View, query: Query) -> frozenset[int]:
    return fields(view, sectors_of(view, query))


def _all_fields(view: View, nodes: Int64) -> Iterable[frozenset[int]]:
    groups = (sectors_of(view, node) for node in nodes.tolist())
    return memoized(groups, lambda sectors: fields(view, sectors))


def _admission(view: View, query: Query) -> frozenset[int]:
    """Return whom an offer admits, or where another node belongs."""
    if isinstance(query, int) and type_of(view, query) in GIVING:
        return _admitted(view, query)
    return belongings(view, declarers(view, query))


def _all_admissions(view: View, nodes: Int64) -> Iterable[frozenset[int]]:
    listed = _with_list(view)
    nobody: frozenset[int] = frozenset()
    # Nodes of a type have numbers in a row: few groups, and what comes out keeps the order of rows.
    for gives, group in groupby(nodes.tolist(), partial(_gives, view)):
        if gives:
            yield from (_admitted(view, node) if node in listed else nobody for node in group)
        else:
            yield from _by_declarers(view, np.array(list(group), np.int64), belongings)


def _gives(view: View, node: int) -> bool:
    return view.is_a(node, *GIVING)


def _admitted(view: View, offer: int) -> frozenset[int]:
    """Return the nodes an offer lists; none, that is unknown, where words stand among them."""
    listed = view.props(offer).get("eligible", [])
    indexes = [view.snapshot.index(item) for item in listed]
    # One of them may be words about a group of states: whom it leaves out is then not known.
    return frozenset() if None in indexes else frozenset(n for n in indexes if n is not None)


def _with_list(view: View) -> set[int]:
    """Return the offers that say who may take part, without parsing all others."""
    return {node for name in GIVING for node in stating(view, name, "eligible")}


def _open(view: View, query: Query) -> frozenset[int]:
    """Return the one key of all that stands; what is paused, met or withdrawn has none."""
    return frozenset() if isinstance(query, int) and query in closed(view) else _STANDS


def _all_open(view: View, nodes: Int64) -> Iterable[frozenset[int]]:
    over, nothing = closed(view), frozenset[int]()
    return (nothing if node in over else _STANDS for node in nodes.tolist())


def _by_declarers(
    view: View, nodes: Int64, keys: Callable[[View, tuple[int, ...]], frozenset[int]]
) -> Iterable[frozenset[int]]:
    groups = (declarers(view, node) for node in nodes.tolist())
    return memoized(groups, lambda actors: keys(view, actors))


def memoized(
    groups: Iterable[tuple[int, ...]], keys: Callable[[tuple[int, ...]], frozenset[int]]
) -> Iterable[frozenset[int]]:
    """Yield the keys of each group; those of equal groups are computed once."""
    known: dict[tuple[int, ...], frozenset[int]] = {}
    for group in groups:
        if group not in known:
            known[group] = keys(group)
        yield known[group]


KEYS: Final[dict[str, Callable[[View, Query], frozenset[int]]]] = {
    "same_nature": _nature,
    "different_actor": _actors,
    "common_language": _languages,
    "same_field": _fields,
    "eligible": _admission,
    "open": _open,
}
"""The conditions about sets: the keys of one query."""


SIDES: Final[dict[str, Callable[[View, Int64], Iterable[frozenset[int]]]]] = {
    "same_nature": _natures,
    "different_actor": _all_actors,
    "common_language": _all_languages,
    "same_field": _all_fields,
    "eligible": _all_admissions,
    "open": _all_open,
}
"""The same for all nodes of a side."""


APART: Final = ("different_actor",)
"""Conditions that ask for no common key; the others ask for one, or for something unknown."""


STRICT: Final = ("open",)
"""Conditions that ask for a common key whatever is unknown: not to have it is an answer."""
