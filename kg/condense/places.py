"""Where words stand in a report, said so that they can be checked in the original."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.base.i18n import Message, msg
from kg.base.reader_manner import number
from kg.model.documents import Extract


def where(one: Extract, lang: str) -> str:
    """Return where words stand, and that they are to be checked in the original."""
    return msg("{place}; check in the original", place=place(one)).text(lang)


def under(said: str, heading: str, lang: str) -> str:
    """Return where words stand, with the heading that says whom they are about if they do not."""
    if not heading:
        return said
    return msg("{place}, under “{heading}”", place=said, heading=heading).text(lang)


def place(one: Extract) -> Message:
    """Return where words stand: page and paragraph, or the paragraph where there are no pages."""
    if one.page is None:
        return msg("paragraph {paragraph}", paragraph=one.paragraph)
    return msg("page {page}, paragraph {paragraph}", page=one.page, paragraph=one.paragraph)


def places_of(extracts: Iterable[Extract], lang: str) -> str:
    """Return on which pages words stand, runs by the first and the last; else the paragraphs.

    >>> from kg.model.documents import Extract
    >>> def on(page):
    ...     return Extract(text="", page=page, paragraph=1, lang="en")
    >>> places_of([on(3), on(4), on(5), on(9), on(4)], "en")
    'pages 3–5, 9'
    >>> places_of([on(3), on(3)], "en")
    'page 3'
    """
    extracts = list(extracts)
    pages = sorted({one.page for one in extracts if one.page is not None})
    if pages:
        if len(pages) == 1:
            return msg("page {page}", page=pages[0]).text(lang)
        return msg("pages {pages}", pages=_runs(pages, lang)).text(lang)
    found = sorted({one.paragraph for one in extracts})
    if len(found) == 1:
        return msg("paragraph {paragraph}", paragraph=found[0]).text(lang)
    return msg("paragraphs {paragraphs}", paragraphs=_runs(found, lang)).text(lang)


def _runs(numbers: list[int], lang: str) -> str:
    starts = [numbers[0], *(b for a, b in pairwise(numbers) if b > a + 1)]
    ends = [*(a for a, b in pairwise(numbers) if b > a + 1), numbers[-1]]
    said = (
        number(a, lang) if a == b else f"{number(a, lang)}–{number(b, lang)}"
        for a, b in zip(starts, ends, strict=True)
    )
    return ", ".join(said)
