"""Things in columns and the lines between them, in papers: shapes by type, strokes by what is said.

Each label stands right of its shape on a ground of paper, below all others of its column, so that
none covers another and no line makes it hard to read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.brief.drawings import Network, Spot
from kg.model.registry import NODES
from viz.elements import Attributes, tag
from viz.paper_sheet import LEADING, MOST, SIZE, WIDTH, Page, folded, lines_of, text, texts, wide
from viz.shapes import outline
from viz.style import INK, LOOKS, PAPER

_R: Final = 4
_GAP: Final = 3.0
_LANE: Final = 48.0
"""Between the labels of a column and the shapes of the next."""
_TEXT: Final = 8.0
"""From the middle of a shape to its label."""
_ENTRY: Final = 22.0
_STROKES: Final = ("", "4 2", "1.5 2", "6 2 1.5 2", "8 3")
_LINE: Final = "#595959"


@dataclass(frozen=True, slots=True)
class _Set:
    """A thing where it is drawn: the middle of its shape, its label in lines, their width."""

    spot: Spot
    x: float
    y: float
    lines: tuple[str, ...]

    @property
    def right(self) -> float:
        """Where its label ends."""
        return self.x + _TEXT + max(map(wide, self.lines), default=0) + 2


def network(page: Page, drawing: Network) -> str:
    """Return things and lines; at most ``MOST`` things, of the fullest column the fewest."""
    spots = _kept(drawing.spots)
    placed, height = _placed(spots)
    said = list(dict.fromkeys(said for *_, said in drawing.lines))
    lines = [
        _line(placed[start], placed[end], _STROKES[said.index(words) % len(_STROKES)])
        for start, end, words in drawing.lines
        if start in placed and end in placed
    ]
    things = [part for one in placed.values() for part in _thing(one)]
    rest = len(drawing.spots) - len(spots)
    legend, bottom = _legend(page, spots, said if lines else [], rest, height + _GAP)
    return page.around([*lines, *things, *legend], bottom)


def _kept(spots: Sequence[Spot]) -> list[Spot]:
    """Return at most ``MOST`` things; what is too many goes from the end of the fullest column."""
    kept = list(spots)
    while len(kept) > MOST:
        counts = Counter(spot.column for spot in kept)
        fullest = max(counts, key=lambda column: (counts[column], column))
        kept.remove([spot for spot in kept if spot.column == fullest][-1])
    return kept


def _placed(spots: Sequence[Spot]) -> tuple[Mapping[str, _Set], float]:
    columns = sorted({spot.column for spot in spots})
    room = (WIDTH + _LANE) / max(len(columns), 1)
    width = room - _LANE - _TEXT - _R
    high = {c: _column(spots, c, width) for c in columns}
    tall = max((sum(h for _, _, h in rows) for rows in high.values()), default=LEADING)
    found: dict[str, _Set] = {}
    for place, column in enumerate(columns):
        y = (tall - sum(h for _, _, h in high[column])) / 2
        for spot, lines, height in high[column]:
            found[spot.id] = _Set(spot, place * room + _R + 1, y + height / 2, tuple(lines))
            y += height
    return found, tall


def _column(
    spots: Sequence[Spot], column: int, width: float
) -> list[tuple[Spot, list[str], float]]:
    own = [(spot, lines_of(spot.label, width, 3)) for spot in spots if spot.column == column]
    return [(spot, lines, len(lines) * LEADING + _GAP) for spot, lines in own]


def _line(start: _Set, end: _Set, strokes: str) -> str:
    """Return a line from the label of the left one to the shape of the right one."""
    left, right = sorted((start, end), key=lambda one: one.x)
    if left.x == right.x:
        return _bow(left, right, strokes)
    x, to = left.right, right.x - _R - 1
    bend = max((to - x) / 2, 10)
    path = (
        f"M{x:.1f} {left.y:.1f}C{x + bend:.1f} {left.y:.1f} "
        f"{to - bend:.1f} {right.y:.1f} {to:.1f} {right.y:.1f}"
    )
    return _stroke(path, strokes)


def _bow(one: _Set, other: _Set, strokes: str) -> str:
    x = one.x
    path = f"M{x:.1f} {one.y:.1f}C{x - 12:.1f} {one.y:.1f} {x - 12:.1f} {other.y:.1f} "
    return _stroke(f"{path}{x:.1f} {other.y:.1f}", strokes)


def _stroke(path: str, strokes: str) -> str:
    look: Attributes = {"d": path, "fill": "none", "stroke": _LINE, "stroke-width": 0.8}
    return tag("path", {**look, "stroke-dasharray": strokes or None})


def _thing(one: _Set) -> Iterator[str]:
    first = one.y - len(one.lines) * LEADING / 2
    ground: Attributes = {
        "x": round(one.x + _TEXT - 2, 1), "y": round(first, 1),
        "width": round(one.right - one.x - _TEXT + 2, 1), "height": len(one.lines) * LEADING,
    }  # fmt: skip
    yield tag("rect", {**ground, "fill": PAPER})
    yield _shape(one.x, one.y, one.spot.type)
    yield from texts(one.x + _TEXT, first + SIZE - 0.5, one.lines)


def _shape(x: float, y: float, type_: str) -> str:
    look = LOOKS[type_]
    path = f"M{x:.1f} {y:.1f}{outline(look.shape, _R)}"
    fill = PAPER if look.hollow else look.colour
    stroke = look.colour if look.hollow else INK
    return tag("path", {"d": path, "fill": fill, "stroke": stroke, "stroke-width": 0.9})


def _legend(
    page: Page, spots: Sequence[Spot], said: Sequence[str], rest: int, top: float
) -> tuple[list[str], float]:
    """Return what shapes and strokes mean, and where the picture ends."""
    types = list(dict.fromkeys(spot.type for spot in spots))
    entries = [(_shape, name, NODES[name].title_of_type.text(page.lang)) for name in types]
    parts: list[str] = []
    x, y = 0.0, top + LEADING
    for draw, name, words in entries:
        x, y = _next(x, y, words)
        parts += [draw(x + _R + 1, y - 3, name), text(x + _TEXT + _R, y, words)]
        x += _TEXT + _R + wide(words) + _ENTRY
    for place, words in enumerate(said):
        shown = lines_of(words, WIDTH - 2 * _ENTRY, 1)[0]
        x, y = _next(x, y, shown)
        strokes = _STROKES[place % len(_STROKES)]
        parts += [_stroke(f"M{x:.1f} {y - 3:.1f}h18", strokes), text(x + _ENTRY, y, shown)]
        x += _ENTRY + wide(shown) + _ENTRY
    if rest:
        words = folded(rest, page.lang)
        x, y = _next(x, y, words)
        parts.append(text(x, y, words, quiet=True))
    return parts, y + 3


def _next(x: float, y: float, words: str) -> tuple[float, float]:
    """Return where an entry of the legend stands: on the next line where this one is full."""
    return (0.0, y + LEADING + 2) if x and x + _ENTRY + wide(words) > WIDTH else (x, y)
