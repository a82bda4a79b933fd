"""What a PDF calls itself: the largest words of its first page, else what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.child.reports.pdf.composed import Sheet, TextLine
from ingest.child.reports.pdf.joined_text import joined
from ingest.child.reports.symbols import symbol_in

_JUNK: Final = re.compile(
    r"microsoft|\.(?:docx?|pdf|indd|odt|rtf|xlsx?|pptx?|tex|qxd|wpd)\b|untitled|sin título"
    r"|document\d*$|^[\W\d_]*$"
    r"|^(?:layout|template|title|slide|page|folio|report|informe|relatório|rapport)\s*\d*$",
    re.IGNORECASE,
)
_CONTENTS: Final = re.compile(
    r"(?:table of )?contents?|(?:tabla de )?contenidos?|índice(?: general)?|sumário|sumario"
    r"|sommaire|table des matières|acknowledge?ments?|agradecimientos|agradecimentos|remerciements"
    r"|presentación|apresentação|foreword|preface|prólogo|prefácio|préface|avant-propos|introduc.*",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]")
_LEAST_LETTERS: Final = 8
_MOST: Final = 200
_PAGES: Final = 3
"""Pages that may be covers before the one with the title."""
_LARGER: Final = 1.2


def title_of(sheets: Sequence[Sheet], meta: str, body: float) -> str:
    """Return the title of a document, empty where nothing says it.

    What it says of itself goes first where the same words stand on its first page; files are often
    made from others, whose title they keep.
    """
    pages = [
        [one for one in sheet.pieces if isinstance(one, TextLine)] for sheet in sheets[:_PAGES]
    ]
    said = " ".join(line.text for lines in pages for line in lines)
    is_junk = (
        not meta or _JUNK.search(meta) is not None or len(_LETTERS.findall(meta)) < _LEAST_LETTERS
    )
    if not is_junk and _letters(meta) in _letters(said):
        return meta[:_MOST]
    largest = next(filter(None, (_largest(lines, body) for lines in pages)), "")
    return largest or ("" if is_junk else meta[:_MOST])


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


def _largest(lines: Sequence[TextLine], body: float) -> str:
    sizes = sorted({line.size for line in lines if line.size >= body * _LARGER}, reverse=True)
    for size in sizes:
        group = _group(lines, size)
        text = joined([line.text for line in group])
        is_long = len(_LETTERS.findall(text)) >= _LEAST_LETTERS and len(text) <= _MOST
        if is_long and not symbol_in(text) and not _CONTENTS.fullmatch(text):
            return text
    return ""


def _group(lines: Sequence[TextLine], size: float) -> list[TextLine]:
    """Return the first lines of a size that stand together."""
    group = list[TextLine]()
    for line in lines:
        if abs(line.size - size) <= 0.5 and (not group or 0 < line.y - group[-1].y < 2.5 * size):  # noqa: PLR2004
            group.append(line)
        elif group:
            break
    return group
