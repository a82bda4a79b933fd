"""Colour and shape per node type, line per family of relations: the one table of how things look.

Colours are those of Okabe and Ito (2008), made for readers who do not tell red from green. Shape
and filling alone already tell apart the types that are commonly drawn together; an outline in ink
gives light colours the contrast they lack against the page (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kg.base.i18n import Message, msg
from kg.model.nodes import Actor, Concept, Declared, Node
from kg.model.registry import NODES, RELATIONS

Shape = Literal["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"]

INK: Final = "#1a1a1a"
PAPER: Final = "#ffffff"
DARK: Final = "#121212"
"""Paper of the dark theme (``static/diagram.css``)."""
QUIET: Final = "#595959"
"""Colour of captions: 7:1 on paper."""

_ORANGE, _SKY, _GREEN, _YELLOW = "#e69f00", "#56b4e9", "#009e73", "#f0e442"
_BLUE, _RED, _PURPLE, _GREY = "#0072b2", "#d55e00", "#cc79a7", "#999999"
# Darker sisters for hollow shapes: an outline alone needs 3:1 against light and dark paper.
_ORANGE_LINE, _SKY_LINE, _PURPLE_LINE, _GREY_LINE = "#b57a00", "#2e86c1", "#b0568a", "#767676"


@dataclass(frozen=True, slots=True)
class Look:
    """How a type of node is drawn; ``hollow`` shapes have paper inside and a coloured outline."""

    colour: str
    shape: Shape
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """How a family of relations is drawn, and what it is called in the legend."""

    colour: str
    title: Message


_OWN: Final[dict[str, Look]] = {
    "State": Look(_BLUE, "dot"),
    "Country": Look(_BLUE, "dot", hollow=True),
    "Organisation": Look(_ORANGE, "square"),
    "Unit": Look(_ORANGE_LINE, "square", hollow=True),
    "Programme": Look(_GREEN, "diamond"),
    "Activity": Look(_GREEN, "diamond", hollow=True),
    "Offer": Look(_SKY, "triangle"),
    "Demand": Look(_RED, "triangleDown"),
    "Practice": Look(_YELLOW, "star"),
    "Agreement": Look(_PURPLE, "hexagon"),
    "Initiative": Look(_PURPLE_LINE, "star", hollow=True),
    "Sector": Look(_GREY_LINE, "triangle", hollow=True),
    "Region": Look(_SKY_LINE, "hexagon", hollow=True),
    "Goal": Look(_GREY_LINE, "triangleDown", hollow=True),
    "Priority": Look(_PURPLE, "star"),
    "GuidelineVersion": Look(_PURPLE_LINE, "triangleDown", hollow=True),
    "Milestone": Look(_RED, "star", hollow=True),
    "Objective": Look(_PURPLE_LINE, "triangle", hollow=True),
    "Action": Look(_PURPLE_LINE, "diamond", hollow=True),
    "Indicator": Look(_PURPLE_LINE, "square", hollow=True),
    "Language": Look(_GREY, "dot"),
    "Modality": Look(_GREY, "diamond"),
    "Source": Look(_GREY, "square"),
}
_OF_KIND: Final[dict[type[Node], Look]] = {
    Actor: Look(_ORANGE_LINE, "hexagon", hollow=True),
    Concept: Look(_GREY, "triangleDown"),
    Declared: Look(_SKY, "hexagon"),
    Node: Look(_GREY, "hexagon"),
}
"""How a type looks that has no look of its own: as its kind does, the nearest first."""


def _look(cls: type[Node]) -> Look:
    return _OWN.get(cls.__name__) or next(_OF_KIND[c] for c in cls.__mro__ if c in _OF_KIND)


LOOKS: Final[dict[str, Look]] = {
    **{name: look for name, look in _OWN.items() if name in NODES},
    **{name: _look(cls) for name, cls in NODES.items() if name not in _OWN},
}
"""One look per node type, in the order in which legends and columns list them."""

LINES: Final[dict[str, Line]] = {
    "structure": Line("#4d4d4d", msg("part of, runs, succeeds, concerns")),
    "membership": Line("#8c8c8c", msg("member of")),
    "agreement": Line("#b0568a", msg("party to an agreement")),
    "activity": Line("#008060", msg("role in an activity")),
    "declared": Line("#c25500", msg("declares, is the contact for")),
    "concept": Line("#8aa4b8", msg("sector, goal, region, language, modality")),
    "proposal": Line("#9467bd", msg("proposed: who could meet a demand")),
    "tie": Line("#8c8c8c", msg("ties: memberships, agreements, activities")),
}
"""One line per family of relations."""

TIE: Final = "TIE"
"""What stands for all that ties two communities, and is no relation on record."""
PROPOSED: Final = "PROPOSED"
"""What a portfolio proposes between who asks and who could give: no relation on record either."""
FAMILY: Final[dict[str, str]] = {
    **{name: cls.family for name, cls in RELATIONS.items()},
    TIE: "tie",
    PROPOSED: "proposal",
}
"""The family of each relation type."""


_LINEAR: Final = 0.04045
"""Below this sRGB values are linear."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ``#rrggbb`` (WCAG 2.2, relative luminance).

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= _LINEAR else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
