"""What is drawn on a page beside its text: ruling lines, fills that hide or show text, pictures."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.child.reports.pdf.page_parts import Box, Page, Rule
from ingest.child.reports.pdf.picture_covers import Picture, PictureCovers
from ingest.child.reports.pdf.text_veils import clip_of, meeting
from ingest.child.reports.pdf.turning import Turn

MOST_MARKS: Final = 20_000
"""Objects of a page that are looked at; maps have more, and no tables."""
_DEPTH: Final = 4
"""Forms inside each other."""
_MOST_SEGMENTS: Final = 3_000
_THIN: Final = 3.0
"""Points across a ruling line, at most."""
_LONG: Final = 5.0
_CORNERS: Final = 4
_STRAIGHT: Final = 2
"""Points of a line: one that is thick covers as an area does."""
_RECTANGLE: Final = 6
"""Segments of a path that is a rectangle, at most."""
PAPER: Final = (255, 255, 255)
_OPAQUE: Final = 250
Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Fill(NamedTuple):
    """A filled area, where it stands in the order of drawing, and its colour."""

    place: int
    box: Box
    colour: Colour
    is_opaque: bool
    is_rectangle: bool = False


class _Around(NamedTuple):
    """What holds for the objects of a page or of a form: its place, its clip, forms yet allowed."""

    matrix: Matrix
    clip: Box | None
    depth: int


@dataclass(slots=True)
class Marks:
    """The drawn things of a page, in the PDF's own coordinates.

    ``order`` says when each text was drawn, ``clips`` outside of what it is not.
    """

    frame: Box
    covers: PictureCovers
    order: dict[int, int] = field(default_factory=dict)
    clips: dict[int, Box] = field(default_factory=dict)
    lines: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    seen: int = 0

    @property
    def pictured(self) -> float:
        """The share of the page that its pictures cover together, 1 at most."""
        frame = self.frame
        area = max(1.0, (frame.x1 - frame.x0) * (frame.y1 - frame.y0))
        return min(1.0, sum(_inside(one.box, frame) for one in self.pictures) / area)

    def has_any_at(self, x: float, y: float) -> bool:
        """Say whether anything but lines and text is drawn at a point, before or after a text."""
        for fill in self.fills:
            if fill.box.holds(x, y):
                return True
        return any(one.box.holds(x, y) for one in self.pictures)

    def behind(self, address: int, x: float, y: float) -> set[Colour]:
        """Return the colours of what may lie behind a text at a point; paper is white.

        A rectangle hides what is behind it; other shapes may not reach there.
        """
        place = self.order.get(address, MOST_MARKS)
        last = bisect_left(self.fills, place, key=lambda fill: fill.place)
        found = set[Colour]()
        for at in range(last - 1, -1, -1):
            fill = self.fills[at]
            if fill.box.holds(x, y):
                found.add(fill.colour)
                if fill.is_rectangle:
                    return found
        return found | {PAPER}

    def is_covered(self, address: int, x: float, y: float) -> bool:
        """Say whether something was drawn over a text."""
        place = self.order.get(address)
        if place is None:
            return False
        first = bisect_right(self.fills, place, key=lambda fill: fill.place)
        return any(
            fill.is_opaque and fill.is_rectangle and fill.box.holds(x, y)
            for fill in self.fills[first:]
        )

    def is_behind_picture(self, address: int, x: float, y: float) -> bool:
        """Say whether a picture was drawn over a text and lets nothing through at a point."""
        place = self.order.get(address)
        return place is not None and any(
            one.place > place and self.covers.hides(one, x, y) for one in self.pictures
        )

    def is_pictured(self, address: int, x: float, y: float) -> bool:
        """Say whether a text lies on a picture at a point, whose colours are not known."""
        place = self.order.get(address, MOST_MARKS)
        return any(one.place < place and one.box.holds(x, y) for one in self.pictures)

    def put(self, page: Page, turn: Turn) -> None:
        """Put ruling lines and fills on a page, turned as it is."""
        for line in self.lines:
            box = turn.box(line)
            if box.y1 - box.y0 <= box.x1 - box.x0:
                page.level.append(Rule((box.y0 + box.y1) / 2, box.x0, box.x1))
            else:
                page.upright.append(Rule((box.x0 + box.x1) / 2, box.y0, box.y1))
        page.fills += [turn.box(fill.box) for fill in self.fills if fill.colour != PAPER]


def _inside(box: Box, frame: Box) -> float:
    wide = min(box.x1, frame.x1) - max(box.x0, frame.x0)
    high = min(box.y1, frame.y1) - max(box.y0, frame.y0)
    return max(0.0, wide) * max(0.0, high)


def marks_of(document: Any, handle: Any, frame: Box) -> Marks:
    """Return what is drawn on an open page."""
    marks = Marks(frame, PictureCovers(document, handle))
    count = pdfium.FPDFPage_CountObjects(handle)
    around = _Around(_SAME, None, _DEPTH)
    _walk(marks, count, lambda at: pdfium.FPDFPage_GetObject(handle, at), around)
    return marks


def _walk(marks: Marks, count: int, get: Any, around: _Around) -> None:
    matrix = around.matrix
    for at in range(count):
        if marks.seen >= MOST_MARKS:
            return
        marks.seen += 1
        thing = get(at)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            _add_text(marks, thing, around)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(marks, thing, matrix)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            box, is_shading = _bounds(thing, matrix), kind == pdfium.FPDF_PAGEOBJ_SHADING
            marks.pictures.append(Picture(marks.seen, box, thing, is_shading))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and around.depth:
            inner = pdfium.FPDFFormObj_CountObjects(thing)
            through = _times(_matrix(thing), matrix)
            within = _Around(through, _clip(thing, around), around.depth - 1)
            _walk(marks, inner, _of_form(thing), within)


def _add_text(marks: Marks, thing: Any, around: _Around) -> None:
    address = ctypes.cast(thing, ctypes.c_void_p).value or 0
    marks.order[address] = marks.seen
    if (clip := _clip(thing, around)) is not None:
        marks.clips[address] = clip


def _clip(thing: Any, around: _Around) -> Box | None:
    own = clip_of(thing)
    if own is not None and around.matrix is not _SAME:
        corners = ((own.x0, own.y0), (own.x1, own.y1))
        own = _box_of([_through(around.matrix, x, y) for x, y in corners])
    return meeting(own, around.clip)


def _of_form(thing: Any) -> Any:
    return lambda at: pdfium.FPDFFormObj_GetObject(thing, at)


def _add_path(marks: Marks, thing: Any, matrix: Matrix) -> None:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, mode, stroke)
    if not (mode.value or stroke.value):
        return
    bounds = _bounds(thing, matrix)
    if _is_line(bounds):
        if not _is_white(thing, bool(mode.value)):
            marks.lines.append(bounds)
        return
    if bounds.x1 - bounds.x0 < _THIN or bounds.y1 - bounds.y0 < _THIN:
        return
    count = pdfium.FPDFPath_CountSegments(thing)
    shapes = list[list[tuple[float, float]]]()
    through = _times(_matrix(thing), matrix)
    if count <= _MOST_SEGMENTS:
        shapes = list(_shapes(thing, count, through))
    if mode.value:
        whole = count <= _RECTANGLE and len(shapes) == 1 and _is_rectangle(shapes[0], bounds)
        marks.fills.append(_fill(marks.seen, thing, bounds)._replace(is_rectangle=whole))
    elif len(shapes) == 1 and len(shapes[0]) == _STRAIGHT:
        marks.fills.append(_stroke(marks.seen, thing, through, shapes[0]))
    if shapes and not _is_white(thing, not stroke.value):
        marks.lines += _strokes(shapes) if stroke.value else _thin(shapes)


def _is_rectangle(points: Sequence[tuple[float, float]], box: Box) -> bool:
    """Say whether all points of a shape lie in the corners of its box (with its outline)."""
    return len(points) >= _CORNERS and all(
        min(abs(x - box.x0), abs(x - box.x1)) < 1 and min(abs(y - box.y0), abs(y - box.y1)) < 1
        for x, y in points
    )


def _is_line(box: Box) -> bool:
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    return min(wide, high) <= _THIN and max(wide, high) >= _LONG


def _is_white(thing: Any, is_filled: bool) -> bool:
    shade = [ctypes.c_uint() for _ in range(4)]
    get = pdfium.FPDFPageObj_GetFillColor if is_filled else pdfium.FPDFPageObj_GetStrokeColor
    return bool(get(thing, *shade)) and tuple(one.value for one in shade[:3]) == PAPER


def _stroke(place: int, thing: Any, matrix: Matrix, points: Sequence[tuple[float, float]]) -> Fill:
    """A thick line as the area that it fills: a rectangle where it runs level or upright."""
    box, width = _box_of(points), ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(thing, width)
    half = width.value * sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) / 2
    is_level = box.y1 - box.y0 < 1
    wide, high = (0.0, half) if is_level else (half, 0.0)
    area = Box(box.x0 - wide, box.y0 - high, box.x1 + wide, box.y1 + high)
    found = _fill(place, thing, area, pdfium.FPDFPageObj_GetStrokeColor)
    return found._replace(is_rectangle=is_level or box.x1 - box.x0 < 1)


def _fill(place: int, thing: Any, bounds: Box, get: Any = pdfium.FPDFPageObj_GetFillColor) -> Fill:
    shade = [ctypes.c_uint() for _ in range(4)]
    known = get(thing, *shade)
    red, green, blue, alpha = (one.value for one in shade) if known else (128, 128, 128, 0)
    is_opaque = alpha >= _OPAQUE and not pdfium.FPDFPageObj_HasTransparency(thing)
    colour = (
        (red, green, blue) if alpha >= _OPAQUE or not known else _mixed(red, green, blue, alpha)
    )
    return Fill(place, bounds, colour, is_opaque)


def _mixed(red: int, green: int, blue: int, alpha: int) -> Colour:
    """A colour that lets paper through."""
    through = 255 - alpha
    return (
        (red * alpha + 255 * through) // 255,
        (green * alpha + 255 * through) // 255,
        (blue * alpha + 255 * through) // 255,
    )


def _bounds(thing: Any, matrix: Matrix) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *sides):
        return Box(0.0, 0.0, 0.0, 0.0)
    left, below, right, above = (one.value for one in sides)
    if matrix is _SAME:
        return Box(left, below, right, above)
    return _box_of([_through(matrix, left, below), _through(matrix, right, above)])


def _box_of(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, l_ = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l_,
    )


def _through(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _shapes(thing: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the parts of a path, each as its points."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points = list[tuple[float, float]]()
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, at)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_through(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _strokes(shapes: Sequence[list[tuple[float, float]]]) -> Iterator[Box]:
    for points in shapes:
        for one, other in pairwise(points):
            box = _box_of([one, other])
            if _is_line(box) and min(box.x1 - box.x0, box.y1 - box.y0) < 1:
                yield box


def _thin(shapes: Sequence[list[tuple[float, float]]]) -> Iterator[Box]:
    for points in shapes:
        box = _box_of(points)
        if _is_line(box):
            yield box
