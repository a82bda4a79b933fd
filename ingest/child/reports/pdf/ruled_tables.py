"""Tables by their ruling lines: which lines belong together, and which cells they part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.child.reports.pdf.page_parts import Box, Page, Rule

_NEAR: Final = 3.0
"""Points between lines that meet, or that are one."""
_SHORT: Final = 8.0
_MOST_RULES: Final = 3_000
_MOST_CELLS: Final = 20_000


@dataclass(slots=True)
class Lattice:
    """Lines that meet: where its columns and rows begin and end.

    ``cell[row][column]`` is the number of the cell that covers that place: cells reach over several
    where no line parts them.
    """

    xs: list[float]
    ys: list[float]
    cell: list[list[int]] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def lattices_of(page: Page) -> list[Lattice]:
    """Return what is ruled on a page, from above; frames around a text are none."""
    level = merged(page.level)[:_MOST_RULES]
    upright = sorted(merged(page.upright)[:_MOST_RULES])
    found = list[Lattice]()
    for levels, uprights in _meeting(level, upright):
        lattice = _lattice(levels, uprights)
        if lattice is not None:
            found.append(lattice)
    return sorted(found, key=lambda one: (one.ys[0], one.xs[0]))


def merged(rules: Sequence[Rule]) -> list[Rule]:
    """Put together lines that are drawn in pieces, or twice."""
    found = list[Rule]()
    for rule in sorted(rules, key=lambda one: (round(one.at / _NEAR), one.start)):
        last = found[-1] if found else None
        if last is not None and abs(last.at - rule.at) < _NEAR and rule.start <= last.end + _NEAR:
            found[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            found.append(rule)
    return [rule for rule in found if rule.end - rule.start >= _SHORT]


def _meeting(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the lines in groups of those that meet, directly or by others."""
    group = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    places = [rule.at for rule in upright]
    for i, one in enumerate(level):
        first = bisect_left(places, one.start - _NEAR)
        for j in range(first, bisect_right(places, one.end + _NEAR)):
            if upright[j].start - _NEAR <= one.at <= upright[j].end + _NEAR:
                group[root(i)] = root(len(level) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate([*level, *upright]):
        groups.setdefault(root(at), ([], []))[at >= len(level)].append(rule)
    return list(groups.values())


def _lattice(levels: list[Rule], uprights: list[Rule]) -> Lattice | None:
    ys = _places(levels)
    xs = _places(uprights)
    if levels and uprights:
        # A table open at its sides: its level lines say how far it reaches.
        xs = _with_ends(xs, min(r.start for r in levels), max(r.end for r in levels))
        ys = _with_ends(ys, min(r.start for r in uprights), max(r.end for r in uprights))
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:  # noqa: PLR2004
        return None
    lattice = Lattice(xs, ys)
    _part(lattice, levels, uprights)
    return lattice


def _places(rules: Sequence[Rule]) -> list[float]:
    found = list[float]()
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return found


def _with_ends(places: list[float], first: float, last: float) -> list[float]:
    found = list(places)
    if not found or first < found[0] - 2 * _NEAR:
        found.insert(0, first)
    if last > found[-1] + 2 * _NEAR:
        found.append(last)
    return found


def _part(lattice: Lattice, levels: Sequence[Rule], uprights: Sequence[Rule]) -> None:
    """Number the cells: places with no line between them are one, if together a rectangle."""
    xs, ys = lattice.xs, lattice.ys
    at_x, at_y = [_at(uprights, x) for x in xs], [_at(levels, y) for y in ys]
    wide, high = len(xs) - 1, len(ys) - 1
    group = list(range(wide * high))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for row in range(high):
        for column in range(wide):
            at = row * wide + column
            middle_y, middle_x = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
            if column + 1 < wide and not _is_drawn(at_x[column + 1], middle_y):
                group[root(at + 1)] = root(at)
            if row + 1 < high and not _is_drawn(at_y[row + 1], middle_x):
                group[root(at + wide)] = root(at)
    lattice.cell = [[root(row * wide + column) for column in range(wide)] for row in range(high)]


def _at(rules: Sequence[Rule], place: float) -> list[Rule]:
    return [rule for rule in rules if abs(rule.at - place) <= _NEAR]


def _is_drawn(rules: Sequence[Rule], across: float) -> bool:
    return any(rule.start - 1 <= across <= rule.end + 1 for rule in rules)
