"""The sheet: drawing, heading, legend and caption set on one page, each text with its box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from viz.boxes import Box
from viz.composition import Composition
from viz.label_text import readable
from viz.legend import Entry
from viz.text_width import SIZE, width_of, wrapped

Kind = Literal["heading", "legend", "caption"]
SIZES: Final[dict[Kind, int]] = {"heading": 16, "legend": SIZE, "caption": SIZE}
"""Height of the letters of each kind of text."""
LEAST_WIDTH: Final = 640
_LEADING: Final[dict[Kind, int]] = {"heading": 22, "legend": 16, "caption": 16}
_EDGE, _APART = 16, 18
_SAFE: Final[dict[Kind, float]] = {"heading": 0.82, "legend": 1.0, "caption": 0.9}
"""Part of the width that lines fill: who has none of our fonts reads wider letters, bold ones most.
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text with the point of its left end on the base line, and its box."""

    text: str
    x: int
    y: int
    kind: Kind
    box: Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is drawn, in the units of the drawing; the nodes are moved by (``dx``, ``dy``)."""

    composition: Composition
    width: int
    height: int
    dx: int
    dy: int
    texts: Sequence[Text]
    legend: Sequence[tuple[Entry, int, int]]

    def boxes(self) -> list[Box]:
        """Return the boxes of all texts."""
        labels = [placed.label for placed in self.composition.nodes if placed.label]
        moved = [label.box.moved(self.dx, self.dy) for label in labels]
        return moved + [text.box for text in self.texts]


def sheet_around(composition: Composition, *, heading: bool = True, sentence: str = "") -> Sheet:
    """Return the sheet; without ``heading`` where the page around it has title and caption.

    ``sentence``: what one sees, below the title.
    """
    scene, width = composition.scene, max(composition.width, LEAST_WIDTH)
    texts: list[Text] = []
    dy = _set(texts, [scene.title], _EDGE, width, "heading") if heading else 0
    if heading and sentence:
        dy = _set(texts, [sentence], dy, width, "legend")
    legend, y = _legend(composition.legend, dy + composition.height + SIZE, width)
    texts += [_text(e.text, x + e.indent, line, "legend") for e, x, line in legend]
    if heading:
        y = _set(texts, [scene.caption, *scene.notes], y, width, "caption")
    return Sheet(
        composition,
        width,
        y + _EDGE // 2,
        (width - composition.width) // 2,
        dy,
        texts,
        legend,
    )


def _legend(
    entries: Iterable[Entry], y: int, width: int
) -> tuple[list[tuple[Entry, int, int]], int]:
    """Return the entries with the left of each and its line, and where the next text begins."""
    placed: list[tuple[Entry, int, int]] = []
    x, line = float(_EDGE), y + SIZE
    for entry, starts in _with_turns(entries):
        if x > _EDGE and (starts or x + entry.width > width - _EDGE):
            x, line = float(_EDGE), line + _LEADING["legend"]
        placed.append((entry, round(x), line))
        x += entry.width + _APART
    return placed, line + SIZE // 2


def _with_turns(entries: Iterable[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Yield entries, saying of the first line that it starts a row of its own."""
    before: Entry | None = None
    for entry in entries:
        yield entry, before is not None and entry.is_line and not before.is_line
        before = entry


def _set(texts: list[Text], parts: Iterable[str], y: int, width: int, kind: Kind) -> int:
    """Set each part in lines of its own from ``y`` down; return where the next text begins."""
    size = SIZES[kind]
    for part in parts:
        for line in wrapped(readable(part), size, (width - 2 * _EDGE) * _SAFE[kind]):
            texts.append(_text(line, _EDGE, y + size, kind))
            y += _LEADING[kind]
    return y


def _text(text: str, x: int, y: int, kind: Kind) -> Text:
    size = SIZES[kind]
    # The heading is bold: a tenth wider.
    width = width_of(text, size) * (1.1 if kind == "heading" else 1)
    return Text(text, x, y, kind, Box(x, y - size + 1, x + width, y + 3))
