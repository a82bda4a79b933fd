"""What a document is composed of once its pages are read: lines with their columns, and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from ingest.child.reports.pdf.page_parts import Grid, Line, Page, Rule
from ingest.child.reports.pdf.reading_order import Flow

_GAP: Final = 2.0
"""Of the size of letters: what parts columns, at least."""
_LEAD_END: Final = (".", ":", "–", "—", "-")


class TextLine(NamedTuple):
    """A line of a document: its page, its column, its place and look.

    ``left`` and ``right`` are those of its column; ``first`` is how wide its first word is;
    ``lead`` are the words in bold that it begins with, where others follow. ``flow`` tells columns
    apart. ``gaps`` counts what parts its words wider than a space does, as in rows of a table.
    """

    page: int
    flow: int
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    left: float
    right: float
    first: float
    lead: str
    gaps: int = 0

    @property
    def room(self) -> float:
        """Points that are left of its column after it."""
        return self.right - self.x1


@dataclass(slots=True)
class Sheet:
    """A page of the document: its columns' lines and tables in reading order.

    ``short_rules`` are the heights of short level lines, as they stand over footnotes.
    """

    number: int
    height: float
    pieces: list[TextLine | Grid] = field(default_factory=list)
    short_rules: list[float] = field(default_factory=list)


def sheet_of(page: Page, flows: Iterable[Flow], first_flow: int) -> Sheet:
    """Return a page as the document needs it; its words are let go."""
    rules = [rule.at for rule in page.level if _is_short(rule, page.width)]
    sheet = Sheet(page.number, page.height, short_rules=rules)
    for number, flow in enumerate(flows, first_flow):
        for piece in flow.pieces:
            if isinstance(piece, Grid):
                sheet.pieces.append(piece)
            else:
                sheet.pieces.append(_text_line(piece, page.number, number, flow))
    return sheet


def _is_short(rule: Rule, width: float) -> bool:
    return 30 < rule.end - rule.start < 0.45 * width  # noqa: PLR2004 (points)


def _text_line(line: Line, page: int, flow: int, of: Flow) -> TextLine:
    first = line.words[0]
    return TextLine(
        page, flow, line.text, line.x0, line.x1, line.y, line.size, line.bold, line.italic,
        of.left, of.right, first.x1 - first.x0, _lead(line),
        sum(b.x0 - a.x1 > _GAP * line.size for a, b in pairwise(line.words)),
    )  # fmt: skip


def _lead(line: Line) -> str:
    """The bold words before others, where they end as a heading in the line does."""
    count = 0
    for word in line.words:
        if not word.bold:
            break
        count += 1
    words = [word.text for word in line.words[:count]]
    is_lead = 0 < count < len(words) + len(line.words) and not line.bold
    return " ".join(words) if is_lead and words and words[-1].endswith(_LEAD_END) else ""


def body_size(sheets: Sequence[Sheet]) -> float:
    """Return the size in which most letters of the running text are, in points."""
    counts: Counter[float] = Counter()
    for sheet in sheets:
        for piece in sheet.pieces:
            if isinstance(piece, TextLine):
                counts[piece.size] += len(piece.text)
    return max(counts, key=lambda size: (counts[size], size), default=10.0)


_COMPOUND: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def vocabulary(sheets: Sequence[Sheet]) -> set[str]:
    """Return the words of a document with those that have a hyphen, but for ends of lines."""
    known = set[str]()
    for sheet in sheets:
        for piece in sheet.pieces:
            if isinstance(piece, TextLine):
                said = piece.text.casefold()
                known.update(
                    _COMPOUND.findall(said.rsplit(" ", 1)[0] if said[-1:] == "-" else said)
                )
    return known
