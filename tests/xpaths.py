"""What tests read from pages, with types: lxml says that an XPath may be anything."""

from __future__ import annotations

from typing import cast

from lxml import html


def texts(page: str, path: str) -> list[str]:
    """Return the texts or attributes that a path selects on a page."""
    return [str(one) for one in cast("list[object]", html.fromstring(page).xpath(path))]


def count(page: str, path: str) -> int:
    """Return how many elements a path selects on a page."""
    return len(cast("list[object]", html.fromstring(page).xpath(path)))
