"""The picture of the model (docs/images/model.svg): labels as nodes, relation types as arrows.

Where each group of labels lies is decided here; which arrow leads where, and between which labels,
comes from the declared types. A label that has no group yet stands below the others, and an arrow
whose way is not drawn here is straight: give both a place, and the picture is a good one again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from kg.model.registry import NODES, RELATIONS
from kg.model.relations import PLANNED
from viz.shapes import outline
from viz.style import FAMILY, INK, LINES, LOOKS, PAPER, QUIET
from viz.text_width import width_of

WIDTH, HEIGHT = 1300, 1050
OTHERS: Final = "others"
"""The group of the labels that have no place yet; there is none in a picture that is whole."""
_ROW: Final = 34
_HEAD: Final = 52
_R: Final = 8
_LINE: Final = 17


class Box(NamedTuple):
    """A group of labels: its title, where it lies, and its labels."""

    title: str
    x: int
    y: int
    width: int
    labels: tuple[str, ...]
    spread: int = _ROW

    @property
    def height(self) -> int:
        """How high the box is."""
        return _HEAD + self.spread * len(self.labels)


BOXES: Final[dict[str, Box]] = {
    "actors": Box(
        "Actors", 40, 300, 190, ("State", "Country", "Organisation", "Unit", "Programme"), 64
    ),
    "plans": Box("Plans", 545, 60, 170, ("Priority", "Initiative", *PLANNED)),
    "agreements": Box("What binds", 545, 315, 170, ("Agreement",)),
    "declared": Box("On the table", 545, 460, 170, ("Offer", "Demand", "Practice")),
    "done": Box("What was done", 545, 700, 170, ("Activity",)),
    "concepts": Box(
        "Concepts", 1070, 300, 190, ("Sector", "Goal", "Region", "Language", "Modality"), 64
    ),
    "sources": Box("Where it comes from", 1070, 60, 190, ("Source",)),
}


class Arrow(NamedTuple):
    """The relation types from one group to another, as texts: each with the labels it joins."""

    start: str
    end: str
    texts: tuple[tuple[str, str], ...]


ROUTES: Final[dict[tuple[str, str], tuple[str, tuple[int, int]]]] = {
    ("actors", "actors"): ("M90 300C60 240 180 240 150 299", (40, 70)),
    ("concepts", "concepts"): ("M1180 672C1210 730 1100 730 1130 673", (1040, 758)),
    ("plans", "plans"): ("M600 60C590 10 670 10 660 59", (690, 36)),
    ("actors", "plans"): ("M215 300C280 130 400 125 544 125", (300, 46)),
    ("plans", "actors"): ("M545 190C430 205 330 260 231 350", (390, 246)),
    ("plans", "concepts"): ("M715 130C880 130 980 200 1069 340", (850, 112)),
    ("actors", "agreements"): ("M230 388L544 364", (300, 362)),
    ("actors", "declared"): ("M230 500C330 500 400 530 544 530", (290, 445)),
    ("actors", "done"): ("M230 620C340 620 380 745 544 745", (250, 706)),
    ("declared", "concepts"): ("M715 545C860 545 960 480 1069 480", (790, 340)),
    ("done", "concepts"): ("M715 745C900 745 960 600 1069 600", (830, 775)),
    ("actors", "concepts"): (
        "M135 672C135 970 400 975 650 975C1000 975 1230 970 1230 673", (400, 800)
    ),
}  # fmt: skip
"""For each two groups the path of the arrow, and where its texts begin."""


def picture() -> str:
    """Return the picture as SVG."""
    groups = boxes(NODES)
    height = HEIGHT + (groups[OTHERS].height if OTHERS in groups else 0)
    parts = [*_arrows(groups), *(part for box in groups.values() for part in _box(box))]
    return "\n".join((_open(height), *parts, _footer(height), "</svg>", ""))


def boxes(labels: Iterable[str]) -> dict[str, Box]:
    """Return all groups: those that have a place, and below them one for what has none.

    >>> boxes(["State", "Venue"])["others"].labels, "others" in boxes(["State"])
    (('Venue',), False)
    """
    placed = {label for box in BOXES.values() for label in box.labels}
    rest = tuple(label for label in labels if label not in placed)
    others = Box("Without a place yet", 545, HEIGHT - 40, 170, rest)
    return BOXES | {OTHERS: others} if rest else BOXES


def arrows(groups: Mapping[str, Box]) -> list[Arrow]:
    """Return the relation types by the groups they join, in the order of the model."""
    group = {label: name for name, box in groups.items() for label in box.labels}
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, cls in RELATIONS.items():
        for start in dict.fromkeys(group[label] for label in cls.starts_at):
            for end in dict.fromkeys(group[label] for label in cls.ends_at):
                starts = [label for label in cls.starts_at if group[label] == start]
                ends = [label for label in cls.ends_at if group[label] == end]
                if _allowed(name, starts, ends):
                    text = _between(groups[start], groups[end], starts, ends)
                    found.setdefault((start, end), []).append((name, text))
    return [Arrow(*ends, tuple(texts)) for ends, texts in found.items()]


def _allowed(name: str, starts: Sequence[str], ends: Sequence[str]) -> bool:
    """Say whether a relation can join these: only parts of a plan are part of an initiative."""
    return name != "PART_OF" or (not set(PLANNED).isdisjoint(starts)) == ("Initiative" in ends)


def _between(start: Box, end: Box, starts: Sequence[str], ends: Sequence[str]) -> str:
    """Return which labels of the groups are joined; nothing where all are."""
    if list(starts) == list(ends) and len(starts) > 1:
        return f"among {', '.join(starts)}"
    some = [
        ", ".join(labels) if len(labels) < len(box.labels) else ""
        for box, labels in ((start, starts), (end, ends))
    ]
    return f"{some[0]} → {some[1]}".strip() if any(some) else ""


def _open(height: int) -> str:
    markers = "".join(
        f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8"'
        f' markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="{line.colour}"/></marker>'
        for name, line in LINES.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        ' font-family="system-ui, sans-serif" font-size="14">\n'
        "<title>The model of coopgraph: labels and relation types</title>\n"
        "<desc>Groups of node labels, and the relation types that lead from one to another. The"
        " same is a table in docs/graph.md.</desc>\n"
        f"<defs>{markers}</defs>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>'
    )


def _straight(start: Box, end: Box) -> tuple[str, tuple[int, int]]:
    """Return a way that nobody drew: from one box to the other, or round above one box."""
    if start == end:
        x, y = start.x + start.width // 2, start.y
        loop = f"M{x + 30} {y}C{x + 40} {y - 50} {x - 40} {y - 50} {x - 30} {y - 1}"
        return loop, (x + 35, y - 24)
    (x1, y1), (x2, y2) = _facing(start, end), _facing(end, start)
    return f"M{x1} {y1}L{x2} {y2}", ((x1 + x2) // 2, (y1 + y2) // 2)


def _facing(box: Box, other: Box) -> tuple[int, int]:
    """Return the middle of the edge of a box that looks towards another."""
    x, y = box.x + box.width // 2, box.y + box.height // 2
    if other.x >= box.x + box.width:
        return box.x + box.width + 1, y
    if other.x + other.width <= box.x:
        return box.x - 1, y
    return x, box.y - 1 if other.y < box.y else box.y + box.height + 1


def _arrows(groups: Mapping[str, Box]) -> Iterator[str]:
    for arrow in arrows(groups):
        ends = arrow.start, arrow.end
        path, (x, y) = ROUTES.get(ends) or _straight(*(groups[name] for name in ends))
        family = FAMILY[arrow.texts[0][0]]
        yield (
            f'<path d="{path}" fill="none" stroke="{LINES[family].colour}" stroke-width="2"'
            f' marker-end="url(#{family})"/>'
        )
        yield from _texts(arrow.texts, x, y)


def _texts(texts: Sequence[tuple[str, str]], x: int, y: int) -> Iterator[str]:
    for name, between in texts:
        yield _plate(name, 12, x, y)
        yield (
            f'<text x="{x}" y="{y}" font-size="12" font-weight="600"'
            f' fill="{_ink(name)}">{name}</text>'
        )
        y += _LINE
        if between:
            yield _plate(between, 11, x, y - 2)
            small = f'font-size="11" fill="{QUIET}"'
            yield f'<text x="{x}" y="{y - 2}" {small}>{escape(between)}</text>'
            y += _LINE


def _plate(text: str, size: int, x: int, y: int) -> str:
    """Return paper under a text, so that an arrow does not run through it."""
    width = round(width_of(text, size) * 1.15) + 8
    return f'<rect x="{x - 3}" y="{y - size}" width="{width}" height="{size + 4}" fill="{PAPER}"/>'


def _ink(name: str) -> str:
    return INK if FAMILY[name] in {"concept", "membership"} else LINES[FAMILY[name]].colour


def _box(box: Box) -> Iterator[str]:
    yield (
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="10"'
        f' fill="#f7f7f7" stroke="#b3b3b3"/>'
    )
    yield (
        f'<text x="{box.x + 16}" y="{box.y + 26}" font-size="13" fill="{QUIET}">{box.title}</text>'
    )
    for row, label in enumerate(box.labels):
        yield from _node(label, box.x + 30, box.y + _HEAD + row * box.spread + 6)


def _node(label: str, x: int, y: int) -> Iterator[str]:
    look = LOOKS[label]
    fill = PAPER if look.hollow else look.colour
    stroke = look.colour if look.hollow else INK
    width = 2.5 if look.hollow else 1
    yield (
        f'<path d="M{x} {y}{outline(look.shape, _R)}" fill="{fill}" stroke="{stroke}"'
        f' stroke-width="{width}"/>'
    )
    yield f'<text x="{x + 20}" y="{y + 5}" font-size="15" fill="{INK}">{label}</text>'


def _footer(height: int) -> str:
    text = (
        "Small print under a type: the labels it joins, where not all of the group. Every node and"
        " every relation names its sources in the property “sources”."
    )
    return f'<text x="40" y="{height - 24}" font-size="13" fill="{QUIET}">{text}</text>'
