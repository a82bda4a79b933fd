"""How much room a picture takes in another site, before anybody has seen it there."""

from __future__ import annotations

import re
from typing import Final

from viz.pictures.drawing import drawn
from viz.pictures.picture import Picture

USUAL_WIDTH: Final = 720
"""Pixels of a column of text in which a picture is shown as a drawing."""
_NARROW: Final = 600
"""Below this width the twin is shown, as a list that is scrolled."""
_LIST: Final = 640
_AROUND: Final = 400
"""Pixels that title, sentence, filters, what is told and sources take beside the drawing."""
_MOST: Final = 1600
_BOX: Final = re.compile(r'\bviewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def usual_height(picture: Picture, width: int = USUAL_WIDTH) -> int:
    """Return the height in pixels in which a picture of a width is seen without scrolling.

    A list is as long as it is: it is scrolled in its frame.
    """
    found = _BOX.search(drawn(picture))
    if width < _NARROW or found is None:
        return _LIST
    drawing = width * float(found[2]) / float(found[1])
    return min(_MOST, round((drawing + _AROUND) / 10) * 10)
