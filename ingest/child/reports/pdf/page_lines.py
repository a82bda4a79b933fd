"""Words beside each other into lines, and what stands at the head and foot of many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from ingest.child.reports.pdf.page_parts import Line, Page, Word

_SAME_LINE: Final = 0.4
"""Of the size of letters, by which baselines of one line may differ."""
_GAP: Final = 1.2
"""Of the size of letters: a wider gap parts a line."""
_TOUCHING: Final = 0.06
_EDGES: Final = 3
"""Lines at the head or foot of a page that may stand there on each."""
_SAME_PLACE: Final = 4.0
_FIGURES: Final = re.compile(r"\d+")
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
    return right.x0 - left.x1 > _GAP * max(left.size, right.size)


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


def edge_lines(page: Page) -> list[tuple[str, float, list[Word]]]:
    """Return the outer rows of a page: what they say but for numbers, where, and their words."""
    rows = rows_of(page.words)
    outer = rows if len(rows) <= 2 * _EDGES else rows[:_EDGES] + rows[-_EDGES:]
    found = list[tuple[str, float, list[Word]]]()
    for row in outer:
        text = _FIGURES.sub("#", " ".join(word.text for word in row)).casefold()
        found.append((text, row[0].y, row))
    return found


def running_words(
    here: Sequence[tuple[str, float, list[Word]]],
    near: Sequence[Sequence[tuple[str, float, list[Word]]]],
    height: float,
) -> set[Word]:
    """Return the words of a page that are its running head, foot or number.

    They stand on two pages near it as well, at the same height, but for the numbers in them.
    """
    counts: Counter[int] = Counter()
    for other in near:
        for place, (text, y, _) in enumerate(here):
            alike = any(
                (text == said and abs(y - at) < _SAME_PLACE)
                or (_is_number(text) and _is_number(said) and abs(y - at) < 2 * _SAME_PLACE)
                for said, at, _ in other
            )
            counts[place] += alike
    least = 2 if len(near) > 2 else max(1, len(near))  # noqa: PLR2004 (of few pages, all)
    found = set[Word]()
    for place, (text, y, words) in enumerate(here):
        outer = y < _OUTER * height or y > (1 - _OUTER) * height
        alone = outer and _is_number(text)
        if (near and counts[place] >= least and _is_outer(y, height)) or alone:
            found.update(words)
    return found


def _is_outer(y: float, height: float) -> bool:
    return y < height / 5 or y > height * 4 / 5


def _is_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(_ROMAN.sub("#", text)))
