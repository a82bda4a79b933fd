"""Which lines are a heading: by the size and look of their letters, never by their place alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.child.reports.pdf.composed import TextLine
from ingest.child.reports.pdf.wording import BULLET, CAPTION, ENDS, SOURCE

BIGGER: Final = 1.12
"""The size of a heading against that of the running text, from which it is one by its size."""
SMALLER: Final = 0.93
"""The size of notes against that of the running text, at most."""
_LETTERS: Final = re.compile(r"[^\W\d_]{3}")
_LONG: Final = 200
"""Characters of a heading, at most."""
_LONG_SENTENCE: Final = 80
"""Characters of a heading that ends as a sentence does."""
_LONG_SLANTED: Final = 60
_MOST_LINES: Final = 5
_FEW_WORDS: Final = 8
_SHORT: Final = 5
_COLUMNS: Final = 2
"""Gaps in a line from which on it is a row; the number of a heading stands before one."""


def is_heading(lines: Sequence[TextLine], text: str, body: float) -> bool:
    """Say whether lines are a heading in a document whose running text has this size (points)."""
    if any(line.gaps >= _COLUMNS for line in lines):
        return False  # the head of a table whose rows stand on the next page
    if len(text) > _LONG or not _LETTERS.search(text) or _is_other(text):
        return False
    if lines[0].size >= body * BIGGER:
        is_sentence = text.endswith(".") and len(text) > _LONG_SENTENCE
        return len(lines) <= _MOST_LINES and not is_sentence
    return _by_look(lines, text, body)


def _is_other(text: str) -> bool:
    return any(form.match(text) for form in (CAPTION, SOURCE, BULLET))


def _by_look(lines: Sequence[TextLine], text: str, body: float) -> bool:
    first = lines[0]
    if text[-1] in ".;," and not text.isupper():
        return first.bold and len(text.split()) < _FEW_WORDS and text[-1] == "."
    if all(line.bold for line in lines) and first.size >= body * SMALLER:
        return True
    if first.italic and len(lines) == 1 and len(text) <= _LONG_SLANTED:
        return text[0].isupper() and not ENDS.search(text)
    return text.isupper() and len(lines) <= 2 and len(text) > _SHORT and " " in text  # noqa: PLR2004
