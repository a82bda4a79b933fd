"""In which share of weightings a partner takes which place: columns, the last for all later ones.

As narrow as a card, readable without style sheet or script, as ``viz.svg``; a table beside it says
the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kg.base.millionths import MILLION
from kg.base.reader_manner import labelled, series
from viz.elements import Attributes, element_name, group, tag
from viz.style import INK, QUIET
from viz.text_width import FONT

HIGH: Final = 60
_ROOM: Final = 52
_BAR: Final = 34
_SIZE: Final = 12
_TOP: Final = 16
_BLUE: Final = "#2f7d9e"


class PlaceShare(NamedTuple):
    """A place with the share of weightings that give it, in millionths, and as it is written."""

    place: str
    share: int
    shown: str


def rank_bars(of: str, title: str, shares: Sequence[PlaceShare], lang: str) -> str:
    """Return one column a place, all to one scale: the whole is 1.

    Pictures of one page are told apart by ``of``.
    """
    name = element_name(lang, of, title)
    width, height = _ROOM * max(len(shares), 1), _TOP + HIGH + _SIZE + 8
    floor = _TOP + HIGH
    told = [labelled(one.place, one.shown, lang) for one in shares]
    frame: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {width} {height}",
        "width": width,
        "height": height,
        "class": "cg-ranks",
        "role": "img",
        "aria-labelledby": f"{name}t {name}d",
        "lang": lang,
        "font-family": FONT,
        "font-size": _SIZE,
        "fill": INK,
        "text-anchor": "middle",
    }
    parts = [
        tag("title", {"id": f"{name}t"}, title),
        tag("desc", {"id": f"{name}d"}, series(told, lang)),
        *(part for at, one in enumerate(shares) for part in _column(at, one, floor)),
        tag("path", {"class": "cg-axis", "d": f"M0 {floor}h{width}", "stroke": QUIET}),
    ]
    return group(frame, parts, "svg")


def _column(at: int, one: PlaceShare, floor: int) -> Iterator[str]:
    middle, high = at * _ROOM + _ROOM / 2, round(HIGH * one.share / MILLION, 1)
    box: Attributes = {"x": middle - _BAR / 2, "y": round(floor - high, 1), "width": _BAR}
    yield tag("rect", {"class": "cg-bar", **box, "height": high, "fill": _BLUE})
    yield tag("text", {"class": "cg-text", "x": middle, "y": round(floor - high - 4, 1)}, one.shown)
    yield tag("text", {"class": "cg-text", "x": middle, "y": floor + _SIZE + 4}, one.place)
