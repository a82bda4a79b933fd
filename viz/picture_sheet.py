"""The sheet: drawing, heading, legend and caption set on one page, each text with its box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.base.i18n import msg
from kg.model.registry import NODES
from viz.label_placement import Box, Label, place_labels
from viz.layout import Layout, lay_out
from viz.measure import SIZE, width_of
from viz.scene import Scene
from viz.style import FAMILY, LINES

LEAST_WIDTH = 640
_EDGE, _HEADING, _SMALL, _LEADING = 16, 16, 11, 16
_MARK, _LINE_MARK, _APART = 18, 30, 18


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; ``kind`` is ``heading``, ``legend`` or ``caption``."""

    text: str
    x: int
    y: int
    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the legend: a node type or a family of relations, ``what`` with its text."""

    what: str
    text: str
    is_line: bool = False

    @property
    def width(self) -> float:
        """How much room it takes."""
        return width_of(self.text, _SMALL) + (_LINE_MARK if self.is_line else _MARK) + _APART


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is drawn, in the units of the drawing; the layout is moved by (``dx``, ``dy``)."""

    width: int
    height: int
    dx: int
    dy: int
    layout: Layout
    labels: Sequence[Label | None]
    texts: Sequence[Text]
    legend: Sequence[tuple[Entry, int, int]]

    def boxes(self) -> list[Box]:
        """Return the boxes of all texts."""
        moved = [
            Box(b.left + self.dx, b.top + self.dy, b.right + self.dx, b.bottom + self.dy)
            for b in (label.box for label in self.labels if label)
        ]
        return moved + [text.box for text in self.texts]


def compose(scene: Scene, *, heading: bool = True) -> Sheet:
    """Return the sheet of a scene; without ``heading`` where the page around it has the title."""
    layout = lay_out(scene)
    width = max(layout.width, LEAST_WIDTH)
    texts: list[Text] = []
    y = _EDGE if heading else 0
    if heading:
        y = _set(texts, wrapped(scene.title, _HEADING, width - 2 * _EDGE), y, "heading")
    dy = y
    y += layout.height + _SMALL
    legend, y = _legend(legend_of(scene), y, width)
    texts += [_text(e.text, x + _indent(e), line, "legend") for e, x, line in legend]
    foot = [scene.caption, *scene.notes]
    lines = [line for part in foot for line in wrapped(part, _SMALL, width - 2 * _EDGE)]
    y = _set(texts, lines, y, "caption")
    return Sheet(
        width,
        y + _EDGE // 2,
        (width - layout.width) // 2,
        dy,
        layout,
        place_labels(scene, layout),
        texts,
        legend,
    )


def legend_of(scene: Scene) -> list[Entry]:
    """Return what has to be explained: the types shown with their counts, the kinds of lines."""
    entries = [
        Entry(name, f"{NODES[name].title_of_type.text(scene.lang)} {count}")
        for name, count in scene.types().items()
    ]
    families = {FAMILY[link.type] for link in scene.links}
    entries += [
        Entry(name, line.title.text(scene.lang), is_line=True)
        for name, line in LINES.items()
        if name in families
    ]
    if any(link.dashed for link in scene.links):
        text = msg("not in full: observer, disputed, named …").text(scene.lang)
        entries.append(Entry("dashed", text, is_line=True))
    return entries


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Return text in lines that are no wider than ``width``, if its words let it."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _legend(
    entries: Iterable[Entry], y: int, width: int
) -> tuple[list[tuple[Entry, int, int]], int]:
    """Return the entries with the left of each and its line, and where the next text begins."""
    placed: list[tuple[Entry, int, int]] = []
    x, line = float(_EDGE), y + _SMALL
    for entry, starts in _with_turns(entries):
        if x > _EDGE and (starts or x + entry.width - _APART > width - _EDGE):
            x, line = float(_EDGE), line + _LEADING
        placed.append((entry, round(x), line))
        x += entry.width
    return placed, line + _SMALL // 2


def _with_turns(entries: Iterable[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Yield entries, saying of the first line that it starts a row of its own."""
    before: Entry | None = None
    for entry in entries:
        yield entry, before is not None and entry.is_line and not before.is_line
        before = entry


def _indent(entry: Entry) -> int:
    return _LINE_MARK if entry.is_line else _MARK


def _set(texts: list[Text], lines: Sequence[str], y: int, kind: str) -> int:
    size, leading = (_HEADING, _HEADING + 6) if kind == "heading" else (_SMALL, _LEADING)
    for line in lines:
        texts.append(_text(line, _EDGE, y + size, kind, size))
        y += leading
    return y


def _text(text: str, x: int, y: int, kind: str, size: int = SIZE) -> Text:
    # The heading is bold: a tenth wider.
    width = width_of(text, size) * (1.1 if kind == "heading" else 1)
    return Text(text, x, y, kind, Box(x, y - size + 1, x + width, y + 3))
