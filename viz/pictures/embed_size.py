"""How much room a picture takes in another site, before anybody has seen it there."""

from __future__ import annotations

import re
from typing import Final

from viz.pictures import matrix_drawing, tile_drawing
from viz.pictures.drawing import NARROW, drawn
from viz.pictures.picture import Picture

USUAL_WIDTH: Final = 720
"""Pixels of a column of text in which a picture is shown as a drawing."""
_NARROW: Final = 600
"""Below this width the twin is shown, as a list that is scrolled."""
_LIST: Final = 640
_AROUND: Final = 400
"""Pixels that title, sentence, filters, what is told and sources take beside the drawing."""
_MOST: Final = 1600
_EDGES: Final = 24
"""Pixels left and right of the drawing together."""
_WIDEST: Final = {sheet.name: sheet.shown for sheet in (matrix_drawing.SHEET, tile_drawing.SHEET)}
"""Drawings that are no wider, however wide their frame is (``static/picture.css``)."""
_CLASS: Final = re.compile(r'<svg [^<>]*?\bclass="([^"]*)"')
_BOX: Final = re.compile(r'\bviewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def usual_height(picture: Picture, width: int = USUAL_WIDTH) -> int:
    """Return the height in pixels in which a picture of a width is seen without scrolling.

    Some drawings are no wider than they are legible, and some are drawn on a telephone too. A list
    is as long as it is: it is scrolled in its frame.
    """
    svg = drawn(picture)
    found = _BOX.search(svg)
    is_list = width < _NARROW and not isinstance(picture.body, NARROW)
    if is_list or found is None:
        return _LIST
    wide = min([width - _EDGES, *_widest(svg)])
    drawing = wide * float(found[2]) / float(found[1])
    return min(_MOST, round((drawing + _AROUND) / 10) * 10)


def _widest(svg: str) -> list[int]:
    named = _CLASS.search(svg)
    return [_WIDEST[name] for name in named[1].split() if name in _WIDEST] if named else []
