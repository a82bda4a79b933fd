"""Which of our pages says more about what a picture shows: its path below the language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlencode

from viz.pictures.picture import AskedPicture
from viz.pictures.tiles_shown import of_records

_Page = tuple[str, list[tuple[str, str]]]
"""A path, and its parameters."""


def _first(asked: AskedPicture) -> str:
    return asked.ids[0] if asked.ids else ""


def _of_node(asked: AskedPicture) -> _Page:
    return (f"node/{_first(asked)}" if asked.ids else ""), []


def _of_tiles(asked: AskedPicture) -> list[tuple[str, str]]:
    """Return what the page of the states calls what tiles are made of."""
    of = dict(asked.choice).get("of") or (of_records(asked.ids) if asked.ids else "")
    about = [("body" if of == "members" else "sector", id_) for id_ in asked.ids[:1]]
    return [("of", of), *about] if of else []


_PAGES: Final[Mapping[str, Callable[[AskedPicture], _Page]]] = {
    "match": lambda asked: (f"match/{_first(asked)}", []),
    "path": lambda asked: ("paths", [("from", asked.start or ""), ("to", asked.end or "")]),
    "bridges": lambda asked: ("bridges", [("id", id_) for id_ in asked.ids]),
    "communities": lambda _: ("landscape", []),
    "house": lambda _: ("landscape", []),
    "states": lambda asked: ("states", [("id", id_) for id_ in asked.ids]),
    "tiles": lambda asked: ("states", _of_tiles(asked)),
    "timeline": lambda _: ("initiatives", []),
}
"""Of forms that are not listed it is the page of their first record, else the first page."""


def page_of(asked: AskedPicture) -> str:
    """Return path and query of the page, below the language.

    >>> page_of(AskedPicture("path", start="org/a", end="org/b", as_of="2022-06-22"))
    'paths?from=org%2Fa&to=org%2Fb&as_of=2022-06-22'
    """
    path, pairs = _PAGES.get(asked.form, _of_node)(asked)
    if asked.as_of:
        pairs = [*pairs, ("as_of", asked.as_of)]
    return f"{path}?{urlencode(pairs)}" if pairs else path
