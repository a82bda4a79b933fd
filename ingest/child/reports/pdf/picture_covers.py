"""Which pictures of a page hide the text that was drawn before them, and where."""

from __future__ import annotations

import ctypes
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.child.reports.pdf.page_parts import Box

_MOST_DRAWN: Final = 20
"""Pictures of a page that are drawn to see where they let text through."""
_MOST_SIDE: Final = 3_000.0
"""Points across a picture that is drawn."""
_MOST_PIXELS: Final = 40_000_000
_OPAQUE: Final = 250
_WITH_ALPHA: Final = 4
"""Bytes of a point that says how much it lets through."""


class Picture(NamedTuple):
    """A picture or a shading: where it stands in the order of drawing, and its object."""

    place: int
    box: Box
    thing: Any
    is_shading: bool = False


class _Drawn(NamedTuple):
    """How much each point hides; ``alpha`` is empty where all of it hides all."""

    wide: int
    high: int
    alpha: bytes


_WHOLE: Final = _Drawn(1, 1, b"")
_NOTHING: Final = _Drawn(1, 1, b"\0")


class PictureCovers:
    """Draws the pictures of an open page, each once and only where text lies behind it.

    ``are_whole`` where nothing needs to be drawn: on a page that is a picture what lies behind it
    is what was recognised in it.
    """

    def __init__(self, document: Any, page: Any) -> None:
        self._document, self._page = document, page
        self._drawn: dict[int, _Drawn] = {}
        self.are_whole = False

    def hides(self, picture: Picture, x: float, y: float) -> bool:
        """Say whether a picture hides what was drawn before it at a point."""
        box = picture.box
        if not box.holds(x, y) or box.x1 <= box.x0 or box.y1 <= box.y0:
            return False
        if picture.place not in self._drawn:
            self._drawn[picture.place] = self._draw(picture)
        drawn = self._drawn[picture.place]
        if not drawn.alpha:
            return True
        column = min(int((x - box.x0) / (box.x1 - box.x0) * drawn.wide), drawn.wide - 1)
        row = min(int((box.y1 - y) / (box.y1 - box.y0) * drawn.high), drawn.high - 1)
        return drawn.alpha[row * drawn.wide + column] >= _OPAQUE

    def _draw(self, picture: Picture) -> _Drawn:
        if pdfium.FPDFPageObj_HasTransparency(picture.thing):
            return _NOTHING
        if picture.is_shading or self.are_whole:
            return _WHOLE
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        pdfium.FPDFImageObj_GetImagePixelSize(picture.thing, wide, high)
        side = max(picture.box.x1 - picture.box.x0, picture.box.y1 - picture.box.y0)
        is_large = side > _MOST_SIDE or wide.value * high.value > _MOST_PIXELS
        if is_large or len(self._drawn) >= _MOST_DRAWN:
            return _NOTHING
        bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(self._document, self._page, picture.thing)
        if not bitmap:
            return _NOTHING  # damaged: nobody sees it
        try:
            return _alpha_of(bitmap)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)


def _alpha_of(bitmap: Any) -> _Drawn:
    wide, high = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA:
        return _WHOLE
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    raw = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
    rows = (raw[row * stride : row * stride + wide * _WITH_ALPHA] for row in range(high))
    return _Drawn(wide, high, b"".join(row[3::_WITH_ALPHA] for row in rows))
