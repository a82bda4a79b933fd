"""The best targets of every record of a lens, from both ends, brought up to one view after another.

What is known of all records is computed on one view, the base, and kept; of a record that changes
it is told anew. Its points with all of the other end are then computed once: they say into which
lists it comes, and are its own list. A list is made when it is first asked for, or asked for again
after its spare places were used up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np

from kg.base.errors import UnknownIdError
from kg.graph.openness import stating
from kg.graph.view import View
from kg.matching.kernel.all_pairs import all_pairs
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.condition_keys import GIVING
from kg.matching.kernel.halfwalk import HalfWalkOverflowError, nodes_of
from kg.matching.kernel.pair_paths import BAND
from kg.matching.lens.lens import PathLens
from kg.matching.living.base_numbers import BaseNumbers
from kg.matching.living.best_lists import BestLists
from kg.matching.living.end_records import EndRecords
from kg.matching.living.lens_rules import rules_of_lens
from kg.matching.living.one_against_all import against_all
from kg.matching.living.told_record import ToldRecord, admits_apart
from kg.model.registry import type_of

SPARE: Final = 10
"""How many a list knows beyond those asked for."""


class Listed(NamedTuple):
    """A target in a list; ``fits`` None where the lens draws no line."""

    id: str
    score: int
    fits: bool | None


class LivingLists:
    """The lists of a lens that can be followed (``lens_rules.can_be_followed``), as of one day."""

    def __init__(self, base: View, lens: PathLens, top: int, spare: int = SPARE) -> None:
        self._base, self._lens = base, lens
        self._rules = rules_of_lens(lens)
        self._ends = [EndRecords(base, lens, self._rules, is_end=side) for side in (False, True)]
        self._lists = [BestLists(top, spare, end.room) for end in self._ends]
        self._day = base.day
        self._redirects = base.snapshot.redirects
        # Where it lists such, its keys would not be numbers of the base for ever.
        stated = (node for name in GIVING for node in stating(base, name, "eligible"))
        self._is_loose = any(admits_apart(base.snapshot.props(node)) for node in stated)

    @property
    def unknown(self) -> int:
        """How many lists are to be made when they are asked for."""
        known = sum(int(lists.known.sum()) for lists in self._lists)
        return sum(len(end.there()) for end in self._ends) - known

    def make_all(self) -> None:
        """Make all lists of the lens's start at once, before anything was followed.

        Raises:
            HalfWalkOverflowError: a path has more walks than can be counted.
        """
        (lists, _), (_, theirs) = self._lists, self._ends
        nodes = nodes_of(self._base, self._lens.end.labels)
        # One more than a list holds says whether there are more.
        for slot, row in enumerate(all_pairs(self._base, self._lens, lists.width + 1)):
            points = np.array(row.scores, np.int64)
            if self._lens.fits is not None:
                points += BAND * np.array(row.fits, np.int64)
            lists.put(slot, np.searchsorted(nodes, row.targets), points, theirs.rank)

    def best(self, id_: str, *, is_end: bool) -> list[Listed]:
        """Return the best of one list: that of a record of the lens's start, or of its end.

        Raises:
            UnknownIdError: it is no such record.
        """
        slot = self._ends[is_end].slot(id_)
        if slot is None:
            raise UnknownIdError(id_, [])
        if not self._lists[is_end].known[slot]:
            self._put(slot, is_end, *self._against(slot, is_end))
        slots, points = self._lists[is_end].of(slot)
        ids = self._ends[not is_end].ids
        return [self._listed(ids[one], point) for one, point in zip(slots, points, strict=True)]

    def follow(self, view: View, touched: Iterable[str]) -> bool:
        """Bring all lists up to a view, from which no records but these may differ; say if it did.

        Where it did not, all is to be made anew.
        """
        numbers = BaseNumbers(self._base, view)
        if self._is_loose or not numbers.is_known or view.snapshot.redirects != self._redirects:
            return False
        over = self._over(view.day)
        try:
            for id_ in sorted({*touched, *over} - self._redirects.keys()):
                self._bring_up(id_, view, numbers)
        except (HalfWalkOverflowError, _NotToldError):
            return False
        return True

    def _over(self, day: int) -> set[str]:
        """Go to a day; return the records that are valid on it or on the day before it alone."""
        before, self._day = self._day, day
        if before == day or not self._rules.valid:
            return set()
        return {id_ for end in self._ends for id_ in end.crossing(before, day)}

    def _bring_up(self, id_: str, view: View, numbers: BaseNumbers) -> None:
        node = view.snapshot.index(id_)
        told = None if node is None else ToldRecord(self._base, view, node, numbers)
        if told is not None and admits_apart(told.stated):
            raise _NotToldError
        for is_end, end in enumerate(self._ends):
            if type_of(id_) in end.types:
                self._tell(id_, told, bool(is_end))

    def _tell(self, id_: str, told: ToldRecord | None, is_end: bool) -> None:
        end, lists = self._ends[is_end], self._lists[is_end]
        slot = end.slot(id_)
        if slot is not None:
            self._lists[not is_end].drop(slot)
        if told is None:
            if slot is not None:
                lists.forget(slot)
                end.remove(id_)
            return
        if slot is None:
            slot = end.add(id_)
            lists.make_room(end.room)
        end.tell(slot, told)
        slots, points = self._against(slot, is_end)
        if self._is_valid(end, slot):
            self._lists[not is_end].enter(slot, slots, points, end.rank)
        self._put(slot, is_end, slots, points)

    def _against(self, slot: int, is_end: bool) -> tuple[Int64, Int64]:
        return against_all(self._rules, slot, self._ends[is_end], self._ends[not is_end])

    def _put(self, slot: int, is_end: bool, slots: Int64, points: Int64) -> None:
        theirs = self._ends[not is_end]
        if self._rules.valid:
            valid = theirs.ends[slots] > self._day
            slots, points = slots[valid], points[valid]
        self._lists[is_end].put(slot, slots, points, theirs.rank)

    def _is_valid(self, end: EndRecords, slot: int) -> bool:
        return not self._rules.valid or bool(end.ends[slot] > self._day)

    def _listed(self, id_: str, points: int) -> Listed:
        if self._lens.fits is None:
            return Listed(id_, points, None)
        fits = points >= BAND // 2
        return Listed(id_, points - fits * BAND, fits)


class _NotToldError(Exception):
    """A record concerns another one."""
