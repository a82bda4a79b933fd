"""Words of a table into rows of cells; what cannot be told apart stays together in one cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ingest.child.reports.pdf.joined_text import joined
from ingest.child.reports.pdf.page_lines import rows_of, rows_standing_apart
from ingest.child.reports.pdf.page_parts import Grid, Line, Word
from ingest.child.reports.pdf.ruled_tables import Lattice

NUMBER: Final = re.compile(
    r"[(\[\-–+~≈]*\s?(?:US\$|USD|EUR|R\$|C\$|\$|€|£)?\s?\d[\d.,\u00a0\u202f' ]*"
    r"(?:\s?%|[MK])?[)\]*]*"
    r"|[-–—]|n\.?\s?[ad]\.?|n/a",
    re.IGNORECASE,
)
"""What stands in a cell that holds a figure, or says that there is none."""
_LONG_WORD: Final = re.compile(r"[^\W\d_]{3}")
_NUMBER_BEHIND: Final = re.compile(r"\s\d")
_NUMBER_BEFORE: Final = re.compile(r"\d[.,]*\s")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_FILLED: Final = 0.3
"""The share of cells that hold something, at least."""
_SEVERAL: Final = 3
"""Cells that say what a column holds, at least."""
_PILE: Final = 8
"""Lines in one cell, where they are looked at as a table of their own."""
_BETWEEN: Final = 0.5
"""Of the size of letters: what is not nearer to one of two rows by this stands between them."""
_ROW: Final = 1.5
"""Of the size of letters: lines of one cell stand nearer to each other, rows do not."""
_SLACK: Final = 1.5
"""Of the size of letters: a line that leaves less room than the next word and this is full."""


def ruled_grid(lattice: Lattice, words: Sequence[Word]) -> Grid | None:
    """Return the table in a lattice, None where it holds text in fewer than two columns."""
    xs, ys = lattice.xs, lattice.ys
    held: dict[int, list[Word]] = {}
    for word in words:
        column = min(max(bisect_right(xs, (word.x0 + word.x1) / 2) - 1, 0), len(xs) - 2)
        row = min(max(bisect_right(ys, word.y - word.size / 3) - 1, 0), len(ys) - 2)
        held.setdefault(lattice.cell[row][column], []).append(word)
    if len({column for line in lattice.cell for column, one in enumerate(line) if one in held}) < 2:  # noqa: PLR2004
        return None
    rows, bold, spread = list[list[str]](), list[bool](), list[list[str]]()
    if not _is_filled(lattice, held) or any(map(_holds_table, held.values())):
        return None
    for band in _bands(lattice, held):
        found = _band_rows(lattice, band, held)
        rows += found
        wide = [_text(held.get(one, ())) for one in lattice.cell[band[0]]]
        spread += [wide] if len(found) == 1 and len(found[0]) == len(wide) else found
        cells = {one for row in band for one in lattice.cell[row]}
        bold += [_is_bold([w for one in cells for w in held.get(one, ())])] * len(found)
    return Grid(rows, spread, bold, xs, ys[0], ys[-1], is_ruled=True) if rows else None


def _is_filled(lattice: Lattice, held: dict[int, list[Word]]) -> bool:
    """Say whether cells hold words, as those of tables do; the grids of charts hold few."""
    cells = {one for line in lattice.cell for one in line}
    filled = [one for one in cells if one in held]
    with_words = sum(any(_LETTERS.search(word.text) for word in held[one]) for one in filled)
    return len(filled) >= _FILLED * len(cells) and with_words >= _FILLED / 2 * len(lattice.cell)


def _holds_table(words: Sequence[Word]) -> bool:
    """Say whether a cell holds what looks like a table of its own: the lines only frame it."""
    if len(words) < _PILE:
        return False
    rows = rows_of(words)
    parted = sum(any(b.x0 - a.x1 > 2 * b.size for a, b in pairwise(row)) for row in rows)
    return len(rows) >= _PILE and 2 * parted >= len(rows)


def _is_bold(words: Sequence[Word]) -> bool:
    return bool(words) and all(word.bold for word in words)


def _bands(lattice: Lattice, held: dict[int, list[Word]]) -> list[list[int]]:
    """Return the ruled rows, together where a cell with figures reaches over several of them."""
    bands = list[list[int]]()
    for row, line in enumerate(lattice.cell):
        over = row and any(
            one == lattice.cell[row - 1][column] and column and _is_figure(held.get(one, ()))
            for column, one in enumerate(line)
        )
        if over:
            bands[-1].append(row)
        else:
            bands.append([row])
    return bands


def _is_figure(words: Sequence[Word]) -> bool:
    return bool(words) and NUMBER.fullmatch(_text(words)) is not None


def _band_rows(lattice: Lattice, band: list[int], held: dict[int, list[Word]]) -> list[list[str]]:
    lines = [lattice.cell[row] for row in band]
    if len(band) > 1:
        # To whom an amount belongs that stands beside several rows is not said.
        cells = dict.fromkeys(one for line in lines for one in line)
        text = " · ".join(said for one in cells if (said := _text(held.get(one, ()))))
        return [[text]] if text else []
    line, seen = lines[0], set[int]()
    columns = list[list[Word]]()
    for one in line:
        columns.append([] if one in seen else held.get(one, []))
        seen.add(one)
    return [row for row in _rows_in(columns, lattice.xs) if any(row)]


def _rows_in(columns: list[list[Word]], xs: Sequence[float]) -> list[list[str]]:
    """Return the rows between two level lines: one, but where figures are piled in a cell."""
    piled = [
        column for column in columns
        if len(rows := rows_of(column)) > 1
        and all(NUMBER.fullmatch(_row_text(row)) for row in rows)
    ]  # fmt: skip
    if not piled:
        return [[_text(column) for column in columns]]
    words = [word for column in columns for word in column]
    return aligned_rows(rows_of(words), xs)[0]


def aligned_rows(
    rows: Sequence[Sequence[Word]], edges: Sequence[float]
) -> tuple[list[list[str]], list[bool]]:
    """Return rows of cells, and which are bold, where no ruling line tells rows apart.

    A line is a row of its own, but where it overlaps with another or goes on with the line above:
    no figures, and only in columns whose text above was full, so that its first word had no room
    there. Where lines begin with such a piece before their figures, nobody can say which is whose:
    they are one cell.
    """
    found = list[list[list[list[Word]]]]()
    for lines in _rows_of_groups(rows, edges):
        if found and len(lines) == 1 and _goes_on(found[-1], lines[0], edges):
            for column, words in enumerate(lines[0]):
                if words:
                    found[-1][column].append(words)
        else:
            cells = (
                [line[column] for line in lines if line[column]] for column in range(len(edges) - 1)
            )
            found.append(list(cells))
    texts = [[_cell_text(cell, edges, at) for at, cell in enumerate(row)] for row in found]
    bold = [_is_bold([w for cell in row for line in cell for w in line]) for row in found]
    return _unpaired(texts, found), bold


def _rows_of_groups(
    rows: Sequence[Sequence[Word]], edges: Sequence[float]
) -> Iterator[list[list[list[Word]]]]:
    """Yield the lines of each row, by columns; a name between two rows stands beside both."""
    for group in rows_standing_apart(rows):
        lines = [in_columns(row, edges) for row in group]
        places = _places_of_figures(lines)
        if len(places) < 2:  # noqa: PLR2004 (one row, whatever stands beside it)
            yield lines
            continue
        near: list[list[list[list[Word]]]] = [[] for _ in places]
        for line in lines:
            y = next(words[0].y for words in line if words)
            apart = sorted((abs(y - place), at) for at, place in enumerate(places))
            is_between = apart[1][0] - apart[0][0] < _BETWEEN * next(w[0].size for w in line if w)
            for _, at in apart[: 2 if is_between else 1]:
                near[at].append(line)
        yield from near


def _places_of_figures(lines: Sequence[Sequence[Sequence[Word]]]) -> list[float]:
    """Return the baselines of the figures in the column that has most of them, one a row.

    Those of one cell stand as near to each other as lines of text do.
    """
    found: list[list[float]] = [[]]
    for column in zip(*lines, strict=True):
        here = [words for words in column if words]
        if all(NUMBER.fullmatch(_row_text(words)) for words in here):
            steps = (b[0].y - a[0].y for a, b in pairwise(here))
            if all(step > _ROW * here[0][0].size for step in steps):
                found.append([words[0].y for words in here])
    return max(found, key=len)


def _cell_text(lines: Sequence[Sequence[Word]], edges: Sequence[float], column: int) -> str:
    """Return the lines of a cell in one; figures below each other stay apart.

    Unless the first had no room for the next, or that is no figure alone ("000"): then they are one
    figure that was broken.
    """
    texts = [_row_text(line) for line in lines]
    if len(texts) > 1 and all(NUMBER.fullmatch(text) and text[:2] != "00" for text in texts):
        wide = lines[0][-1].x1 - lines[0][0].x0 + lines[1][0].x1 - lines[1][0].x0
        if wide + _SLACK * lines[0][0].size < edges[column + 1] - edges[column]:
            return " · ".join(texts)
    return joined(texts)


def _unpaired(texts: list[list[str]], rows: list[list[list[list[Word]]]]) -> list[list[str]]:
    """Give rows as one cell that hold words beside a figure where others hold figures alone.

    Their columns are not told apart: what stands beside what is not known.
    """
    columns = [[row[column] for row in texts if row[column]] for column in range(len(texts[0]))]
    of_figures = [
        len(cells) >= _SEVERAL
        and 2 * sum(NUMBER.fullmatch(cell) is not None for cell in cells) >= len(cells)
        for cells in columns
    ]
    return [
        [_in_lines(row)] if any(
            alone and _is_mixed(cell) for alone, cell in zip(of_figures, cells, strict=True)
        ) else cells
        for cells, row in zip(texts, rows, strict=True)
    ]  # fmt: skip


def _is_mixed(cell: str) -> bool:
    """Say whether a cell holds a word of three letters, and a number apart from it."""
    word = _LONG_WORD.search(cell)
    if word is None:
        return False
    number = _NUMBER_BEFORE.search(cell)
    return _NUMBER_BEHIND.search(cell, word.end()) is not None or (
        number is not None and _LONG_WORD.search(cell, number.end()) is not None
    )


def _in_lines(row: list[list[list[Word]]]) -> str:
    return _text([word for cell in row for line in cell for word in line])


def banded_rows(
    bands: Sequence[Sequence[Sequence[Word]]],
    edges: Sequence[float],
    parted: Sequence[Sequence[tuple[float, float]]] = (),
) -> tuple[list[list[str]], list[bool]]:
    """Return rows of cells, and which are bold, from lines of words that level lines part.

    ``parted`` says from where to where the lines above each band reach. What stands in a cell that
    they leave open is beside both bands: a name goes with each.
    """
    texts, bold = list[list[str]](), list[bool]()
    for columns in _over_bands([_band_columns(band, edges) for band in bands], edges, parted):
        found = _rows_in(columns, edges)
        texts += found
        bold += [_is_bold([word for column in columns for word in column])] * len(found)
    return texts, bold


def _band_columns(band: Sequence[Sequence[Word]], edges: Sequence[float]) -> list[list[Word]]:
    columns = [list[Word]() for _ in range(len(edges) - 1)]
    for row in band:
        for column, words in zip(columns, in_columns(row, edges), strict=True):
            column.extend(words)
    return columns


def _over_bands(
    bands: list[list[list[Word]]],
    edges: Sequence[float],
    parted: Sequence[Sequence[tuple[float, float]]],
) -> list[list[list[Word]]]:
    for column in range(len(edges) - 1):
        middle, start = (edges[column] + edges[column + 1]) / 2, 0
        for at in range(1, len(bands) + 1):
            if at < len(parted) and not any(x0 <= middle <= x1 for x0, x1 in parted[at]):
                continue  # no line here: the cell goes on
            words = [word for band in bands[start:at] for word in band[column]]
            for band in _beside_label(bands, column, start, at):
                band[column] = words
            start = at
    return bands


def _beside_label(
    bands: list[list[list[Word]]], column: int, start: int, end: int
) -> list[list[list[Word]]]:
    """Return the bands from ``start`` to ``end``, which no line parts, that a name stands beside.

    It stands in the middle of them, or beside the first; where a page breaks such a cell, its other
    part is above or below. Nothing where that does not come out.
    """
    words = [word for band in bands[start:end] for word in band[column]]
    if end - start < 2 or not words or _is_figure(words):  # noqa: PLR2004 (bands)
        return []
    ys = sorted({word.y for word in words})
    if any(b - a > _ROW * words[0].size for a, b in pairwise(ys)):
        return []
    middles = [_middle_of(bands, column, at) for at in range(start, end)]
    if bands[start][column] and ys[-1] <= middles[0] + words[0].size:
        return bands[start:end]
    label = (ys[0] + ys[-1]) / 2
    parts = [(start, at) for at in range(start + 1, end + 1)]
    parts += [(at, end) for at in range(start + 1, end)]
    fits = [
        (abs((middles[first - start] + middles[last - 1 - start]) / 2 - label), first, last)
        for first, last in parts
    ]
    best, first, last = min(fits)
    return bands[first:last] if best < words[0].size else []


def _middle_of(bands: list[list[list[Word]]], column: int, at: int) -> float:
    ys = [word.y for n, words in enumerate(bands[at]) if n != column for word in words]
    return (min(ys) + max(ys)) / 2 if ys else 0.0


def in_columns(row: Sequence[Word], edges: Sequence[float]) -> list[list[Word]]:
    """Return the words of a line by the columns in whose bounds their middles lie.

    Words that stand close to each other stay in one column, that of the most of them.
    """
    cells = [list[Word]() for _ in range(len(edges) - 1)]
    for group in _close(row):
        middle = (group[0].x0 + group[-1].x1) / 2
        column = min(max(bisect_right(edges, middle) - 1, 0), len(cells) - 1)
        if any(edges[column] > word.x1 or edges[column + 1] < word.x0 for word in group):
            for word in group:
                at = bisect_right(edges, (word.x0 + word.x1) / 2) - 1
                cells[min(max(at, 0), len(cells) - 1)].append(word)
        else:
            cells[column] += group
    return cells


def _close(row: Sequence[Word]) -> list[list[Word]]:
    groups = list[list[Word]]()
    for word in row:
        if groups and word.x0 - groups[-1][-1].x1 < 0.5 * word.size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _goes_on(
    above: list[list[list[Word]]], cells: list[list[Word]], edges: Sequence[float]
) -> bool:
    filled = [column for column, words in enumerate(cells) if words]
    if not filled or any(NUMBER.fullmatch(_row_text(cells[column])) for column in filled):
        return False
    if filled == list(range(len(cells))) or len(filled) > sum(map(bool, above)):
        return False
    return all(_is_full(above[column], cells[column], edges[column + 1]) for column in filled)


def _is_full(above: list[list[Word]], words: list[Word], edge: float) -> bool:
    if not above:
        return False
    last = above[-1][-1]
    near = words[0].y - last.y < 1.7 * last.size
    first = words[0]
    room = edge - last.x1 - (first.x1 - first.x0)
    return near and (room < _SLACK * last.size or first.text[:1].islower() or last.hyphen)


def _row_text(row: Sequence[Word]) -> str:
    return " ".join(word.text for word in row)


def _text(words: Sequence[Word]) -> str:
    return joined([_row_text(row) for row in rows_of(words)])


def row_lines(lines: Sequence[Line]) -> list[list[Word]]:
    """Return the words of lines by baseline."""
    return rows_of([word for line in lines for word in line.words])
