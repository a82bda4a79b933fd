"""A record as a newer view has it, told to the view that all others were computed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np

from kg.graph.actors import belongings, parties
from kg.graph.memo import kept
from kg.graph.named_sectors import named_by
from kg.graph.openness import STATUS
from kg.graph.taxonomy import fields, subject_of
from kg.graph.view import Direction, View
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.condition_keys import GIVING
from kg.matching.lens.lens import Fits
from kg.matching.lens.pattern import Hop
from kg.matching.living.base_numbers import BaseNumbers
from kg.matching.living.lens_rules import APART
from kg.model.fields import CLOSED
from kg.model.registry import type_of

Keys = frozenset[int]


@dataclass(frozen=True)
class ToldRecord:
    """An offer, demand or practice of ``view``, whose neighbours are numbers of ``base``."""

    base: View
    view: View
    node: int
    numbers: BaseNumbers
    _near: dict[tuple[object, ...], tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def stated(self) -> dict[str, Any]:
        """What the record says."""
        return self.view.snapshot.props(self.node)

    def near(
        self, types: tuple[str, ...], direction: Direction, statuses: tuple[str, ...] | None = None
    ) -> tuple[int, ...]:
        """Return the neighbours of the record, ascending, with repeats."""
        asked = types, direction, statuses
        if asked not in self._near:
            found = self.view.near(self.node, types, direction, statuses)
            self._near[asked] = self.numbers.of(found)
        return self._near[asked]

    def first_steps(self, hop: Hop) -> tuple[Int64, Int64]:
        """Return the nodes to which a hop of one relation leads, and how often it does."""
        found = self.near(hop.types, hop.direction, hop.statuses)
        if hop.labels:
            found = tuple(node for node in found if self.base.is_a(node, *hop.labels))
        # Few and ascending: counted faster so than by numpy.
        times = Counter(found)
        return np.array([*times], np.int64), np.array([*times.values()], np.int64)

    @cached_property
    def declarers(self) -> tuple[int, ...]:
        """Who declares it."""
        return self.near(("DECLARES",), "in")

    @cached_property
    def sectors(self) -> tuple[int, ...]:
        """The sectors that it states."""
        return self.near(("IN_SECTOR",), "out")

    def subject(self, fits: Fits) -> Keys:
        """Return the sectors that are its subject, as ``fits.subjects_of_all``."""
        base, sectors, collections = self.base, self.sectors, fits.collections
        key = "subject told", sectors, collections
        return kept(base, key, lambda: subject_of(base, sectors, collections))

    def named(self, fits: Fits) -> Keys:
        """Return the sectors that its words name, as ``fits.all_named``."""
        return named_by(self.base, self.stated, self.sectors, fits.collections)

    def keys(self, condition: str) -> Keys:
        """Return what a condition about sets compares, as ``condition_keys.SIDES``."""
        return _KEYS[condition](self)


def _nature(told: ToldRecord) -> Keys:
    code = int(told.view.snapshot.nature[told.node])
    return frozenset({code} if code >= 0 else ())


def _actors(told: ToldRecord) -> Keys:
    key = "parties told", told.declarers
    return kept(told.base, key, lambda: parties(told.base, told.declarers))


def _languages(told: ToldRecord) -> Keys:
    return frozenset(told.near(("IN_LANGUAGE",), "out"))


def _fields(told: ToldRecord) -> Keys:
    return kept(told.base, ("fields told", told.sectors), lambda: fields(told.base, told.sectors))


def _admission(told: ToldRecord) -> Keys:
    if not told.view.is_a(told.node, *GIVING):
        key = "belongings told", told.declarers
        return kept(told.base, key, lambda: belongings(told.base, told.declarers))
    listed = told.view.without_unknown(told.stated.get("eligible", []))
    indexes = [told.view.snapshot.index(item) for item in listed]
    # Words about a group of states: whom they leave out is not known.
    return frozenset() if None in indexes else frozenset(told.numbers.of(_known(indexes)))


def _known(indexes: Sequence[int | None]) -> list[int]:
    return [index for index in indexes if index is not None]


def _open(told: ToldRecord) -> Keys:
    return frozenset() if told.stated.get(STATUS) in CLOSED else frozenset({0})


_KEYS: Final[dict[str, Callable[[ToldRecord], Keys]]] = {
    "same_nature": _nature,
    "different_actor": _actors,
    "common_language": _languages,
    "same_field": _fields,
    "eligible": _admission,
    "open": _open,
}


def admits_apart(stated: Mapping[str, Any]) -> bool:
    """Say whether what a record says lists one of ``APART`` among who may take part.

    It makes no sense, but nobody keeps a source from it: then one record concerns another.
    """
    return any(type_of(str(item)) in APART for item in stated.get("eligible", []))
