"""What stands on a page in the order in which it is read: columns, tables, lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Final

from ingest.child.reports.pdf.aligned_tables import aligned_grid, aligned_runs
from ingest.child.reports.pdf.page_lines import lines_of, rows_standing_apart
from ingest.child.reports.pdf.page_parts import Box, Grid, Line, Page, Rule, Word
from ingest.child.reports.pdf.ruled_tables import lattices_of, merged
from ingest.child.reports.pdf.table_cells import ruled_grid

_LEAST_LINES: Final = 6
"""Lines on each side of what parts two columns, at least."""
_FULL: Final = 0.55
"""The share of a column that its lines fill, in the middle of them, where it is running text."""
_WORDS: Final = 3
"""Words of a line in the middle, at least; cells of tables hold fewer."""
_SMALL_LETTERS: Final = 0.3
"""The share of lines that a small letter begins, at least."""
_SHORT: Final = 0.1
"""The share of a page's width by which a whole column is short of its margin."""
_CROSSING: Final = 0.35
_BAND: Final = 90.0
"""Points between two level lines of one table, at most."""
_SAME_END: Final = 3.0
_LEAST_RULES: Final = 3
_HEAD: Final = 40.0
"""Points above the first of them in which the head of its table stands."""
_GAP: Final = 1.8
"""Of the size of letters: what stands further below a column is no part of it."""
_NARROW: Final = 90.0
"""Points that a column of text is wide, at least."""


@dataclass(slots=True)
class Flow:
    """A column of a page, from above: lines and tables; where its text begins and ends."""

    pieces: list[Line | Grid] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0


def flows_of(page: Page, words: Sequence[Word]) -> list[Flow]:
    """Return the columns of a page in reading order, with the tables at their places."""
    grids, left = _ruled(page, words)
    lines = lines_of(left)
    level = merged(page.level)
    ordered = _ordered(lines, grids, _banded(level, lines))
    flows = [_flow(lines_, grids_, level) for lines_, grids_ in ordered]
    if len(flows) == 1:
        _widen(flows[0], page.width)
    return flows


def _widen(flow: Flow, width: float) -> None:
    """Let a column reach as near to the right side as to the left, where it is short."""
    right = width - flow.left
    if right - flow.right > _SHORT * width:
        flow.right = right


