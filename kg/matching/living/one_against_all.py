"""One record scored against all of the other end, from what is known of both."""

from __future__ import annotations

import numpy as np

from kg.base.millionths import MILLION
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.conditions import Mask
from kg.matching.kernel.pair_paths import BAND
from kg.matching.living.end_records import EndRecords
from kg.matching.living.lens_rules import LensRules


def against_all(
    rules: LensRules, slot: int, mine: EndRecords, theirs: EndRecords
) -> tuple[Int64, Int64]:
    """Return the slots of the other end that pass, and their points: the band on top where it fits.

    All conditions but that the target is valid, which alone asks who is the target: all others are
    the same from both ends.
    """
    scores = [
        other.scores(weight, own[int(own_class)])
        for weight, own, other, own_class in zip(
            rules.weights, mine.paths, theirs.paths, mine.facts[:, slot], strict=False
        )
    ]
    slots = _reached(rules, scores, theirs)
    total = np.zeros(len(slots), np.int64)
    for path, score in enumerate(scores):
        total += score[theirs.path_facts(path)[slots]]
    slots, total = slots[total > 0], total[total > 0]
    stays = _passing(rules, slot, mine, theirs, slots)
    slots, total = slots[stays], total[stays]
    return slots, total + BAND * _fits(slot, mine, theirs, slots)


def _reached(rules: LensRules, scores: list[Int64], theirs: EndRecords) -> Int64:
    """Return the slots for which the paths that have to give something give enough."""
    stays = theirs.rank[: theirs.size] >= 0
    for path, least in rules.floors:
        stays &= (scores[path] * MILLION >= least)[theirs.path_facts(path)]
    return np.flatnonzero(stays)


def _passing(
    rules: LensRules, slot: int, mine: EndRecords, theirs: EndRecords, slots: Int64
) -> Mask:
    stays = np.ones(len(slots), np.bool_)
    if rules.months is not None:
        reach = np.maximum(mine.reach[slot], theirs.reach[slots])
        stays &= reach <= np.minimum(mine.ends[slot], theirs.ends[slots])
    for number, name in enumerate(rules.sets):
        keys = mine.sets[number][int(mine.set_facts(number)[slot])]
        stays &= theirs.sets[number].beside(name, keys)[theirs.set_facts(number)[slots]]
    return stays


def _fits(slot: int, mine: EndRecords, theirs: EndRecords, slots: Int64) -> Mask:
    found = np.zeros(len(slots), np.bool_)
    for number, (own, other) in enumerate(zip(mine.subjects, theirs.subjects, strict=True)):
        keys = own[int(mine.subject_facts(number)[slot])]
        found |= other.holding(keys)[theirs.subject_facts(number)[slots]]
    return found
