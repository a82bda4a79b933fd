"""Tables without ruling lines: lines whose pieces stand in the same columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.child.reports.pdf.page_lines import rows_of, rows_standing_apart
from ingest.child.reports.pdf.page_parts import Grid, Line, Rule, Word
from ingest.child.reports.pdf.table_cells import NUMBER, aligned_rows, banded_rows
from ingest.child.reports.pdf.wording import CAPTION, SOURCE

_LEAST_ROWS: Final = 3
_LABEL: Final = re.compile(
    r"[•▪◦‣●○■□–—\-*·➢✓\uf0b7\uf0a7]|\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]?"
)
_TWO: Final = 2
_MOSTLY: Final = 0.8
"""The share of rows that a label begins, from which they are a list."""
_FULL: Final = 0.85
"""The share of cells from which a table needs no words."""
_LEAST_BANDS: Final = 4
_MOST_LINES: Final = 6
"""Lines of words of one row between level lines."""
_NEAR: Final = 3.0
"""Points between level lines that are one."""
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_FILLED: Final = 0.6
"""The share of cells that hold something, at least."""
_WIDE: Final = 0.7
"""Of the size of letters: how wide a strip without words parts columns, at least."""
_STEP: Final = 1.9
"""Of the size of letters: lines further apart begin something else."""


def aligned_runs(rows: Sequence[list[Line]]) -> list[tuple[int, int, list[float]]]:
    """Return the tables among the lines of a column: from which row, to which, and their edges.

    ``rows`` are lines by baseline, those with several pieces may be rows of a table.
    """
    found, at = list[tuple[int, int, list[float]]](), 0
    while at < len(rows):
        end = _run(rows, at)
        edges = _edges(rows[at:end]) if end - at >= _LEAST_ROWS else []
        if edges:
            found.append((at, end, edges))
            at = end
        else:
            at += 1
    return found


def aligned_grid(lines: Sequence[Line], edges: list[float], level: Sequence[Rule] = ()) -> Grid:
    """Return the table that lines are; level lines through it part its rows."""
    words = [word for line in lines for word in line.words]
    rows = rows_of(words)
    bands, parted = _bands(rows, edges, level)
    texts, bold = banded_rows(bands, edges, parted) if bands else aligned_rows(rows, edges)
    top = min(line.y - line.size for line in lines)
    bottom = max(line.y for line in lines)
    return Grid(texts, texts, bold, edges, top, bottom, is_ruled=False)


def _bands(
    rows: list[list[Word]], edges: list[float], level: Sequence[Rule]
) -> tuple[list[list[list[Word]]], list[list[tuple[float, float]]]]:
    """Return the lines of words between level lines, nothing where those part no rows.

    Beside them for each band from where to where the lines above it reach.
    Two or three of them stand about the head and the sum of a table, whose rows they do not part.
    """
    through = _through(rows[0][0].y, rows[-1][0].y, edges, level)
    places = [pieces[0].at for pieces in through]
    bands: dict[int, list[list[Word]]] = {}
    for row in rows:
        bands.setdefault(bisect_left(places, row[0].y - row[0].size / 3), []).append(row)
    most = max(len(rows_standing_apart(band)) for band in bands.values())
    if len(bands) < _LEAST_BANDS or most > _MOST_LINES:
        return [], []
    whole = [(edges[0], edges[-1])]
    parted = [[(one.start, one.end) for one in through[at - 1]] if at else whole for at in bands]
    return list(bands.values()), parted


def _through(
    first: float, last: float, edges: Sequence[float], level: Sequence[Rule]
) -> list[list[Rule]]:
    """Return the level lines through a table from above, each as its pieces at one height.

    Together they are longer than half of it: cells over several rows leave gaps.
    """
    found = list[list[Rule]]()
    for rule in sorted(one for one in level if first < one.at < last):
        if min(rule.end, edges[-1]) <= max(rule.start, edges[0]):
            continue
        if found and rule.at - found[-1][0].at <= _NEAR:
            found[-1].append(rule)
        else:
            found.append([rule])
    half = (edges[-1] - edges[0]) / 2
    return [
        pieces for pieces in found
        if sum(min(one.end, edges[-1]) - max(one.start, edges[0]) for one in pieces) > half
    ]  # fmt: skip


def _run(rows: Sequence[list[Line]], start: int) -> int:
    """Return where the rows end that may be one table with that at ``start``."""
    if len(rows[start]) < 2 or CAPTION.match(rows[start][0].text):  # noqa: PLR2004 (two columns)
        return start
    end = last = start + 1
    while end < len(rows):
        above, here = rows[end - 1], rows[end]
        step = min(line.y for line in here) - max(line.y for line in above)
        size = max(line.size for line in here)
        if (
            CAPTION.match(here[0].text)
            or SOURCE.match(here[0].text)
            or (step > _STEP * size and not (len(here) > 1 and step < 2 * _STEP * size))
        ):
            break
        if len(here) > 1:
            last = end + 1
        elif end - last >= 2 or _is_running(here[0], rows[start:end]):  # noqa: PLR2004
            break
        end += 1
    return last


def _is_running(line: Line, rows: Sequence[list[Line]]) -> bool:
    """Say whether a line of one piece reaches over what are columns above."""
    pieces = [piece for row in rows if len(row) > 1 for piece in row]
    return line.x0 < min(one.x1 for one in pieces) and line.x1 > max(one.x0 for one in pieces)


def _edges(rows: Sequence[list[Line]]) -> list[float]:
    """Return where columns begin and end, nothing where these lines are no table."""
    several = [row for row in rows if len(row) > 1]
    with_figures = [row for row in several if any(NUMBER.fullmatch(one.text) for one in row)]
    telling = with_figures if len(with_figures) >= _LEAST_ROWS else several
    if len(telling) < _LEAST_ROWS:
        return []
    strips = _strips([piece for row in telling for piece in _parted(row)], len(telling))
    left = min(line.x0 for row in rows for line in row)
    right = max(line.x1 for row in rows for line in row)
    edges = [left - 1, *strips, right + 1]
    return edges if strips and _is_table(telling, edges, bool(with_figures)) else []


def _parted(row: Sequence[Line]) -> Iterator[Line]:
    """Yield the pieces of a row, parted where the gap is wider than that between words."""
    for line in row:
        start = 0
        for at in range(1, len(line.words) + 1):
            if at == len(line.words) or (
                line.words[at].x0 - line.words[at - 1].x1 > _WIDE * line.size
            ):
                yield Line(line.words[start:at])
                start = at


def _strips(pieces: list[Line], rows: int) -> list[float]:
    """Return the middles of the upright strips that (nearly) no piece stands in."""
    left, right = min(one.x0 for one in pieces), max(one.x1 for one in pieces)
    size = sorted(one.size for one in pieces)[len(pieces) // 2]
    changes = sorted(
        [(one.x0, 1) for one in pieces] + [(one.x1, -1) for one in pieces],
        key=lambda one: (one[0], -one[1]),
    )
    allowed, depth, since = rows // 25, 0, left
    found = list[float]()
    for x, change in changes:
        was = depth
        depth += change
        if was <= allowed < depth and x - since >= _WIDE * size and since > left:
            found.append((since + x) / 2)
        elif depth <= allowed < was:
            since = x
    return [x for x in found if left < x < right]


def _is_table(rows: Sequence[list[Line]], edges: list[float], has_figures: bool) -> bool:
    """Say whether lines in columns are a table, not a list with its labels or two texts."""
    columns = len(edges) - 1
    first = [row[0].text for row in rows if row[0].x1 <= edges[1] + 1]
    labels = sum(_LABEL.fullmatch(one) is not None for one in first)
    is_list = columns == _TWO and labels > 0 and labels >= _MOSTLY * len(first)
    if is_list or not _is_filled(rows, columns):
        return False
    if has_figures or columns > _TWO:
        return True
    widths = sorted(line.x1 - line.x0 for row in rows for line in row)
    narrow = 0.3 * (edges[-1] - edges[0])
    return len(rows) > _LEAST_ROWS and widths[len(widths) // 2] < narrow


def _is_filled(rows: Sequence[list[Line]], columns: int) -> bool:
    """Say whether most cells hold something and most rows a word; the axes of charts do not."""
    pieces = sum(min(len(row), columns) for row in rows) / (columns * len(rows))
    words = sum(any(_WORD.search(line.text) for line in row) for row in rows)
    is_full = pieces >= _FULL and columns > _TWO
    return is_full or (pieces >= _FILLED and 2 * words >= len(rows))
