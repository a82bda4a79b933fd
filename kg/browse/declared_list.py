"""What is declared, as lists: open or not, of which sector, by whom, in which language, since when.

Nothing here puts those who declare into an order: a list goes by day or by title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from kg.base.dates import add_months
from kg.base.text import fold
from kg.graph.actors import declarers, parties
from kg.graph.memo import kept
from kg.graph.openness import is_open, last_day, on_the_table
from kg.graph.taxonomy import broader, group_above
from kg.graph.view import View
from kg.model.records import NodeRecord
from kg.store.seen_records import SeenRecords

Facet = Literal["sector", "state", "language", "region", "modality"]
FACETS: Final[tuple[Facet, ...]] = get_args(Facet)
Validity = Literal["open", "soon", "undated", "over", "all"]
"""What can be taken up; of that what ends soon, and what nobody gave a last day; the rest."""
VALIDITIES: Final[tuple[Validity, ...]] = get_args(Validity)
SOON: Final = 3
"""Months within which what ends soon ends."""
Order = Literal["newest", "title"]
UNDATED: Final = ""
"""The day of what nobody dated: before all days."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records of a type somebody wants to see.

    ``ids`` holds the id of a sector, of who declares, of a language, of a region, of a modality;
    ``words`` the numbers of those that hold the words looked for, None where none are.
    """

    type: str
    ids: Mapping[Facet, str]
    words: frozenset[int] | None = None
    validity: Validity = "open"


class Listed(NamedTuple):
    """The records found, in order; how many there would be with another choice of each facet.

    ``open`` are those found that can be taken up; ``valid`` says how many there would be of each
    validity.
    """

    nodes: list[int]
    counts: Mapping[Facet, Mapping[int, int]]
    open: frozenset[int]
    valid: Mapping[Validity, int]

    @property
    def closed(self) -> int:
        """How many of what is asked for cannot be taken up any more."""
        return self.valid["over"]


class _Traits(NamedTuple):
    """By what one record is found: numbers of nodes; ``offered`` those that a choice names."""

    node: int
    valid: frozenset[Validity]
    found: Mapping[Facet, frozenset[int]]
    offered: Mapping[Facet, frozenset[int]]


def listed(
    view: View, records: SeenRecords, wanted: Wanted, lang: str, order: Order = "newest"
) -> Listed:
    """Return what is declared of a type, the last said first or by title; ties go by id.

    Raises:
        UnknownIdError: a choice names no record that this audience reads.
    """
    chosen = {name: view.index(id_) for name, id_ in wanted.ids.items()}
    traits = kept(view, ("declared", wanted.type), lambda: _all_traits(view, wanted.type))
    worded = [t for t in traits if wanted.words is None or t.node in wanted.words]
    shown = [t for t in worded if wanted.validity in t.valid]
    counts = {name: _counted(shown, name, chosen) for name in FACETS}
    fitting = [t for t in worded if _fits(t, chosen)]
    valid = {name: sum(name in t.valid for t in fitting) for name in VALIDITIES}
    still = frozenset(t.node for t in fitting if "open" in t.valid)
    # Nodes are numbered in the order of their ids, and sorting keeps it among equals.
    nodes = [t.node for t in fitting if wanted.validity in t.valid]
    if order == "title":
        ordered = sorted(nodes, key=lambda node: fold(view.label(node, lang)))
    else:
        days = said_on(view, records, wanted.type)
        ordered = sorted(nodes, key=days.__getitem__, reverse=True)
    return Listed(ordered, counts, still, valid)


def said_on(view: View, records: SeenRecords, type_: str) -> Mapping[int, str]:
    """Return the day on which each record of a type was last said or confirmed, as ISO dates.

    That is the latest of the days of its statements and of its last confirmation; where there is
    neither, the day on which a source of it was retrieved, else ``UNDATED``.
    """
    return kept(
        view, ("said on", type_), lambda: days_of(view, records, view.of_type(type_).tolist())
    )


def days_of(view: View, records: SeenRecords, nodes: Sequence[int]) -> dict[int, str]:
    """Return the same for records of any type."""
    read = records.nodes([view.id(node) for node in nodes])
    return {node: _day(view, read.get(view.id(node))) for node in nodes}


def _all_traits(view: View, type_: str) -> list[_Traits]:
    return [_traits(view, node) for node in on_the_table(view, type_)]


def _traits(view: View, node: int) -> _Traits:
    sectors = view.adjacency(("IN_SECTOR",), "out").of(node).tolist()
    regions = view.adjacency(("IN_REGION",), "out").of(node).tolist()
    languages = frozenset(view.adjacency(("IN_LANGUAGE",), "out").of(node).tolist())
    modalities = frozenset(view.adjacency(("BY_MODALITY",), "out").of(node).tolist())
    who = declarers(view, node)
    sides = parties(view, who) if who else frozenset()
    found: dict[Facet, frozenset[int]] = {
        "sector": frozenset(broader(view, sectors)),
        "state": frozenset(who) | sides,
        "language": languages,
        "region": frozenset(broader(view, regions)),
        "modality": frozenset(broader(view, modalities)),
    }
    offered: dict[Facet, frozenset[int]] = {
        **found,
        "sector": frozenset(group_above(view, sector) for sector in sectors),
        "state": sides,
        "region": frozenset(regions),
        "modality": modalities,
    }
    return _Traits(node, _valid(view, node), found, offered)


def _valid(view: View, node: int) -> frozenset[Validity]:
    if not is_open(view, node):
        return frozenset(("over", "all"))
    last = last_day(view, node)
    if last is None:
        return frozenset(("open", "undated", "all"))
    soon = last <= add_months(view.as_of, SOON).isoformat()
    return frozenset(("open", "soon", "all") if soon else ("open", "all"))


def _without(chosen: Mapping[Facet, int], name: Facet) -> dict[Facet, int]:
    return {other: node for other, node in chosen.items() if other != name}


def _fits(traits: _Traits, chosen: Mapping[Facet, int]) -> bool:
    return all(node in traits.found[name] for name, node in chosen.items())


def _counted(
    traits: Iterable[_Traits], name: Facet, chosen: Mapping[Facet, int]
) -> Mapping[int, int]:
    """Count for each choice that is offered, and for the one made, what choosing it would find."""
    fitting = [t for t in traits if _fits(t, _without(chosen, name))]
    offered = {node for t in fitting for node in t.offered[name]}
    if name in chosen:
        offered.add(chosen[name])
    found = Counter(node for t in fitting for node in t.found[name])
    return {node: found[node] for node in offered}


def _day(view: View, record: NodeRecord | None) -> str:
    said = record.statements if record else ()
    told = [s.dated or UNDATED for s in said]
    told += [str(s.props.get("confirmed_on") or UNDATED) for s in said]
    return max(told, default=UNDATED) or max(
        (_retrieved(view, s.source) for s in said), default=UNDATED
    )


def _retrieved(view: View, source: str) -> str:
    index = view.snapshot.index(source)
    return UNDATED if index is None else str(view.props(index).get("retrieved") or UNDATED)
