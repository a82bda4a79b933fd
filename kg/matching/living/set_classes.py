"""The sets of one condition at one end of a lens, by class; new ones are added."""

from __future__ import annotations

import numpy as np

from kg.matching.kernel.arithmetic import Int32
from kg.matching.kernel.condition_keys import APART, STRICT
from kg.matching.kernel.conditions import Mask, Sets
from kg.matching.living.told_record import Keys


class SetClasses:
    """Distinct sets, numbered: at first those of ``conditions.Sets``, later also of told records.

    ``of`` are the classes of the rows that were there at first.
    """

    def __init__(self, sets: Sets) -> None:
        self.of: Int32 = sets.of
        self._sets = list(sets.sets)
        self._numbers = {keys: number for number, keys in enumerate(sets.sets)}
        self._first = len(sets.sets)
        self._holders = {key: np.array(rows) for key, rows in sets.holders.items()}

    def __len__(self) -> int:
        return len(self._sets)

    def __getitem__(self, number: int) -> Keys:
        return self._sets[number]

    def number(self, keys: Keys) -> int:
        """Return the class of a set, a new one where nobody had it yet."""
        if keys not in self._numbers:
            self._numbers[keys] = len(self._sets)
            self._sets.append(keys)
        return self._numbers[keys]

    def holding(self, keys: Keys) -> Mask:
        """Say which classes share a key with these."""
        found = np.zeros(len(self._sets), np.bool_)
        for key in keys & self._holders.keys():
            found[self._holders[key]] = True
        later = self._sets[self._first :]
        found[self._first :] = [not keys.isdisjoint(each) for each in later]
        return found

    def beside(self, condition: str, keys: Keys) -> Mask:
        """Say which classes go with these keys by a condition, as ``conditions.SetCheck`` does."""
        share = self.holding(keys)
        if condition in STRICT:
            return share
        if condition in APART:
            return ~share
        if not keys:
            share[:] = True
        elif (unknown := self._numbers.get(frozenset())) is not None:
            share[unknown] = True
        return share
