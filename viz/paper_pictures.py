"""Pictures of papers: every value of ``kg.brief.drawings`` as SVG for print.

Wide as the text of a page (160 mm), its units are points: no letter is smaller than 7.5, there are
at most 20 labels, fills differ without colour, and the same value gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from kg.base.i18n import msg
from kg.brief.drawings import BarRows, Drawing, Network, Stages, StateTiles, Timeline, TwoSides
from viz.count_picture import SIZE as TILES_SIZE
from viz.count_picture import WIDTH as TILES_WIDTH
from viz.elements import group
from viz.paper_bars import bar_rows, stages, two_sides
from viz.paper_network import network
from viz.paper_sheet import LEADING, SIZE, WIDTH, Page, text
from viz.paper_timeline import timeline
from viz.state_tiles import state_tiles

_SHARE: Final = 0.65
"""Of the size on a page: 13 units of letters become 8.45 points."""
_DRAWN: Final[Mapping[type[Drawing], Callable[[Page, Any], str]]] = {
    BarRows: bar_rows, TwoSides: two_sides, Stages: stages, Timeline: timeline, Network: network,
}  # fmt: skip
_SELF: Final = re.compile(r"<(title|desc) id=[^>]*>[^<]*</\1>\n?")
"""The title and description of a whole picture, which the one around it has."""


def drawn(
    drawing: Drawing, lang: str, title: str, said: str, names: Mapping[str, str] | None = None
) -> str:
    """Return a drawing as one ``<svg>`` with its title and what it shows in words.

    ``names`` are those of states by id, for tiles.
    """
    page = Page(title, said, lang)
    if _is_empty(drawing):
        return page.around([text(0, SIZE, msg("Nothing is on record.").text(lang))], LEADING)
    if isinstance(drawing, StateTiles):
        return _tiles(page, drawing, names or {})
    return _DRAWN[type(drawing)](page, drawing)


def _tiles(page: Page, drawing: StateTiles, names: Mapping[str, str]) -> str:
    """Return the tiles of pages at the size of print, in the middle of the width."""
    others = msg("none of these").text(page.lang)
    whole = state_tiles(page.title, drawing, names, page.lang, others)
    head, _, rest = whole.partition(">")
    inside = _SELF.sub("", rest.rpartition("</svg>")[0], count=2)
    high = float(head.partition('height="')[2].partition('"')[0]) * _SHARE
    left = (WIDTH - TILES_WIDTH * _SHARE) / 2
    place = f"translate({left:.1f} 0) scale({_SHARE})"
    return page.around([group({"transform": place, "font-size": TILES_SIZE}, [inside])], high)


def _is_empty(drawing: Drawing) -> bool:
    match drawing:
        case BarRows(rows=rows) | TwoSides(rows=rows) | Stages(rows=rows):
            return not rows
        case Timeline(spans=spans):
            return not spans
        case Network(spots=spots):
            return not spots
        case StateTiles():
            return False
