"""What pictures of counts share: their width, their words, and the element that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from viz.elements import element_name, group, tag
from viz.style import INK
from viz.text_width import FONT

WIDTH: Final = 360
"""Units of the drawing: a telephone shows them as they are."""
SIZE: Final = 13


def words(x: float, y: float, text: str, anchor: str | None = None) -> str:
    """Return a text of a picture, which is escaped."""
    return tag("text", {"class": "cg-text", "x": x, "y": y, "text-anchor": anchor}, text)


def picture(  # noqa: PLR0917
    name: str, title: str, said: str, parts: Sequence[str], height: int, lang: str
) -> str:
    """Return a picture of the class ``name``: its title, what it says in words, and its parts."""
    prefix = element_name(lang, title, said)
    inside = [
        tag("title", {"id": f"{prefix}t"}, title),
        tag("desc", {"id": f"{prefix}d"}, said),
        *parts,
    ]
    return group(
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": WIDTH,
            "height": height,
            "class": name,
            "role": "img",
            "aria-labelledby": f"{prefix}t {prefix}d",
            "lang": lang,
            "font-family": FONT,
            "font-size": SIZE,
            "fill": INK,
        },
        inside,
        "svg",
    )
