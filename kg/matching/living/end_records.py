"""All records of one end of a lens: where each stands, and what is known of it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import Final

import numpy as np

from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int32, Int64
from kg.matching.kernel.conditions import Sets, interned, periods_of, reach_of, sets_of
from kg.matching.kernel.fits import SECTOR, WORDS, all_named, subjects_of_all
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.lens.lens import Fits, PathLens
from kg.matching.living.lens_rules import LensRules
from kg.matching.living.path_classes import PathClasses
from kg.matching.living.set_classes import SetClasses
from kg.matching.living.told_record import ToldRecord
from kg.model.registry import NODES, type_of

_RANKS: Final = {name: rank for rank, name in enumerate(NODES)}
_ROOM: Final = 256
"""Places for records to come, beside a quarter of what is there."""
_REACH, _ENDS = -2, -1


class EndRecords:
    """The records of one end, a slot each: it stays where it is, whatever comes before it.

    ``rank`` is the row of each slot in the order of ids, by which ties are broken; -1 where the
    slot is free. ``facts`` has a row for each path and each condition about sets (classes), for
    what draws the line (classes), and two for reach and end of the period.
    """

    def __init__(self, base: View, lens: PathLens, rules: LensRules, *, is_end: bool) -> None:
        types = lens.end.labels if is_end else lens.start.labels
        self.types = types
        self._rules = rules
        self.paths = [
            PathClasses(base, path.halves[is_end], types, specific=path.specific)
            for path in lens.paths
        ]
        self.sets = [SetClasses(sets_of(base, types, name)) for name in rules.sets]
        self.subjects = [SetClasses(sets) for sets in _subjects(base, types, rules.fits)]
        nodes = nodes_of(base, types)
        self.ids = [base.id(node) for node in nodes.tolist()]
        self._order = [_place(id_) for id_ in self.ids]
        self._slots = {id_: slot for slot, id_ in enumerate(self.ids)}
        self._free: list[int] = []
        classes = [path.of for path in self.paths]
        classes += [kind.of for kind in (*self.sets, *self.subjects)]
        room = len(nodes) + len(nodes) // 4 + _ROOM
        self.facts = np.zeros((len(classes) + 2, room), np.int32)
        self.facts[:, : len(nodes)] = [*classes, *periods_of(base, types, rules.months or 0)]
        self.rank = np.full(room, -1, np.int32)
        self.rank[: len(nodes)] = np.arange(len(nodes))

    @property
    def size(self) -> int:
        """How many slots are in use, or were."""
        return len(self.ids)

    @property
    def room(self) -> int:
        """For how many slots there is room."""
        return len(self.rank)

    def slot(self, id_: str) -> int | None:
        """Return where a record stands, None where it is not there."""
        return self._slots.get(id_)

    def add(self, id_: str) -> int:
        """Return the slot of a record that comes."""
        place = bisect_left(self._order, _place(id_))
        insort(self._order, _place(id_))
        if self._free:
            slot = self._free.pop()
            self.ids[slot] = id_
        else:
            slot = len(self.ids)
            self.ids.append(id_)
            self._grow()
        self._slots[id_] = slot
        self.rank[self.rank >= place] += 1
        self.rank[slot] = place
        return slot

    def remove(self, id_: str) -> None:
        """Take a record out; its slot will be somebody else's."""
        slot = self._slots.pop(id_)
        place = int(self.rank[slot])
        del self._order[place]
        self._free.append(slot)
        self.rank[slot] = -1
        self.rank[self.rank > place] -= 1

    def tell(self, slot: int, told: ToldRecord) -> None:
        """Note what a record says now.

        Raises:
            HalfWalkOverflowError: it has more walks than can be counted.
        """
        snapshot, rules = told.view.snapshot, self._rules
        start = int(snapshot.starts[told.node])
        classes = [path.number(told) for path in self.paths]
        keys = [told.keys(name) for name in rules.sets]
        keys += _subject(told, rules.fits)
        kinds = [*self.sets, *self.subjects]
        classes += [kind.number(each) for kind, each in zip(kinds, keys, strict=True)]
        self.facts[:, slot] = [
            *classes,
            reach_of(start, rules.months or 0),
            snapshot.ends[told.node],
        ]

    def path_facts(self, path: int) -> Int32:
        """Return the class of each slot on a path."""
        return self._row(path)

    def set_facts(self, number: int) -> Int32:
        """Return the class of each slot by a condition about sets."""
        return self._row(len(self.paths) + number)

    def subject_facts(self, number: int) -> Int32:
        """Return the class of each slot by what draws the line."""
        return self._row(len(self.paths) + len(self.sets) + number)

    @property
    def reach(self) -> Int32:
        """The start of each slot's period and the months that both must share."""
        return self._row(_REACH)

    @property
    def ends(self) -> Int32:
        """The first day after each slot's period."""
        return self._row(_ENDS)

    def there(self) -> Int64:
        """Return the slots in use."""
        return np.flatnonzero(self.rank[: self.size] >= 0)

    def crossing(self, one: int, other: int) -> list[str]:
        """Return the ids of the records whose period is over on one of two days alone."""
        over = (self.ends <= one) != (self.ends <= other)
        return [self.ids[slot] for slot in self.there()[over[self.there()]].tolist()]

    def _row(self, number: int) -> Int32:
        row: Int32 = self.facts[number, : self.size]
        return row

    def _grow(self) -> None:
        if self.size <= self.room:
            return
        more = self.room // 4 + _ROOM
        self.facts = np.pad(self.facts, ((0, 0), (0, more)))
        self.rank = np.pad(self.rank, (0, more), constant_values=-1)


def _place(id_: str) -> tuple[int, str]:
    return _RANKS[type_of(id_) or ""], id_


def _subjects(base: View, types: tuple[str, ...], fits: Fits | None) -> list[Sets]:
    """Return the sets that draw the line, by sector and by words as far as the lens asks them."""
    found: list[Sets] = []
    if fits and SECTOR in fits.by:
        found.append(subjects_of_all(base, types, fits))
    if fits and WORDS in fits.by:
        named = all_named(base, types, fits)
        rows = range(len(named.ptr) - 1)
        found.append(interned(frozenset(named.of(row).tolist()) for row in rows))
    return found


def _subject(told: ToldRecord, fits: Fits | None) -> Sequence[frozenset[int]]:
    found: list[frozenset[int]] = []
    if fits and SECTOR in fits.by:
        found.append(told.subject(fits))
    if fits and WORDS in fits.by:
        found.append(told.named(fits))
    return found