def _ruled(page: Page, words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
    grids, left = list[Grid](), list(words)
    for lattice in lattices_of(page):
        box = lattice.box
        inside = [
            word for word in left if box.holds((word.x0 + word.x1) / 2, word.y - word.size / 3, 1)
        ]
        grid = ruled_grid(lattice, inside) if inside else None
        if grid is not None:
            grids.append(grid)
            taken = set(inside)
            left = [word for word in left if word not in taken]
    return grids, left


def _banded(level: Sequence[Rule], lines: Sequence[Line]) -> list[Box]:
    """Return where level lines of one width below each other part the rows of a table.

    The head stands above the first of them; whatever columns of text a page has, such a table
    reaches over them.
    """
    found, run = list[Box](), list[Rule]()
    for rule in [*sorted(level), Rule(inf, 0, 0)]:
        if run and (rule.at - run[-1].at > _BAND or abs(rule.end - run[-1].end) > _SAME_END):
            if len(run) >= _LEAST_RULES:
                found.append(_band_box(run, lines))
            run = []
        run.append(rule)
    return found


def _band_box(run: Sequence[Rule], lines: Sequence[Line]) -> Box:
    first, left, right = run[0].at, min(one.start for one in run), run[0].end
    above = [line for line in lines if first - _HEAD < line.y < first]
    heads = [line.y for line in above if sum(_beside(line, one) for one in above) > 1]
    return Box(left, min(heads, default=first), right, run[-1].at)


def _beside(line: Line, other: Line) -> bool:
    return abs(line.y - other.y) < line.size / 2


def _ordered(
    lines: list[Line], grids: list[Grid], bands: Sequence[Box] = ()
) -> list[tuple[list[Line], list[Grid]]]:
    """Return lines and tables column by column; what reaches over columns parts them."""
    gutter = _gutter([one for one in lines if not any(_is_in(one, band) for band in bands)])
    if gutter is None:
        return [(lines, grids)]
    found = list[tuple[list[Line], list[Grid]]]()
    sides: tuple[list[Line], list[Line]] = ([], [])
    tables: tuple[list[Grid], list[Grid]] = ([], [])

    def flush() -> None:
        below = _below(*sides)
        del sides[0][len(sides[0]) - len(below) :]
        for side in (0, 1):
            if sides[side] or tables[side]:
                found.extend(_ordered(list(sides[side]), list(tables[side]), bands))
            sides[side].clear()
            tables[side].clear()
        if below:
            found.append((below, []))

    things: list[tuple[float, Line | Grid]] = [(line.y - line.size, line) for line in lines]
    things += [(grid.top, grid) for grid in grids]
    for _, thing in sorted(things, key=lambda one: one[0]):
        x0, x1 = _ends(thing, bands)
        if x0 < gutter - 3 and x1 > gutter + 3:
            flush()
            found.append(([thing], []) if isinstance(thing, Line) else ([], [thing]))
        elif isinstance(thing, Line):
            sides[x0 >= gutter - 3].append(thing)
        else:
            tables[x0 >= gutter - 3].append(thing)
    flush()
    return _together(found)


def _is_in(line: Line, band: Box) -> bool:
    return band.y0 - 1 <= line.y <= band.y1 and band.x0 - 1 <= line.x0 and line.x1 <= band.x1 + 1


def _below(left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
    """Return the lines at the end of the left column that stand below both, after a gap."""
    if not left or not right:
        return []
    bottom = max(line.y for line in right)
    for at in range(1, len(left)):
        here = left[at]
        if here.y > bottom + here.size / 2 and here.y - left[at - 1].y > _GAP * here.size:
            return list(left[at:])
    return []


def _ends(thing: Line | Grid, bands: Sequence[Box]) -> tuple[float, float]:
    """Return how far a line or table reaches; a line in a table reaches as far as that does."""
    if not isinstance(thing, Line):
        return thing.edges[0], thing.edges[-1]
    band = next((one for one in bands if _is_in(thing, one)), None)
    return (thing.x0, thing.x1) if band is None else (band.x0, band.x1)


def _together(
    parts: list[tuple[list[Line], list[Grid]]],
) -> list[tuple[list[Line], list[Grid]]]:
    """Put lines over both columns that follow each other together."""
    found = list[tuple[list[Line], list[Grid]]]()
    wide = False
    for lines, grids in parts:
        is_one = len(lines) + len(grids) == 1
        if is_one and wide and found:
            found[-1][0].extend(lines)
            found[-1][1].extend(grids)
        else:
            found.append((list(lines), list(grids)))
        wide = is_one
    return found


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return what parts two columns of running text, None where there is one column."""
    if len(lines) < 2 * _LEAST_LINES:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    if right - left < 2 * _NARROW:
        return None
    best, x = (0, 0.0), left + _NARROW
    while x <= right - _NARROW:
        before = sum(line.x1 <= x for line in lines)
        after = sum(line.x0 >= x for line in lines)
        across = len(lines) - before - after
        if min(before, after) >= _LEAST_LINES and across <= _CROSSING * (before + after):
            best = max(best, (min(before, after) - across, x))
        x += 3.0
    if not best[1]:
        return None
    x = _middle_of_gap(lines, best[1])
    return x if _is_text(lines, x) else None


def _middle_of_gap(lines: Sequence[Line], x: float) -> float:
    before = max(line.x1 for line in lines if line.x1 <= x)
    after = min(line.x0 for line in lines if line.x0 >= x)
    return (before + after) / 2


def _is_text(lines: Sequence[Line], x: float) -> bool:
    before = [line for line in lines if line.x1 <= x]
    after = [line for line in lines if line.x0 >= x]
    return _is_running(before) and _is_running(after)


def _is_running(lines: Sequence[Line]) -> bool:
    """Say whether lines are running text: they fill their column, and many begin in a sentence."""
    edge = sorted(line.x0 for line in lines)[len(lines) // 10]
    column = [line for line in lines if line.x0 < edge + 2 * line.size]
    if len(column) < _LEAST_LINES:
        return False
    ends = sorted(line.x1 for line in column)
    width = ends[len(ends) * 9 // 10] - edge
    widths = sorted(line.x1 - line.x0 for line in column)
    words = sorted(len(line.words) for line in column)
    small = sum(line.text[:1].islower() for line in column)
    return (
        widths[len(widths) // 2] >= _FULL * width
        and words[len(words) // 2] >= _WORDS
        and small >= _SMALL_LETTERS * len(column)
    )


def _flow(lines: list[Line], grids: list[Grid], level: Sequence[Rule]) -> Flow:
    groups = rows_standing_apart(_by_baseline(lines))
    rows = [
        sorted((one for row in group for one in row), key=lambda one: one.x0) for group in groups
    ]
    pieces: list[tuple[float, Line | Grid]] = [(grid.top, grid) for grid in grids]
    at = 0
    for start, end, edges in [*aligned_runs(rows), (len(rows), len(rows), [])]:
        for row in (row for group in groups[at:start] for row in group):
            line = row[0] if len(row) == 1 else Line([w for one in row for w in one.words])
            pieces.append((line.y - line.size, line))
        if edges:
            inside = [one for row in rows[start:end] for one in row]
            grid = aligned_grid(inside, edges, level)
            pieces.append((grid.top, grid))
        at = end
    ordered = [piece for _, piece in sorted(pieces, key=lambda one: one[0])]
    text = [piece for piece in ordered if isinstance(piece, Line)]
    return Flow(
        ordered,
        min((line.x0 for line in text), default=0.0),
        max((line.x1 for line in text), default=0.0),
    )


def _by_baseline(lines: Sequence[Line]) -> list[list[Line]]:
    rows = list[list[Line]]()
    for line in sorted(lines, key=lambda one: (one.y, one.x0)):
        if rows and line.y - rows[-1][0].y <= 0.4 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.x0) for row in rows]
