"""The marks of a matrix: one shape for each way in which a state stands to a body.

Shapes alone tell them apart. Each is a path around its middle, filled by the rule *evenodd*, so
that all marks of a row are one path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kg.browse.state_memberships import FULL
from viz.elements import tag
from viz.style import INK

MEMBER: Final = "#0072b2"
"""Of Okabe and Ito (2008): what is full; all other marks are of ink."""
SIDE: Final = 9
_SQUARE: Final = "m-4.5-4.5h9v9h-9z"
MARKS: Final[Mapping[str, str]] = {
    FULL: _SQUARE,
    "associate": f"{_SQUARE}m2.5 1.2h5.2v5.2z",
    "observer": (
        "m-4.5 0a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0zm2 0a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0z"
    ),
    "suspended": f"{_SQUARE}m1.5 1.5h6v2h-6zm0 4h6v2h-6z",
    "disputed": "m0-5.5 5.5 5.5-5.5 5.5-5.5-5.5zm0 3-2.5 2.5 2.5 2.5 2.5-2.5z",
    "not_participating": "m-4.5-1h9v2h-9z",
    "former": "m-4.5-3 1.5-1.5 3 3 3-3 1.5 1.5-3 3 3 3-1.5 1.5-3-3-3 3-1.5-1.5 3-3z",
    "to_confirm": f"{_SQUARE}m1.5 1.5h6v6h-6zm2 2h2v2h-2z",
    "not_known": "m-4.5-4.5h3v3h-3zm6 0h3v3h-3zm0 6h3v3h-3zm-6 0h3v3h-3z",
}
"""From how a state stands to a body (``STANDINGS``) to its mark."""
LEFT_OUT: Final = "m-4-4.5 8 4.5-8 4.5zm2 3v3l2.8-1.5z"
"""Before the name of a state that none of the bodies reaches."""


def marks(places: Iterable[tuple[float, float, str]]) -> list[str]:
    """Return marks at places as at most two paths: those of full members, and all others."""
    full, other = "", ""
    for x, y, standing in places:
        path = f"M{x:g} {y:g}{MARKS[standing]}".replace(" -", "-")
        if standing == FULL:
            full += path
        else:
            other += path
    found = (("cg-member", MEMBER, full), ("cg-ink", INK, other))
    return [mark_path(name, colour, path) for name, colour, path in found if path]


def mark_path(name: str, colour: str, path: str) -> str:
    """Return a path of marks."""
    return tag("path", {"class": name, "fill": colour, "fill-rule": "evenodd", "d": path})
