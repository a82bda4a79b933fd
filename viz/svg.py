"""A composition as SVG: small, readable without style sheet or script, the same bytes every time.

Only presentation attributes are used, so a Content-Security-Policy without ``unsafe-inline`` lets
it pass; classes let the page's style sheet set the dark theme. Text goes through ``tag`` alone,
which escapes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from viz.boxes import Box
from viz.captions import kind_of
from viz.composition import Composition
from viz.elements import Attributes, element_name, escaped, group, tag, tag_raw
from viz.label_placement import Label
from viz.label_text import LEADING
from viz.legend import DASHED, DOTTED, WEAKEST, Entry
from viz.picture_sheet import SIZES, Kind, Sheet, Text, sheet_around
from viz.scene import SceneNode
from viz.shapes import outline
from viz.strokes import WEAK, Stroke
from viz.style import INK, LINES, LOOKS, PAPER, QUIET, Look
from viz.text_width import FONT, SIZE, unwrapped

if TYPE_CHECKING:
    from viz.layout import Place

SECOND: Final = 3
"""How far the second outline of a bundle stands from the first."""
_DASH: Final = "4 3"
_DOTS: Final = "1.5 3"
"""What is to be confirmed."""
_OUTLINE_DOTS: Final = "1 2.5"
_EXAMPLE_DASH: Final = "2 1.5"


def svg(composition: Composition, *, heading: bool = True, sentence: str = "") -> str:
    """Return the picture as one ``<svg>`` element.

    Nodes with an address are links. Without ``heading`` the title is not drawn, only named, and
    the ``sentence`` that says what one sees stands on the page around it.
    """
    scene = composition.scene
    sheet = sheet_around(composition, heading=heading, sentence=sentence)
    # Titles may be the same twice on a page; who is shown is not.
    name = element_name(scene.lang, scene.title, *(node.id for node in scene.nodes))
    parts = [
        tag("title", {"id": f"{name}t"}, scene.title),
        tag("desc", {"id": f"{name}d"}, f"{scene.description} {scene.caption}"),
        tag("rect", {"class": "cg-paper", "width": sheet.width, "height": sheet.height,
                      "fill": PAPER}),
        group({"transform": f"translate({sheet.dx} {sheet.dy})"}, _drawing(composition)),
        *_legend(sheet),
        *_texts(sheet.texts),
    ]  # fmt: skip
    return group(_frame(sheet, name), parts, "svg") + "\n"


def _frame(sheet: Sheet, name: str) -> Attributes:
    scene = sheet.composition.scene
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {sheet.width} {sheet.height}",
        "width": sheet.width,
        "height": sheet.height,
        "class": "cg-svg",
        # An img hides its content from assistive technology; links must not be hidden.
        "role": "group" if any(node.href for node in scene.nodes) else "img",
        "aria-labelledby": f"{name}t {name}d",
        "lang": scene.lang,
        "font-family": FONT,
    }


def _drawing(composition: Composition) -> Iterator[str]:
    yield from _frames(composition)
    yield from _lines(composition)
    yield from label_plates(composition)
    yield from _shapes(composition)
    labels = "".join(_labels(composition))
    yield tag_raw("g", {"class": "cg-label", "font-size": SIZE, "fill": INK, "stroke": PAPER,
                         "stroke-width": 3, "stroke-linejoin": "round",
                         "paint-order": "stroke"}, labels)  # fmt: skip


def _frames(composition: Composition) -> Iterator[str]:
    """Yield what stands around that which came out of a bundle."""
    types = {placed.node.id: placed.node.type for placed in composition.nodes}
    for frame in composition.frames:
        yield tag("rect", {"x": frame.x, "y": frame.y, "width": frame.width,
                            "height": frame.height, "rx": 6, "class": "cg-frame", "fill": "none",
                            "stroke": LOOKS[types[frame.hub]].colour})  # fmt: skip


def _labels(composition: Composition) -> Iterator[str]:
    """Yield one group per anchor."""
    drawn = [placed.label for placed in composition.nodes if placed.label]
    for anchor in ("start", "middle", "end"):
        labels = [label_text(label) for label in drawn if label.anchor == anchor]
        if labels:
            yield tag_raw("g", {"text-anchor": anchor}, "".join(labels))


def label_text(label: Label) -> str:
    """Return one text; who copies or hears its lines finds spaces between them."""
    first, *rest = unwrapped(label.lines)
    more = (tag("tspan", {"x": label.x, "dy": LEADING}, line) for line in rest)
    return tag_raw("text", {"x": label.x, "y": label.y}, escaped(first) + "".join(more))


def label_plates(composition: Composition) -> Iterator[str]:
    """Yield a ground of paper for each label that lines run behind: there they are interrupted."""
    boxes = [p.label.box for p in composition.nodes if p.label and p.label.plate]
    if boxes:
        path = "".join(_rectangle(box) for box in boxes)
        yield tag("path", {"class": "cg-paper", "d": path, "fill": PAPER})


def _rectangle(box: Box) -> str:
    left, top = round(box.left), round(box.top)
    wide, tall = round(box.right) - left, round(box.bottom) - top
    return f"M{left} {top}h{wide}v{tall}h-{wide}z"


def _lines(composition: Composition) -> Iterator[str]:
    """Yield one path per kind of line: all its relations are strokes of that path."""
    kinds: dict[Stroke, list[str]] = {}
    for placed in composition.links:
        if not placed.drawn:
            continue
        kinds.setdefault(placed.stroke, []).append(placed.curve.path())
    for kind, paths in sorted(kinds.items()):
        path = "".join(dict.fromkeys(paths))
        yield tag("path", {"class": f"cg-{kind.family}", "d": path, **line_look(kind)})


def line_look(kind: Stroke) -> Attributes:
    """Return how a kind of line is stroked."""
    return {"fill": "none", "stroke": kind.colour, "stroke-width": kind.width,
            "stroke-opacity": kind.opacity, "stroke-dasharray": _dashes(kind)}  # fmt: skip


def _dashes(kind: Stroke) -> str | None:
    if kind.to_confirm:
        return _DOTS
    return _DASH if kind.dashed else None


def _shapes(composition: Composition) -> Iterator[str]:
    """Yield one group per type and mark: its nodes share colour and outline."""
    kinds: dict[tuple[str, str | None], list[str]] = {}
    for placed in composition.nodes:
        node, place = placed.node, placed.place
        path = outlines(node, place)
        shape = _shape(node, path, composition.scene.lang)
        kinds.setdefault((node.type, outline_dash(node)), []).append(shape)
    for (name, dash), shapes in kinds.items():
        yield tag_raw("g", paint(LOOKS[name], dash), "".join(shapes))


def outlines(node: SceneNode, place: Place) -> str:
    """Return the outline of a node; a second one within it says that it counts records."""
    start, shape = f"M{place.x} {place.y}", LOOKS[node.type].shape
    path = start + outline(shape, place.r)
    return path if node.bundle is None else path + start + outline(shape, place.r - SECOND)


def outline_dash(node: SceneNode) -> str | None:
    """Return how the outline of a node is broken: of an example, of what is to be confirmed."""
    if node.nature == "example":
        return _EXAMPLE_DASH
    return _OUTLINE_DOTS if node.to_confirm else None


def _shape(node: SceneNode, path: str, lang: str) -> str:
    title = tag("title", {}, f"{node.label}, {kind_of(node, lang)}")
    if node.href is None:
        return tag_raw("path", {"d": path}, title)
    opens = "cg-bundle" if node.bundle else None
    return tag_raw("a", {"class": opens, "href": node.href}, title + tag("path", {"d": path}))


def paint(look: Look, dash: str | None = None) -> Attributes:
    """Return how a shape is filled and outlined."""
    return {
        "class": "cg-hollow" if look.hollow else "cg-full",
        "fill": PAPER if look.hollow else look.colour,
        "stroke": look.colour if look.hollow else INK,
        "stroke-width": 2 if look.hollow else 1,
        "stroke-dasharray": dash,
    }


def _legend(sheet: Sheet) -> Iterator[str]:
    for entry, x, y in sheet.legend:
        yield _line_mark(entry, x, y) if entry.is_line else _type_mark(entry, x, y)


def legend_marks(composition: Composition) -> Iterator[tuple[str, str]]:
    """Yield each entry of the legend as a small picture of its own and its text."""
    for entry in composition.legend:
        mark = _line_mark(entry, 0, 12) if entry.is_line else _type_mark(entry, 1, 12)
        wide = 24 if entry.is_line else 16
        frame: Attributes = {"width": wide, "height": 16, "viewBox": f"0 0 {wide} 16",
                             "aria-hidden": "true"}  # fmt: skip
        yield tag_raw("svg", frame, mark), entry.text


def _type_mark(entry: Entry, x: int, y: int) -> str:
    look = LOOKS[entry.what]
    return tag("path", {"d": f"M{x + 7} {y - 4}{outline(look.shape, 5)}", **paint(look)})


def _line_mark(entry: Entry, x: int, y: int) -> str:
    dashes = {DASHED: _DASH, DOTTED: _DOTS, WEAKEST: _DOTS}.get(entry.what)
    family = entry.what if dashes is None else "membership"
    wide = WEAK if entry.what == WEAKEST else 2
    return tag("path", {"class": f"cg-{family}", "d": f"M{x} {y - 4}h24", "fill": "none",
                         "stroke": LINES[family].colour, "stroke-width": wide,
                         "stroke-dasharray": dashes})  # fmt: skip


_KINDS: Final[dict[Kind, Attributes]] = {
    "heading": {"class": "cg-ink", "font-size": SIZES["heading"], "font-weight": "bold",
                "fill": INK},
    "legend": {"class": "cg-ink", "font-size": SIZES["legend"], "fill": INK},
    "caption": {"class": "cg-quiet", "font-size": SIZES["caption"], "fill": QUIET},
}  # fmt: skip


def _texts(texts: Sequence[Text]) -> Iterator[str]:
    for kind, look in _KINDS.items():
        lines = [tag("text", {"x": t.x, "y": t.y}, t.text) for t in texts if t.kind == kind]
        if lines:
            yield tag_raw("g", look, "".join(lines))
