"""How high the letters of a drawing are where it is shown."""

from __future__ import annotations

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"


def least_letters(drawing: str, width: float, *, hidden: bool = True) -> float:
    """The height of the lowest letters, in px, of a drawing that is shown ``width`` px wide.

    ``hidden``: those too that a style sheet has yet to show. A text without a size of its own, or
    of what it stands in, has that of the browser: 16.
    """
    root = etree.fromstring(drawing.encode())
    sizes = [
        next((float(size) for e in _upwards(text) if (size := e.get("font-size"))), 16.0)
        for text in root.iter(f"{SVG}text", f"{SVG}tspan")
        if hidden or text.get("display") != "none"
    ]
    wide = float(str(root.get("viewBox")).split()[2])
    return min(sizes, default=16.0) * width / wide


def _upwards(element: etree._Element) -> list[etree._Element]:
    return [element, *element.iterancestors()]
