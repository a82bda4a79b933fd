"""Words beside each other into lines, and what stands at the head and foot of many pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, TypeVar

from ingest.child.reports.pdf.page_parts import Line, Page, Word

_SAME_LINE: Final = 0.4
"""Of the size of letters, by which baselines of one line may differ."""
_GAPS: Final = (1.2, 0.9, 0.6)
"""Of the size of letters: a wider gap parts a line; between figures a narrower one does."""
_TOUCHING: Final = 0.06
_LINE: Final = 0.9
"""Of the size of letters: lines nearer to each other than this overlap."""
_EDGES: Final = 3
"""Lines at the head or foot of a page that may stand there on each."""
_HEAD: Final = 0.075
"""The share of a page, above and below, where no text of its own stands."""
_LONGEST_NUMBER: Final = 6
"""Digits of the number of a page."""
_SAME_PLACE: Final = 4.0
_FIGURES: Final = re.compile(r"[0-9]{1,9}")
_ROMAN: Final = re.compile(r"\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:(?:page|página|pagina|pág\.?|p\.?)\s*)?#(?:\s*(?:of|de|sur|/|\|)\s*#)?\W*",
    re.IGNORECASE,
)
_OUTER: Final = 0.12
"""The share of a page, above and below, where its number stands."""


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return the lines of a page from above; a wide gap parts a line."""
    found = list[Line]()
    for row in rows_of(words):
        start = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or _is_apart(row[at - 1], row[at]):
                found.append(Line(row[start:at]))
                start = at
    return found


def _is_apart(left: Word, right: Word) -> bool:
    figures = left.text[-1:].isdigit() + right.text[:1].isdigit()
    return right.x0 - left.x1 > _GAPS[figures] * max(left.size, right.size)


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Return words by their baselines, each row from the left."""
    rows, row = list[list[Word]](), list[Word]()
    for word in sorted(words, key=lambda word: (word.y, word.x0)):
        if row and word.y - row[0].y > _SAME_LINE * min(word.size, row[0].size):
            rows.append(row)
            row = []
        row.append(word)
    if row:
        rows.append(row)
    return [_joined(sorted(one, key=lambda word: word.x0)) for one in rows]


T = TypeVar("T", Word, Line)


def rows_standing_apart(rows: Sequence[Sequence[T]]) -> list[list[list[T]]]:
    """Return rows of a table, each as its lines: lines that overlap stand beside each other.

    What one line says stands in the middle of a row whose other cells have two lines: between
    their baselines. Two rows of a table never overlap; nor do lines of one cell.

    >>> from ingest.child.reports.pdf.page_parts import Word
    >>> words = [Word("CT-", 0, 9, 10, 10, False), Word("Haiti", 20, 40, 16, 10, False)]
    >>> len(rows_standing_apart([words[:1], words[1:]]))
    1
    """
    found = list[list[list[T]]]()
    for row in rows:
        here = list(row)
        if found and _overlap(found[-1], here):
            found[-1].append(here)
        else:
            found.append([here])
    return found


def _overlap(above: Sequence[Sequence[T]], row: Sequence[T]) -> bool:
    """Say whether a row is less than a line below the last one, and beside all that is there."""
    last = above[-1]
    least = _LINE * min(last[0].size, row[0].size)
    near = [one for line in above for one in line if abs(row[0].y - one.y) < least]
    return bool(near) and not any(
        one.x0 < other.x1 and other.x0 < one.x1 for one in near for other in row
    )


def _joined(row: list[Word]) -> list[Word]:
    """Put together what is one word, however the PDF wrote it: ligatures stand apart."""
    kept = row[:1]
    for word in row[1:]:
        before = kept[-1]
        close = _TOUCHING * word.size
        if word.is_loose and abs(word.x0 - before.x1) < close and not before.hyphen:
            kept[-1] = before._replace(text=before.text + word.text, x1=word.x1, hyphen=word.hyphen)
        else:
            kept.append(word)
    return kept


class Edge(NamedTuple):
    """A row at the head or foot of a page: on which page, what it says, where, and its words."""

    page: int
    text: str
    y: float
    words: list[Word]


def edge_lines(page: Page) -> list[Edge]:
    """Return the rows at the head and foot of a page that stand apart from its text."""
    rows = rows_of(page.words)
    head = _apart(rows, lambda y: y < _HEAD * page.height)
    foot = _apart(rows[::-1], lambda y: y > (1 - _HEAD) * page.height)
    outer = rows[:head] + rows[max(head, len(rows) - foot) :]
    return [
        Edge(page.number, " ".join(word.text for word in row).casefold(), row[0].y, row)
        for row in outer
    ]


def _apart(rows: list[list[Word]], is_near: Callable[[float], bool]) -> int:
    """Return how many rows from one end of a page are near its edge, or stand apart there."""
    count = 0
    for at in range(min(_EDGES, len(rows))):
        y = rows[at][0].y
        if at + 1 < len(rows) and _overlap([rows[at + 1]], rows[at]):
            break  # the second line of a cell, however near to the edge of the page
        if is_near(y) or _is_apart_from(rows, at):
            count = at + 1
    return count


def _is_apart_from(rows: list[list[Word]], at: int) -> bool:
    if at + 2 >= len(rows):
        return False
    here, after, then = (rows[at + step][0].y for step in (0, 1, 2))
    return abs(after - here) > max(1.3 * abs(then - after), 1.6 * rows[at + 1][0].size)


def running_words(here: Sequence[Edge], near: Sequence[Sequence[Edge]], height: float) -> set[Word]:
    """Return the words of a page that are its running head, foot or number.

    They stand on two pages near it as well, at the same height, but for the number of the page.
    """
    least = 2 if len(near) > 2 else max(1, len(near))  # noqa: PLR2004 (of few pages, all)
    found = set[Word]()
    for edge in here:
        times = sum(any(_is_same(edge, one) for one in other) for other in near)
        is_outer = edge.y < _OUTER * height or edge.y > (1 - _OUTER) * height
        if (near and times >= least) or (is_outer and _is_number(_FIGURES.sub("#", edge.text))):
            found.update(edge.words)
    return found


def _is_same(one: Edge, other: Edge) -> bool:
    if abs(one.y - other.y) > _SAME_PLACE:
        return False
    if one.text == other.text:
        return True
    if _FIGURES.sub("#", one.text) != _FIGURES.sub("#", other.text):
        return False
    step = other.page - one.page
    pairs = zip(_FIGURES.findall(one.text), _FIGURES.findall(other.text), strict=True)
    return all(a == b or _steps(a, b) == step for a, b in pairs)


def _steps(one: str, other: str) -> int:
    """How many pages lie between two numbers; none where no page is numbered so high."""
    is_page = max(len(one), len(other)) <= _LONGEST_NUMBER
    return int(other) - int(one) if is_page else 0


def _is_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(_ROMAN.sub("#", text)))
